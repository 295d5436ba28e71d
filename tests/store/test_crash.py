"""Real processes that are killed or run out of room: what was promised is there."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from app.model.states import State
from app.store.station import StationStore
from tests.store.conftest import Spawn
from tests.store.samples import PASSPHRASE, new_store, noon, queued


def require_whole(store: StationStore) -> None:
    """Nothing half-done anywhere: database, chains, queue and files agree."""
    assert store.database.integrity_problems() == []
    assert store.verify_audit().ok
    waiting = {row.dossier_id for row in store.outbox()}
    assert waiting == {dossier.dossier_id for dossier in store.dossiers({State.QUEUED})}
    assert store.counts()[State.SEALED] == 0
    seqs = sorted(store.dossier(dossier_id).manifest_seq for dossier_id in waiting)
    assert seqs == list(range(1, store.last_manifest()[0] + 1))
    for dossier_id in waiting:
        assert store.manifest(dossier_id)
        assert all(store.objects.verify(blob.sha256) for blob in store.blobs(dossier_id))
    assert not list(store.objects.root.glob("??/.tmp-*"))


@pytest.mark.parametrize("promises", [1, 9])
def test_killed_in_the_middle_of_work(tmp_path: Path, spawn: Spawn, promises: int) -> None:
    home = tmp_path / "home"
    new_store(home).close()
    child = spawn("work", home)
    assert child.stdout
    promised = [child.stdout.readline().strip() for _ in range(promises)]
    child.send_signal(signal.SIGKILL)
    promised += child.stdout.read().split()
    child.wait()
    with StationStore.open(home, PASSPHRASE, clock=noon()) as store:
        kept = {row.dossier_id for row in store.outbox()}
        assert set(promised) <= kept
        require_whole(store)
        queued(store)
        require_whole(store)


def test_no_room_left(tmp_path: Path, spawn: Spawn) -> None:
    home = tmp_path / "home"
    new_store(home).close()
    said, _ = spawn("fill", home).communicate(timeout=60)
    lines = said.splitlines()
    assert [line[:27] for line in lines if line.startswith(("object", "row"))] == [
        "object 73 Không ghi được và",
        "row 73 Không ghi được vào «",
    ]
    promised = [line.split()[1] for line in lines if line.startswith("kept")]
    assert len(promised) > 2
    assert f"open {len(promised) - 1}" in lines
    with StationStore.open(home, PASSPHRASE, clock=noon()) as store:
        assert {dossier.dossier_id for dossier in store.dossiers()} == set(promised)
        require_whole(store)
