"""Reading while the citizen is still there: nothing is read twice, nothing lingers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.capture.files import read_files
from app.document.text.reading import EDITION
from app.model.dossier import Page
from app.model.edits import Turn
from app.model.people import Person
from app.model.states import State
from app.store.station import StationStore
from app.workflow import intake
from app.workflow.digitise import finish_capture, process, proposed_data, review, sign
from app.workflow.kept_readings import page_reading
from app.workflow.reading import look_at_page, read_ahead
from app.workflow.seal import seal_dossier
from app.workflow.station import Station
from tests.document.damage import scanned
from tests.document.papers import blank_paper, jpg
from tests.homes import practice_station
from tests.journey.scene import PROCEDURE, paper
from tests.workflow.counting import CountingReader


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with practice_station(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def dossier_id(station: Station) -> str:
    applicant = Person("042090000017", "Lê Thị Mẫu")
    return intake.open_dossier(station, PROCEDURE, applicant).dossier_id


@pytest.fixture
def pages(station: Station, dossier_id: str, tmp_path: Path) -> list[Page]:
    """Two small pages with text and a blank one between them."""
    paper(tmp_path / "1.jpg", "ĐƠN ĐỀ NGHỊ", "Người làm đơn: Lò Thị Khuyên")
    (tmp_path / "2.jpg").write_bytes(jpg(scanned(blank_paper((148, 210)))))
    paper(tmp_path / "3.jpg", "Thôn Nà Ngòi, xã Thanh Vân")
    key = next(line.key for line in station.store.components(dossier_id) if line.required)
    files = read_files([tmp_path / f"{number}.jpg" for number in (1, 2, 3)])
    return list(intake.add_files(station, dossier_id, key, files))


def _kept(station: Station) -> int:
    (row,) = station.store.database.rows("SELECT count(*) AS n FROM readings")
    return int(row["n"])


def _processed(station: Station, dossier_id: str, reader: CountingReader) -> str:
    finish_capture(station, dossier_id)
    process(station, dossier_id, recognizer=reader)
    (document,) = station.store.documents(dossier_id)
    return document.text


def test_what_was_read_ahead_is_not_read_again(
    station: Station, dossier_id: str, pages: list[Page]
) -> None:
    reader = CountingReader()
    assert read_ahead(station, dossier_id, recognizer=reader) == 2
    assert reader.pages == 2
    assert read_ahead(station, dossier_id, recognizer=reader) == 0
    text = _processed(station, dossier_id, reader)
    assert reader.pages == 2
    assert text.splitlines() == [
        "ĐƠN ĐỀ NGHỊ",
        "Người làm đơn: Lò Thị Khuyên",
        "",
        "Thôn Nà Ngòi, xã Thanh Vân",
    ]


def test_a_page_is_judged_before_it_is_read(
    station: Station, dossier_id: str, pages: list[Page]
) -> None:
    blanks: list[bool | None] = []
    document_id = pages[0].document_id

    def look() -> None:
        blanks.extend(page.blank for page in station.store.pages(document_id))

    read_ahead(station, dossier_id, recognizer=CountingReader(begun=look))
    assert blanks[:3] == [False, True, False]


def test_the_verdict_is_kept_at_once(station: Station, dossier_id: str, pages: list[Page]) -> None:
    seen, _ = look_at_page(station, dossier_id, pages[1])
    assert seen.blank
    assert station.store.pages(pages[1].document_id)[1] == seen


def test_an_edited_page_is_read_as_it_is_now(
    station: Station, dossier_id: str, pages: list[Page]
) -> None:
    reader = CountingReader()
    read_ahead(station, dossier_id, recognizer=reader)
    station.store.put_page(replace(pages[0], blank=False, edits=(Turn(180),)))
    assert read_ahead(station, dossier_id, recognizer=reader) == 1
    assert reader.pages == 3, "the officer's word on how it lies stands"
    assert "ĐƠN ĐỀ NGHỊ" not in _processed(station, dossier_id, reader)
    assert reader.pages == 3


def test_words_of_another_reader_are_not_used(
    station: Station, dossier_id: str, pages: list[Page]
) -> None:
    read_ahead(station, dossier_id, recognizer=CountingReader(version="an older edition"))
    reader = CountingReader()
    _processed(station, dossier_id, reader)
    assert reader.pages == 2


def test_words_of_another_edition_of_the_reading_are_read_again(
    station: Station, dossier_id: str, pages: list[Page]
) -> None:
    reader = CountingReader()
    read_ahead(station, dossier_id, recognizer=reader)
    place = page_reading(station, dossier_id, pages[0])
    kept = place.get()
    assert kept is not None
    for older in (reader.version, kept.version.removesuffix(str(EDITION)) + "0"):
        place.put(replace(kept, version=older))
        assert read_ahead(station, dossier_id, recognizer=reader) == 1
    place.put(replace(kept, version=reader.version))
    _processed(station, dossier_id, reader)
    assert reader.pages == 5


def test_words_of_another_picture_are_not_used(
    station: Station, dossier_id: str, pages: list[Page]
) -> None:
    """As when the program was renewed and cleans otherwise."""
    reader = CountingReader()
    read_ahead(station, dossier_id, recognizer=reader)
    place = page_reading(station, dossier_id, pages[0])
    kept = place.get()
    assert kept is not None
    place.put(replace(kept, picture=kept.picture ^ 1))
    _processed(station, dossier_id, reader)
    assert reader.pages == 3


def test_stopping_keeps_what_is_read(station: Station, dossier_id: str, pages: list[Page]) -> None:
    reader = CountingReader()
    assert read_ahead(station, dossier_id, lambda: reader.pages > 1, recognizer=reader) == 1
    assert _kept(station) == 1
    _processed(station, dossier_id, reader)
    assert reader.pages == 3


def test_two_who_want_a_page_read_it_once(
    station: Station, dossier_id: str, pages: list[Page]
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        assert go_on.wait(30)

    reader = CountingReader(begun=hold)
    ahead = threading.Thread(
        target=read_ahead, args=(station, dossier_id), kwargs={"recognizer": reader}
    )
    ahead.start()
    assert begun.wait(30)
    threading.Timer(0.3, go_on.set).start()
    _processed(station, dossier_id, reader)
    ahead.join()
    assert reader.pages == 2


def test_nothing_read_outlives_the_seal(
    station: Station, dossier_id: str, pages: list[Page]
) -> None:
    _processed(station, dossier_id, CountingReader())
    sign(station, dossier_id)
    assert _kept(station) == 2
    place = page_reading(station, dossier_id, pages[0])
    late = place.get()
    assert late is not None
    review(station, dossier_id, proposed_data(station, dossier_id))
    assert seal_dossier(station, dossier_id).state is State.QUEUED
    assert _kept(station) == 0
    place.put(late)
    assert _kept(station) == 0, "a reading that comes late is not kept"
    assert read_ahead(station, dossier_id) == 0


def test_nothing_read_outlives_the_cancelling(
    station: Station, dossier_id: str, pages: list[Page]
) -> None:
    other = intake.open_dossier(station, PROCEDURE, Person("042090000017", "Lê Thị Mẫu"))
    station.store.put_reading(other.dossier_id, "k", "{}")
    read_ahead(station, dossier_id, recognizer=CountingReader())
    station.store.put_page(replace(pages[0], blank=False, edits=(Turn(180),)))
    read_ahead(station, dossier_id, recognizer=CountingReader())
    assert _kept(station) == 4
    intake.cancel(station, dossier_id, "thử")
    assert _kept(station) == 1
    assert station.store.reading(other.dossier_id, "k") == "{}"


def test_words_lie_encrypted(station: Station, dossier_id: str, pages: list[Page]) -> None:
    read_ahead(station, dossier_id, recognizer=CountingReader())
    store: StationStore = station.store
    for file in store.paths.database.parent.iterdir():
        if file.is_file():
            assert "Khuyên".encode() not in file.read_bytes()
