"""A paper is written as the station is set, within what the portal takes, and after signing too
it is the PDF/A that was promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.capture.files import read_files
from app.errors import TryLater
from app.model.dossier import Document, Page
from app.model.output import OutputProfile
from app.model.people import Person
from app.model.states import State
from app.workflow import intake
from app.workflow.digitise import finish_capture, process, sign
from app.workflow.output_choice import choose_output
from app.workflow.reading import look_at_page
from app.workflow.station import Station
from tests.document.papers import LAND, jpg, stamp
from tests.document.papers import paper as drawn
from tests.homes import practice_station
from tests.journey.scene import PROCEDURE
from tests.verapdf import verapdf
from tests.workflow.counting import CountingReader


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with practice_station(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def dossier_id(station: Station, tmp_path: Path) -> str:
    """A dossier of one sealed page."""
    applicant = Person("042090000017", "Lê Thị Mẫu")
    dossier_id = intake.open_dossier(station, PROCEDURE, applicant).dossier_id
    key = next(line.key for line in station.store.components(dossier_id) if line.required)
    page = tmp_path / "1.jpg"
    page.write_bytes(jpg(stamp(drawn(LAND, sealed=True), [(60, 110)]).picture))
    list(intake.add_files(station, dossier_id, key, read_files([page])))
    finish_capture(station, dossier_id)
    return dossier_id


def made(station: Station, dossier_id: str) -> Document:
    process(station, dossier_id, recognizer=CountingReader())
    (document,) = station.store.documents(dossier_id)
    return document


@pytest.mark.parametrize("profile", list(OutputProfile))
def test_the_profile_of_the_station_is_used_and_kept(
    station: Station, dossier_id: str, profile: OutputProfile, tmp_path: Path
) -> None:
    station.change_settings(replace(station.settings, output_profile=profile))
    document = made(station, dossier_id)
    assert document.profile == profile.value
    (signed,) = sign(station, dossier_id)
    files = [tmp_path / "trước.pdf", tmp_path / "sau.pdf"]
    for file, sha256 in zip(files, (signed.pdf_sha256, signed.signed_sha256), strict=True):
        file.write_bytes(station.store.objects.read(sha256))
    assert [result.broken for result in verapdf(files, "2u")] == [(), ()]
    assert (b"/ImageMask true" in files[0].read_bytes()) is True


def test_a_page_that_comes_while_its_paper_is_made_is_in_the_pdf(
    station: Station, dossier_id: str, tmp_path: Path
) -> None:
    def one_more() -> None:
        if not late:
            late.extend(
                intake.add_files(station, dossier_id, key, read_files([tmp_path / "1.jpg"]))
            )

    late: list[Page] = []
    (document,) = station.store.documents(dossier_id)
    key = document.component_key
    with pytest.raises(TryLater, match="trong lúc đang xử lý"):
        process(station, dossier_id, recognizer=CountingReader(begun=one_more))
    finish_capture(station, dossier_id)
    assert made(station, dossier_id).page_count == 2


def test_a_page_that_comes_while_its_paper_is_signed_is_in_the_pdf(
    station: Station, dossier_id: str, tmp_path: Path
) -> None:
    document = made(station, dossier_id)

    def one_more() -> bool:
        more = read_files([tmp_path / "1.jpg"])
        list(intake.add_files(station, dossier_id, document.component_key, more))
        return False

    with pytest.raises(TryLater, match="trong lúc đang xử lý"):
        sign(station, dossier_id, cancelled=one_more)
    finish_capture(station, dossier_id)
    assert made(station, dossier_id).page_count == 2


def test_another_way_chosen_while_papers_are_made_holds_for_all_of_them(
    station: Station, dossier_id: str
) -> None:
    with pytest.raises(TryLater):
        process(
            station,
            dossier_id,
            recognizer=CountingReader(
                begun=lambda: choose_output(station, dossier_id, OutputProfile.SEND)
            ),
        )
    assert made(station, dossier_id).profile == OutputProfile.SEND


def test_papers_of_a_draft_left_behind_are_written_as_the_station_writes_by_now(
    station: Station, dossier_id: str, tmp_path: Path
) -> None:
    made(station, dossier_id)
    station.store.move(dossier_id, State.DRAFT)
    applicant = Person("042090000017", "Lê Thị Mẫu")
    other = intake.open_dossier(station, PROCEDURE, applicant)
    choose_output(station, other.dossier_id, OutputProfile.SEND)
    finish_capture(station, dossier_id)
    assert made(station, dossier_id).profile == OutputProfile.SEND


def test_the_note_on_a_made_paper_outlives_a_look_at_its_pages(
    station: Station, dossier_id: str
) -> None:
    station.change_settings(replace(station.settings, file_size_limit_mb=0))
    document = made(station, dossier_id)
    before = station.store.pages(document.document_id)
    look_at_page(station, dossier_id, before[0])
    assert station.store.pages(document.document_id) == before


def test_a_paper_too_large_for_the_portal_is_told_on_its_first_page(
    station: Station, dossier_id: str
) -> None:
    station.change_settings(replace(station.settings, file_size_limit_mb=0))
    document = made(station, dossier_id)
    assert document.profile == OutputProfile.SEND
    (page,) = station.store.pages(document.document_id)
    assert any("Tách giấy tờ" in warning for warning in page.warnings)
