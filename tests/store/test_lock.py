from __future__ import annotations

import signal
from pathlib import Path

import pytest

from app.errors import CannotWrite, TryLater
from app.store.lock import HomeLock
from app.store.station import StationStore
from tests.store.conftest import Spawn
from tests.store.samples import PASSPHRASE, new_store, noon


def test_one_at_a_time(tmp_path: Path) -> None:
    with HomeLock(tmp_path), pytest.raises(TryLater, match="cửa sổ khác"):
        HomeLock(tmp_path).acquire()
    HomeLock(tmp_path).acquire().release()


def test_a_home_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite):
        HomeLock(tmp_path / "file" / "home").acquire()


def test_a_second_process_waits_outside_and_a_killed_one_lets_go(
    tmp_path: Path, spawn: Spawn
) -> None:
    home = tmp_path / "home"
    new_store(home).close()
    child = spawn("hold", home)
    assert child.stdout
    assert child.stdout.readline() == "open\n"
    with pytest.raises(TryLater, match="đang mở ở một cửa sổ khác") as refused:
        StationStore.open(home, PASSPHRASE, clock=noon())
    assert refused.value.code == 75
    StationStore.open(home, PASSPHRASE, write=False, clock=noon()).close()
    child.send_signal(signal.SIGKILL)
    child.wait()
    StationStore.open(home, PASSPHRASE, clock=noon()).close()
