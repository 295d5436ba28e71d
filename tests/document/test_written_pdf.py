"""PDF pages that were written and not scanned keep their own words."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.document.digitize import digitize, inputs_of
from app.document.door.load import load_frame
from app.document.frame import joined
from app.typeset.faces import REGULAR, regular_font
from tests.document.papers import BIRTH, Paper

TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp Tù do H¹nh phóc giÊy khai sinh"


def written(lines: list[str]) -> bytes:
    regular_font()
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=REGULAR)
    canvas.setFont(REGULAR, 13)
    for index, line in enumerate(lines):
        canvas.drawString(70, 780 - index * 20, line)
    canvas.save()
    return out.getvalue()


def test_words_and_places_of_a_written_page_are_its_own() -> None:
    frame = load_frame(written(BIRTH), "tờ khai.pdf")
    assert frame.born_digital
    assert frame.dpi == 200
    assert frame.words is not None
    assert joined(frame.words) == "\n".join(BIRTH)
    left, top, right, bottom = frame.words[0].box
    box = frame.pixels[top:bottom, left:right].min(axis=2)
    assert (box < 100).any()
    around = frame.pixels.copy()
    for word in frame.words:
        around[word.box[1] : word.box[3], word.box[0] : word.box[2]] = 255
    assert np.count_nonzero(around < 100) < 0.02 * np.count_nonzero(frame.pixels < 100)


def test_digitized_text_of_a_written_page_is_exact_even_without_a_recognizer() -> None:
    made = digitize(inputs_of(written(BIRTH), "a.pdf"), title="Tờ khai", recognizer=None)
    assert made.text == "\n".join(BIRTH)
    assert made.pages[0].confidence == 1
    assert made.pages[0].skew == 0


def test_text_in_an_old_encoding_is_not_trusted() -> None:
    frame = load_frame(written([TCVN3]), "cũ.pdf")
    assert frame.born_digital
    assert frame.words is None


def test_a_scan_inside_a_pdf_is_read_like_any_scan(birth: Paper) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.28, 841.89))
    canvas.drawInlineImage(birth.picture, 0, 0, 595.28, 841.89)
    canvas.save()
    frame = load_frame(out.getvalue(), "quét.pdf")
    assert not frame.born_digital
    assert frame.words is None
    assert frame.dpi == pytest.approx(200, abs=1)


def test_the_officer_is_told_that_a_signature_does_not_travel_along() -> None:
    with pikepdf.open(io.BytesIO(written(BIRTH))) as pdf:
        value = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Sig, Contents=b"\0", ByteRange=[0, 0, 0, 0])
        )
        field = pdf.make_indirect(
            pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="ChuKy", V=value, Kids=pikepdf.Array())
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        out = io.BytesIO()
        pdf.save(out)
    made = digitize(inputs_of(out.getvalue(), "ký.pdf"), title="Tờ khai", recognizer=None)
    assert made.pages[0].warnings == (
        "Tệp PDF gốc có chữ ký số; bản số hóa này không mang theo chữ ký đó.",
    )


def test_every_page_of_a_file_is_an_input() -> None:
    page = written(BIRTH)
    with pikepdf.open(io.BytesIO(page)) as pdf:
        pdf.pages.append(pdf.pages[0])
        out = io.BytesIO()
        pdf.save(out)
    inputs = inputs_of(out.getvalue(), "hai trang.pdf", kind="scan")
    assert [(one.frame, one.kind) for one in inputs] == [(0, "scan"), (1, "scan")]
