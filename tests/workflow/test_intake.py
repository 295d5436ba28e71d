"""Taking in: what may be added and ticked, and what the station refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.capture.files import read_files
from app.errors import BadInput, NotAllowed
from app.model.dossier import DigitizeClass, Outcome
from app.model.people import Person
from app.model.states import State
from app.workflow import intake
from app.workflow.digitise import finish_capture
from app.workflow.station import Station
from tests.homes import practice_station
from tests.journey.scene import paper

APPLICANT = Person("042090000017", "Lê Thị Mẫu")
MARRIAGE_STATUS = "1.004873"


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with practice_station(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def dossier_id(station: Station) -> str:
    return intake.open_dossier(station, MARRIAGE_STATUS, APPLICANT).dossier_id


def _key(station: Station, dossier_id: str, digitize_class: DigitizeClass) -> str:
    return next(
        line.key
        for line in station.store.components(dossier_id)
        if line.digitize_class is digitize_class
    )


def _scannable(station: Station, dossier_id: str) -> str:
    return next(
        line.key
        for line in station.store.components(dossier_id)
        if line.digitize_class is not DigitizeClass.DO_NOT_DIGITIZE
    )


def test_a_paper_that_must_not_be_digitised_is_not_scanned(
    station: Station, dossier_id: str, tmp_path: Path
) -> None:
    paper(tmp_path / "the.jpg", "CĂN CƯỚC")
    key = _key(station, dossier_id, DigitizeClass.DO_NOT_DIGITIZE)
    with pytest.raises(NotAllowed, match="không được số hóa"):
        list(intake.add_files(station, dossier_id, key, read_files([tmp_path / "the.jpg"])))
    assert not list(station.store.objects.all())


def test_a_bad_file_keeps_the_pages_before_it(
    station: Station, dossier_id: str, tmp_path: Path
) -> None:
    paper(tmp_path / "1.jpg", "TỜ KHAI")
    (tmp_path / "2.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    key = _scannable(station, dossier_id)
    with pytest.raises(BadInput, match=r"2\.jpg"):
        list(
            intake.add_files(
                station, dossier_id, key, read_files([tmp_path / "1.jpg", tmp_path / "2.jpg"])
            )
        )
    document = intake.document_of(station, dossier_id, key)
    assert [page.source_name for page in station.store.pages(document.document_id)] == ["1.jpg"]
    assert intake.component(station, dossier_id, key).outcome is Outcome.RECEIVED


def test_reuse_wants_its_evidence(station: Station, dossier_id: str) -> None:
    key = _scannable(station, dossier_id)
    with pytest.raises(BadInput, match="căn cứ"):
        intake.tick(station, dossier_id, key, Outcome.REUSED)
    ticked = intake.tick(station, dossier_id, key, Outcome.REUSED, evidence="Số 12/2024, kho số")
    assert ticked.evidence


def test_missing_papers_are_named_before_sealing(station: Station, dossier_id: str) -> None:
    required = next(line for line in station.store.components(dossier_id) if line.required)
    with pytest.raises(BadInput, match=required.name[:12]):
        finish_capture(station, dossier_id)
    assert station.store.dossier(dossier_id).state is State.DRAFT


def test_an_applicant_needs_name_and_number(station: Station) -> None:
    with pytest.raises(BadInput, match="họ tên"):
        intake.open_dossier(station, MARRIAGE_STATUS, Person("042090000017", " "))
    with pytest.raises(BadInput, match="số định danh"):
        intake.open_dossier(station, MARRIAGE_STATUS, Person("", "Lê Thị Mẫu"))
    assert station.store.dossiers() == []


def test_a_given_up_dossier_takes_no_more(station: Station, dossier_id: str) -> None:
    intake.cancel(station, dossier_id, "người dân rút hồ sơ")
    with pytest.raises(NotAllowed):
        intake.tick(station, dossier_id, _scannable(station, dossier_id), Outcome.RECEIVED)
