"""Codes on scanned pages, and the sheets that split a stack."""

from __future__ import annotations

import io
import time

import numpy as np
import pytest
import segno
from PIL import Image
from reportlab.graphics.barcode import code39, code128
from reportlab.pdfgen.canvas import Canvas

from app.document.codes.barcodes import Code, codes_on
from app.document.codes.separators import (
    ComponentSheet,
    NextPaper,
    Receipt,
    separator_among,
    sheet_text,
)
from tests.document.damage import scanned
from tests.document.papers import Paper
from tests.slips.papers import picture

DOSSIER_ID = "01920000-0000-7000-8000-000000000001"


def with_qr(paper: Paper, text: str, module: int = 4) -> Paper:
    """The paper with a QR at its top right; ``module`` pixels (at 200 dpi) a module."""
    out = io.BytesIO()
    segno.make_qr(text, encoding="utf-8").save(out, kind="png", scale=module, border=4)
    sheet = paper.picture.copy()
    qr = Image.open(out).convert("RGB")
    sheet.paste(qr, (sheet.width - qr.width - 60, 60))
    return Paper(sheet, list(paper.words))


@pytest.mark.parametrize("skew", [-8.0, 0.0, 2.3, 90.0, 180.0])
def test_a_qr_is_read_however_the_page_lies(birth: Paper, skew: float) -> None:
    page = np.asarray(scanned(with_qr(birth, "Số 12/GCS-TYT"), skew=0).rotate(skew, expand=True))
    [code] = codes_on(page)
    assert (code.kind, code.text) == ("QR Code", "Số 12/GCS-TYT")


def test_corners_lie_on_the_code_at_any_resolution(birth: Paper) -> None:
    page = with_qr(birth, "mã", module=6).picture
    for scale in (1, 2):
        large = page.resize((page.width * scale, page.height * scale))
        [code] = codes_on(np.asarray(large))
        left, top = code.corners[0]
        right, bottom = code.corners[2]
        side = 6 * 21 * scale
        assert right - left == pytest.approx(side, abs=6 * scale)
        assert bottom - top == pytest.approx(side, abs=6 * scale)
        assert right == pytest.approx(large.width - (60 + 6 * 4) * scale, abs=6 * scale)


def test_bars_are_read_from_top_to_bottom() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    code39.Standard39("2026-0815", barWidth=1.2, barHeight=40, checksum=0).drawOn(canvas, 100, 300)
    code128.Code128("PATCHT", barWidth=1.5, barHeight=40).drawOn(canvas, 100, 500)
    canvas.save()
    codes = codes_on(picture(out.getvalue(), dpi=200))
    assert [(code.kind, code.text) for code in codes] == [
        ("Code 128", "PATCHT"),
        ("Code 39", "2026-0815"),
    ]


def test_a_page_without_codes_has_none_and_costs_little(birth_scan: bytes) -> None:
    page = np.asarray(Image.open(io.BytesIO(birth_scan)))
    assert codes_on(page) == ()
    times = []
    for _ in range(5):
        started = time.process_time()
        codes_on(page)
        times.append(time.process_time() - started)
    assert min(times) < 0.09  # 38 ms measured on an idle machine


def code(text: str) -> Code:
    return Code("QR Code", text, ())


@pytest.mark.parametrize("text", ["PATCHT", "patcht"])
def test_patch_t_means_the_next_paper(text: str) -> None:
    assert separator_among([code("khác"), code(text)]) == NextPaper()


def test_our_own_sheet_names_dossier_and_component() -> None:
    assert separator_among([code(sheet_text(DOSSIER_ID, "giay-chung-sinh"))]) == ComponentSheet(
        DOSSIER_ID, "giay-chung-sinh"
    )


@pytest.mark.parametrize("dossier_code", ["H27.15.3-260305-0007", "TAM-01-260305-0001"])
def test_a_receipt_is_known_by_its_dossier_code(dossier_code: str) -> None:
    fields = [dossier_code, "1.004884", "042190001234", "Giấy tiếp nhận", "Trạm", "2026-03-05", ""]
    assert separator_among([code("|".join(fields))]) == Receipt(dossier_code)


@pytest.mark.parametrize(
    "text",
    [
        "042090000017|123456789|Lê Thị Mẫu|01021990|Nữ|Xã Khe Sương|01012021",
        "https://example.vn/patcht",
        "TRAM-PHAN-TACH|2|x|y",
        "TRAM-PHAN-TACH|1|x",
        "",
    ],
)
def test_other_codes_separate_nothing(text: str) -> None:
    assert separator_among([code(text)]) is None
