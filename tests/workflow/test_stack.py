"""A stack with separator sheets becomes the papers of its dossier, and loses nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import segno
from PIL import Image, ImageDraw
from reportlab.graphics.barcode import code128
from reportlab.pdfgen.canvas import Canvas

from app.document.codes.separators import sheet_text
from app.errors import BadInput, NotAllowed
from app.model.dossier import DigitizeClass
from app.model.ids import new_id
from app.model.page import CapturedFile
from app.model.people import Person
from app.slips.receipt import receipt_slip
from app.workflow import intake
from app.workflow.stack import (
    FOREIGN_SHEET,
    StackedPage,
    make_separator_sheets,
    split_stack,
)
from app.workflow.station import Station
from tests.homes import practice_station
from tests.slips.papers import AGENCY, COMPONENTS, DOSSIER, PRINTED, picture

APPLICANT = Person("042090000017", "Lê Thị Mẫu")
MARRIAGE_STATUS = "1.004873"


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with practice_station(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def dossier_id(station: Station) -> str:
    return intake.open_dossier(station, MARRIAGE_STATUS, APPLICANT).dossier_id


def keys(station: Station, dossier_id: str, *, scanned: bool = True) -> list[str]:
    return [
        line.key
        for line in station.store.components(dossier_id)
        if (line.digitize_class is not DigitizeClass.DO_NOT_DIGITIZE) is scanned
    ]


def file(picture: Image.Image, name: str) -> CapturedFile:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, dpi=(100, 100))
    return CapturedFile(out.getvalue(), name, "image/jpeg", "máy quét")


def page(name: str) -> CapturedFile:
    sheet = Image.new("RGB", (827, 1169), "white")
    ImageDraw.Draw(sheet).text((100, 100), f"Noi dung {name}", fill="black")
    return file(sheet, name)


def sheet(station: Station, dossier_id: str, key: str) -> CapturedFile:
    """The scanned separator sheet of a component."""
    pdf = make_separator_sheets(station, dossier_id)
    number = keys(station, dossier_id).index(key)
    return file(Image.fromarray(picture(pdf, number, 100)[:, :, ::-1]), f"phiếu-{key}")


def patch_t() -> CapturedFile:
    out = io.BytesIO()
    canvas = Canvas(out)
    code128.Code128("PATCHT", barWidth=2, barHeight=60).drawOn(canvas, 100, 500)
    canvas.save()
    return file(Image.fromarray(picture(out.getvalue(), 0, 100)[:, :, ::-1]), "patch-t")


def told(stacked: Sequence[StackedPage]) -> list[tuple[str, str]]:
    return [(each.page.source_name, each.key) for each in stacked]


def test_sheets_lead_pages_to_their_papers(station: Station, dossier_id: str) -> None:
    first, second, *_ = keys(station, dossier_id)
    stack = [
        page("1"),
        sheet(station, dossier_id, second),
        page("2"),
        page("3"),
        sheet(station, dossier_id, first),
        page("4"),
    ]
    kept = list(split_stack(station, dossier_id, stack))
    assert told(kept) == [("1", first), ("2", second), ("3", second), ("4", first)]
    assert not any(each.note for each in kept)
    names = {
        document.component_key: [
            each.source_name for each in station.store.pages(document.document_id)
        ]
        for document in station.store.documents(dossier_id)
    }
    assert names == {first: ["1", "4"], second: ["2", "3"]}


def test_one_file_may_hold_the_whole_stack(station: Station, dossier_id: str) -> None:
    first, second, *_ = keys(station, dossier_id)
    frames = [
        Image.open(io.BytesIO(each.data))
        for each in (page("1"), sheet(station, dossier_id, second), page("2"))
    ]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    whole = CapturedFile(out.getvalue(), "tập.tif", "image/tiff", "máy quét")
    kept = list(split_stack(station, dossier_id, [whole]))
    assert [(each.page.frame, each.key) for each in kept] == [(0, first), (2, second)]


def test_patch_t_leads_to_the_next_paper_of_the_checklist(
    station: Station, dossier_id: str
) -> None:
    order = keys(station, dossier_id)
    stack = [patch_t(), page("1"), patch_t(), patch_t(), page("2")]
    kept = list(split_stack(station, dossier_id, stack))
    assert told(kept) == [("1", order[0]), ("2", order[1])]


def test_patch_t_behind_the_last_paper_is_said(station: Station, dossier_id: str) -> None:
    last = keys(station, dossier_id)[-1]
    kept = list(split_stack(station, dossier_id, [page("1"), patch_t(), page("2")], key=last))
    assert told(kept) == [("1", last), ("2", last)]
    assert "không còn giấy tờ" in kept[1].note


def test_a_sheet_of_another_dossier_loses_nothing(station: Station, dossier_id: str) -> None:
    chosen, second, *_ = keys(station, dossier_id)
    other = intake.open_dossier(station, MARRIAGE_STATUS, APPLICANT).dossier_id
    stack = [
        sheet(station, dossier_id, second),
        page("1"),
        sheet(station, other, second),
        page("2"),
        page("3"),
        sheet(station, dossier_id, second),
        page("4"),
    ]
    kept = list(split_stack(station, dossier_id, stack, key=chosen))
    assert told(kept) == [("1", second), ("2", chosen), ("3", chosen), ("4", second)]
    assert [bool(each.note) for each in kept] == [False, True, True, False]
    assert "hồ sơ khác" in kept[1].note
    assert station.store.documents(other) == []
    [row] = [each for each in station.store.audit_rows(dossier_id) if each.action == FOREIGN_SHEET]
    assert row.details == {"sheet_of": other}


def test_a_receipt_of_another_dossier_is_a_paper(station: Station, dossier_id: str) -> None:
    slip = receipt_slip(DOSSIER, COMPONENTS, AGENCY, now=PRINTED, practice=False)
    scan = file(Image.fromarray(picture(slip, 0, 200)[:, :, ::-1]), "giấy hẹn")
    [kept] = split_stack(station, dossier_id, [scan])
    assert kept.page.source_name == "giấy hẹn"
    assert "hồ sơ khác" in kept.note


def test_the_receipt_of_this_dossier_leads_back_to_the_chosen_paper(
    station: Station, dossier_id: str
) -> None:
    """A dossier has its code before its seal is done; a crash in between leaves it open."""
    chosen, second, *_ = keys(station, dossier_id)
    code = DOSSIER.provisional_code
    station.store.change(dossier_id, action="code", provisional_code=code)
    own = replace(DOSSIER, dossier_code="")
    slip = receipt_slip(own, COMPONENTS, AGENCY, now=PRINTED, practice=False)
    scan = file(Image.fromarray(picture(slip, 0, 200)[:, :, ::-1]), "giấy hẹn")
    stack = [sheet(station, dossier_id, second), page("1"), scan, page("2")]
    kept = list(split_stack(station, dossier_id, stack, key=chosen))
    assert told(kept) == [("1", second), ("2", chosen)]
    assert not any(each.note for each in kept)


def test_a_paper_that_must_not_be_digitised_is_left_out_and_said(
    station: Station, dossier_id: str
) -> None:
    first, *_ = keys(station, dossier_id)
    banned = keys(station, dossier_id, scanned=False)[0]
    stack = [sheet_of(dossier_id, banned), page("thẻ"), patch_t(), page("2")]
    stack = [page("1"), *stack]
    seen: list[StackedPage] = []
    with pytest.raises(NotAllowed, match="1 trang"):
        seen.extend(split_stack(station, dossier_id, stack))
    pages = [
        each.source_name
        for document in station.store.documents(dossier_id)
        for each in station.store.pages(document.document_id)
    ]
    assert "1" in pages
    assert "thẻ" not in pages
    assert "2" in pages
    assert first in {each.component_key for each in station.store.documents(dossier_id)}


def sheet_of(dossier_id: str, key: str) -> CapturedFile:
    """A sheet printed before the paper's class was changed."""
    out = io.BytesIO()
    segno.make_qr(sheet_text(dossier_id, key)).save(out, kind="png", scale=6)
    whole = Image.new("RGB", (827, 1169), "white")
    whole.paste(Image.open(out).convert("RGB"), (200, 200))
    return file(whole, f"phiếu-{key}")


def test_a_sheet_for_a_paper_that_is_gone_is_said(station: Station, dossier_id: str) -> None:
    [kept] = split_stack(station, dossier_id, [sheet_of(dossier_id, "da-bo"), page("1")])
    assert "không còn trong danh mục" in kept.note


def test_a_bad_file_keeps_the_pages_before_it(station: Station, dossier_id: str) -> None:
    broken = CapturedFile(b"\xff\xd8\xff\xe0 broken", "2.jpg", "image/jpeg", "máy quét")
    seen: list[StackedPage] = []
    with pytest.raises(BadInput, match=r"2\.jpg"):
        seen.extend(split_stack(station, dossier_id, [page("1"), broken]))
    assert len(station.store.documents(dossier_id)) == 1


def test_a_chosen_paper_that_must_not_be_digitised_is_refused_at_once(
    station: Station, dossier_id: str
) -> None:
    banned = keys(station, dossier_id, scanned=False)[0]
    with pytest.raises(NotAllowed, match="không được số hóa"):
        list(split_stack(station, dossier_id, [page("1")], key=banned))
    assert not list(station.store.objects.all())


def test_a_dossier_that_is_not_there_takes_nothing(station: Station) -> None:
    with pytest.raises(BadInput):
        list(split_stack(station, new_id(), [page("1")]))
