"""Before sealing: what the wire cannot carry is refused while it can still be mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import BadInput
from app.model.people import Person
from app.model.states import State
from app.protocol.wire import BLOB_MAX, MANIFEST_MAX
from app.workflow import digitise, intake
from app.workflow.seal import seal_dossier
from app.workflow.station import Station
from tests.homes import practice_station
from tests.journey.scene import PROCEDURE


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with practice_station(tmp_path / "home") as opened:
        yield opened


def _reviewed(station: Station, *, signed_bytes: int = 1, note: str = "") -> str:
    """A dossier one step before its seal, with one paper of that size."""
    applicant = Person("042090000017", "Lê Thị Mẫu")
    dossier_id = intake.open_dossier(station, PROCEDURE, applicant, note=note).dossier_id
    key = next(line.key for line in station.store.components(dossier_id) if line.required)
    document = intake.document_of(station, dossier_id, key)
    for state in (State.CAPTURED, State.PROCESSED):
        station.store.move(dossier_id, state)
    station.store.put_document(
        replace(document, signed_sha256="0" * 64, signed_bytes=signed_bytes, page_count=1)
    )
    digitise.review(station, dossier_id, digitise.proposed_data(station, dossier_id))
    return dossier_id


@pytest.mark.parametrize(
    ("signed_bytes", "note"), [(BLOB_MAX + 1, ""), (1, "x" * MANIFEST_MAX)], ids=["paper", "words"]
)
def test_what_cannot_be_sent_is_not_sealed(station: Station, signed_bytes: int, note: str) -> None:
    dossier_id = _reviewed(station, signed_bytes=signed_bytes, note=note)
    with pytest.raises(BadInput):
        seal_dossier(station, dossier_id)
    dossier = station.store.dossier(dossier_id)
    assert dossier.state is State.REVIEWED
    assert dossier.code == "", "no number is used up"
    assert station.store.last_manifest() == (0, "")
    assert station.store.outbox() == []
    good = _reviewed(station, signed_bytes=BLOB_MAX)
    assert seal_dossier(station, good).state is State.QUEUED
    assert station.store.dossier(good).code.endswith("0001")


def test_sealing_twice_is_sealing_once(station: Station) -> None:
    dossier_id = _reviewed(station)
    first = seal_dossier(station, dossier_id)
    assert seal_dossier(station, dossier_id) == first
    assert station.store.last_manifest()[0] == 1


def test_an_unsigned_paper_is_not_sealed(station: Station) -> None:
    dossier_id = _reviewed(station)
    (document,) = station.store.documents(dossier_id)
    station.store.put_document(replace(document, signed_sha256=""))
    with pytest.raises(BadInput, match="chưa được ký"):
        seal_dossier(station, dossier_id)
    assert station.store.dossier(dossier_id).state is State.REVIEWED
