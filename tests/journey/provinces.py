"""Provinces that are there at once: one process has loaded everything and forks one for each.

``python -m tests.journey.provinces`` reads one JSON object a line: ``{"start": home}`` is
answered with the province's ``pid`` and ``url``, or what stopped it; ``{"stop": pid}`` when it is
gone. Each is a process of its own that serves real HTTP over TLS; only its imports are spared.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import AppError
from app.paths import ROOT


@contextmanager
def quick_province(province_home: Path) -> Iterator[str]:
    """A province for as long as the block runs; yields its address."""
    nursery = _nursery()
    born = nursery.ask({"start": str(province_home)})
    assert "url" in born, born
    try:
        yield born["url"]
    finally:
        nursery.ask({"stop": born["pid"]})


class _Nursery:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journey.provinces"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        atexit.register(self.close)

    def ask(self, what: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        self._process.communicate(timeout=10)


@cache
def _nursery() -> _Nursery:
    return _Nursery()


def _start(home: Path) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _serve(home, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = pipe.readline()
    return {"pid": child, **(json.loads(told) if told else {})}


def _serve(home: Path, writing: int) -> None:
    from app.province.server import serve

    os.close(0)
    code = 0
    try:
        serve(home, ready=lambda url: _say(writing, {"url": url}))
    except AppError as error:
        _say(writing, {"error": str(error)})
        code = error.code
    finally:
        os._exit(code)


def _say(writing: int, what: dict[str, Any]) -> None:
    os.write(writing, json.dumps(what).encode() + b"\n")
    os.close(writing)


def _stop(child: int) -> dict[str, Any]:
    os.kill(child, signal.SIGTERM)
    _, status = os.waitpid(child, 0)
    return {"stopped": child, "status": status}


def main() -> None:
    import app.province.server  # noqa: F401 - loaded here once, so that no child has to

    for line in sys.stdin:
        asked = json.loads(line)
        answer = _start(Path(asked["start"])) if "start" in asked else _stop(asked["stop"])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
