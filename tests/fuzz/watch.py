"""Mutated files handed to a worker that is watched: for time, memory and its life."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from threading import Timer
from typing import Any

from app.paths import ROOT
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import seeds

PATIENCE = 10.0
"""Seconds for one door; behind it the worker is killed and the file counts as a crash."""
DOORS = 4


@dataclass
class Tally:
    """What became of the files of one kind. ``crashes`` hold what is needed to try again."""

    files: int = 0
    accepted: int = 0
    refused: int = 0
    unopenable: int = 0
    slowest_ms: float = 0.0
    peak_mb: float = 0.0
    crashes: list[str] = field(default_factory=list)


def fuzz(files: int, seed: int) -> dict[str, Tally]:
    """``files`` mutated files through every door; the same seed gives the same files."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    kinds = list(seeds())
    with _Worker() as worker:
        for number in range(files):
            kind = kinds[number % len(kinds)]
            data = mutated(kind, seeds()[kind], Random(f"{seed}-{number}"))
            _count(tallies[kind], number, worker.verdicts(data))
    return dict(tallies)


def _count(tally: Tally, number: int, verdicts: Iterator[dict[str, Any]]) -> None:
    tally.files += 1
    outcomes: Counter[str] = Counter()
    for verdict in verdicts:
        tally.slowest_ms = max(tally.slowest_ms, verdict["ms"])
        tally.peak_mb = max(tally.peak_mb, verdict["mb"])
        if verdict["outcome"] == "crashed":
            tally.crashes.append(f"file {number}, {verdict['door']}:\n{verdict['trace']}")
        elif verdict["door"] != "card":
            outcomes[verdict["outcome"]] += 1
            outcomes["unopenable"] += "quá phức tạp" in verdict["said"]
    tally.accepted += not outcomes["refused"]
    tally.refused += bool(outcomes["refused"])
    tally.unopenable += bool(outcomes["unopenable"])


class _Worker:
    """A process that opens files; a new one after each that died."""

    def __enter__(self) -> _Worker:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def verdicts(self, data: bytes) -> Iterator[dict[str, Any]]:
        """What each door said of the file."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(struct.pack(">I", len(data)) + data)
        self._process.stdin.flush()
        for _ in range(DOORS):
            clock = Timer(PATIENCE, self._process.kill)
            clock.start()
            line = self._process.stdout.readline()
            clock.cancel()
            if not line:
                code = self._process.wait()
                self._end()
                self._start()
                yield {
                    "door": "?",
                    "outcome": "crashed",
                    "trace": f"died of {code}",
                    "ms": 0,
                    "mb": 0,
                }
                return
            yield json.loads(line)

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.worker"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()
