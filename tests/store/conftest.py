from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.paths import ROOT
from app.store.keys import Keys
from app.store.lock import HomeLock
from app.store.station import StationStore
from tests.store.samples import OFFICER, noon

Spawn = Callable[[str, Path], "subprocess.Popen[str]"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StationStore]:
    """A home without its passphrase slots: making one takes longer than most tests."""
    home = tmp_path / "home"
    lock = HomeLock(home).acquire()
    with StationStore(home, Keys(bytes(range(32))), OFFICER, noon(), lock) as made:
        made.audit("create station", OFFICER.officer_id)
        yield made


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """Starts ``tests.store.child`` in a process of its own; what still runs is ended."""
    running: list[subprocess.Popen[str]] = []

    def start(verb: str, home: Path) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.store.child", verb, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        running.append(child)
        return child

    yield start
    for child in running:
        child.kill()
        child.communicate()
