"""What the province says of a dossier, whenever it says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.states import NationalStatus, State
from app.protocol.messages import Change, Changes
from app.sync.changes import CURSOR, apply_early_status, pull_changes
from app.sync.faults import ForeignServer
from app.workflow.station import Station
from tests.journey import scene
from tests.sync.passes import states, sync_honestly


@pytest.fixture
def station(home: Path) -> Iterator[Station]:
    with scene.open_scene(home) as opened:
        yield opened


def _says(station: Station, dossier_id: str, status: int) -> None:
    change = Change(
        kind="status", dossier_id=dossier_id, status=status, at="2026-11-24T09:00:00+07:00"
    )
    pull_changes(station.store, lambda cursor: Changes(changes=[change], cursor="1", more=False))


@pytest.mark.parametrize("status", list(NationalStatus))
def test_a_status_is_no_receipt(station: Station, status: NationalStatus) -> None:
    """A dossier leaves the queue by its verified receipt and by nothing else."""
    first = station.store.dossiers()[0].dossier_id
    _says(station, first, status)
    assert station.store.dossier(first).state is State.QUEUED
    assert first in [row.dossier_id for row in station.store.outbox()]
    assert station.store.get(CURSOR) == "1"


def test_a_status_that_came_too_early_is_not_forgotten(home: Path) -> None:
    with scene.open_scene(home) as station:
        first = station.store.dossiers()[0].dossier_id
        _says(station, first, NationalStatus.SUPPLEMENT_REQUESTED)
        station.store.set(CURSOR, "")
    assert sync_honestly(home).committed == 2
    assert sorted(states(home)) == [State.COMMITTED, State.NEEDS_SUPPLEMENT]
    with scene.open_scene(home) as station:
        apply_early_status(station.store, first)
        assert station.store.dossier(first).state is State.NEEDS_SUPPLEMENT


@pytest.mark.parametrize("named", ["", "khong-co", "prefix"])
def test_only_a_whole_id_names_a_dossier(station: Station, named: str) -> None:
    first = station.store.dossiers()[0]
    wanted = first.dossier_id[:12] if named == "prefix" else named
    _says(station, wanted, NationalStatus.RECEIVED)
    assert station.store.audit_rows(wanted)[-1].action == "change-not-applied"
    assert not station.store.get(f"early-status/{first.dossier_id}")


def test_changes_that_never_end_are_not_the_provinces(station: Station) -> None:
    with pytest.raises(ForeignServer):
        pull_changes(station.store, lambda cursor: Changes(changes=[], cursor="x", more=True))
