"""From the words of a signed paper to fields a person can check, and on into the manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.capture.files import read_files
from app.document.extract.snippets import pdf_snippets
from app.document.text.recognize import best_recognizer
from app.model.dossier import DocumentData, Outcome
from app.model.people import Person
from app.store.rows import document_from_row, document_to_row
from app.workflow import intake
from app.workflow.digitise import finish_capture, process, proposed_data, review, sign
from app.workflow.proposals import Proposal, misplaced_papers, proposals
from app.workflow.reading import read_ahead
from app.workflow.seal import seal_dossier
from app.workflow.station import Station
from tests.document.papers import Paper, blank_paper, jpg, paper
from tests.homes import practice_station

MARRIAGE_STATUS = "1.004873"
BODY = [
    "Họ, chữ đệm, tên người yêu cầu: Lò Thị Khuyên",
    "Giấy tờ tùy thân: Căn cước số 010190001234, cấp ngày 17/11/2021",
    "Họ, chữ đệm, tên: LÒ THỊ KHUYÊN",
    "Ngày sinh: 05/09/1990",
]
TITLE = "TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN"


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with practice_station(tmp_path / "home") as opened:
        yield opened


def _dossier(station: Station, folder: Path, papers: list[Paper]) -> str:
    """A dossier with ``papers`` as the pages of its declaration."""
    applicant = Person("010190001234", "Lò Thị Khuyên")
    dossier_id = intake.open_dossier(station, MARRIAGE_STATUS, applicant).dossier_id
    for number, page in enumerate(papers):
        (folder / f"{number}.jpg").write_bytes(jpg(page.picture))
    files = read_files([folder / f"{number}.jpg" for number in range(len(papers))])
    list(intake.add_files(station, dossier_id, "to-khai", files))
    for line in station.store.components(dossier_id):
        if line.required and line.key != "to-khai":
            intake.tick(station, dossier_id, line.key, Outcome.PRESENTED)
    return dossier_id


def _made(station: Station, dossier_id: str) -> Proposal:
    finish_capture(station, dossier_id)
    process(station, dossier_id)
    sign(station, dossier_id)
    (proposal,) = proposals(station, dossier_id).values()
    return proposal


def test_fields_stand_where_their_pictures_show_them(station: Station, tmp_path: Path) -> None:
    """The first page is blank and left out: places are those of the PDF."""
    dossier_id = _dossier(station, tmp_path, [blank_paper(), paper(BODY, TITLE)])
    proposal = _made(station, dossier_id)
    assert proposal.data == DocumentData(
        title="Tờ khai cấp giấy xác nhận tình trạng hôn nhân",
        number="147/GXN-UBND",
        issued_on="2026-11-23",
        issuer="Ủy ban nhân dân xã Thanh Vân",
        abstract="Tờ khai cấp giấy xác nhận tình trạng hôn nhân",
        extras={
            "requester_name": "Lò Thị Khuyên",
            "requester_identifier": "010190001234",
            "full_name": "Lò Thị Khuyên",
            "born_on": "1990-09-05",
        },
    )
    assert proposal.belongs is None
    (document,) = station.store.documents(dossier_id)
    pdf = station.store.objects.read(document.signed_sha256)
    shown = {
        field.name: picture
        for field in proposal.fields
        for picture in pdf_snippets(pdf, field.page, [field.box])
    }
    for name, words in (("full_name", "LÒ THỊ KHUYÊN"), ("born_on", "05/09/1990")):
        grey = cv2.imdecode(np.frombuffer(shown[name], np.uint8), cv2.IMREAD_GRAYSCALE)
        assert grey is not None
        padded = cv2.copyMakeBorder(
            np.asarray(grey, np.uint8), 60, 60, 60, 60, cv2.BORDER_CONSTANT, value=255
        )
        read = best_recognizer().read(np.asarray(padded, np.uint8), 200)
        assert words in " ".join(word.text for word in read)


def test_without_kept_words_the_text_has_to_do(station: Station, tmp_path: Path) -> None:
    dossier_id = _dossier(station, tmp_path, [paper(BODY, TITLE)])
    made = _made(station, dossier_id)
    station.store.drop_readings(dossier_id)
    (proposal,) = proposals(station, dossier_id).values()
    assert proposal.fields == ()
    assert proposal.data == replace(made.data, extras={})


def test_a_paper_under_the_wrong_line_is_told_before_it_is_bound(
    station: Station, tmp_path: Path
) -> None:
    dossier_id = _dossier(station, tmp_path, [paper(BODY, "GIẤY ỦY QUYỀN")])
    assert misplaced_papers(station, dossier_id) == {}, "nothing is read yet"
    read_ahead(station, dossier_id)
    wrong = misplaced_papers(station, dossier_id)["to-khai"]
    assert (wrong.key, wrong.name) == ("van-ban-uy-quyen", "Văn bản ủy quyền")


def test_names_and_birth_dates_travel_in_the_manifest(station: Station, tmp_path: Path) -> None:
    dossier_id = _dossier(station, tmp_path, [paper(BODY, TITLE)])
    _made(station, dossier_id)
    review(station, dossier_id, proposed_data(station, dossier_id))
    seal_dossier(station, dossier_id)
    raw = station.store.manifest(dossier_id)
    assert raw is not None
    (line,) = json.loads(raw)["body"]["documents"]
    assert line["extras"]["born_on"] == "1990-09-05"


def test_rows_from_before_there_were_extras_are_read(station: Station, tmp_path: Path) -> None:
    dossier_id = _dossier(station, tmp_path, [paper(BODY, TITLE)])
    (document,) = station.store.documents(dossier_id)
    row = document_to_row(document)
    old = json.loads(row["data"])
    del old["extras"]
    assert document_from_row(row | {"data": json.dumps(old)}) == document
