"""Running this very program as another process: the practice province, the window's pictures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import Unavailable
from app.i18n import t
from app.paths import ROOT

READY_SECONDS = 30.0
STOP_SECONDS = 10.0


def own_command() -> list[str]:
    """How to start this program again, from a checkout or from a bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "app"]


def run_own(arguments: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command of this program to its end, its output caught."""
    return subprocess.run(
        [*own_command(), *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@contextmanager
def running_province(province_home: Path) -> Iterator[str]:
    """A province of its own process for as long as the block runs; yields its address.

    ``Unavailable`` where it does not come up within ``READY_SECONDS``.
    """
    province_home = province_home.resolve()
    errors = province_home / "serve.log"
    with errors.open("ab") as log:
        process = subprocess.Popen(
            [*own_command(), "province", "serve", "--home", str(province_home), "--json"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
        )
        # A pipe has no time limit of its own: ending the process ends the reading.
        limit = threading.Timer(READY_SECONDS, process.kill)
        limit.start()
        try:
            address = _address(process, errors)
            limit.cancel()
            yield address
        finally:
            limit.cancel()
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout:
                process.stdout.close()


def _address(process: subprocess.Popen[str], errors: Path) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    try:
        return str(json.loads(line)["url"])
    except (ValueError, KeyError) as error:
        raise Unavailable(
            t("Không khởi động được tỉnh thực hành."),
            t("Xem chi tiết trong «{file}».", file=errors),
        ) from error
