"""The visible mark of a signature: a few lines of text, drawn with an embedded Tinos.

Officer: name and time, top left of page 1 (TT 01/2023/TT-VPCP Điều 8). Agency: form of copy,
name, time; Times upright, 10 pt, black, no image (NĐ 30/2020 Phụ lục I). Both times ISO 8601
with +07:00. The words are those of the law and of a paper: Vietnamese in every language.

Drawn by reportlab, not by the PDF library that signs, whose own text stamp writes wrong glyph
widths for this font. Black is DeviceGray, which is allowed under any output intent of PDF/A.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.clock import iso
from app.typeset.faces import REGULAR, regular_font
from app.typeset.text import one_line

PRACTICE_MARK = "THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"

_SIZE = 10.0
_SMALL = 7.0
_LEADING = 1.2
_RAISE = 0.24
"""Of the size: room for ậ and g below the baseline (0.22 em), and with the leading for Ễ above
it (0.91 em)."""
_SIDE = 1.5
"""Points left free at both ends of a line: a letter may reach past its own width."""
_OFFICER_WIDTH = 170.0
_AGENCY_WIDTH = 200.0

Align = Literal["left", "right"]


@dataclass(frozen=True)
class Line:
    text: str
    size: float


@dataclass(frozen=True)
class Mark:
    """Lines of text and the size they need, in points."""

    lines: tuple[Line, ...]
    width: float
    height: float
    align: Align


def officer_mark(name: str, at: datetime, *, legal: bool) -> Mark:
    """Name and time, about 170 × 30 pt."""
    return _mark([name, iso(at)], _OFFICER_WIDTH, "left", legal)


def agency_mark(copy_form: str, agency_name: str, at: datetime, *, legal: bool) -> Mark:
    """Form of copy (``SAO Y``, ``SAO LỤC``, ``TRÍCH SAO``), agency, time."""
    return _mark([copy_form, agency_name, iso(at)], _AGENCY_WIDTH, "right", legal)


def draw(mark: Mark, scale: float, rotation: int) -> bytes:
    """One PDF page exactly as large as the mark, turned so that it reads upright on a page
    that is itself turned clockwise by ``rotation``."""
    width, height = mark.width * scale, mark.height * scale
    turned = rotation in (90, 270)
    out = io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=(height, width) if turned else (width, height),
        pageCompression=1,
        invariant=1,
        # or an unembedded Helvetica stays among the page's fonts
        initialFontName=REGULAR,
        initialFontSize=_SIZE,
    )
    canvas.transform(*_UPRIGHT[rotation], *_shift(rotation, width, height))
    canvas.scale(scale, scale)
    canvas.setFillGray(0)
    baseline = mark.height
    for line in mark.lines:
        baseline -= line.size * _LEADING
        canvas.setFont(REGULAR, line.size)
        y = baseline + line.size * _RAISE
        if mark.align == "left":
            canvas.drawString(_SIDE, y, line.text)
        else:
            canvas.drawRightString(mark.width - _SIDE, y, line.text)
    canvas.save()
    return out.getvalue()


_UPRIGHT = {
    0: (1, 0, 0, 1),
    90: (0, 1, -1, 0),
    180: (-1, 0, 0, -1),
    270: (0, -1, 1, 0),
}


def _shift(rotation: int, width: float, height: float) -> tuple[float, float]:
    return {0: (0.0, 0.0), 90: (height, 0.0), 180: (width, height), 270: (0.0, width)}[rotation]


def _mark(texts: list[str], most: float, align: Align, legal: bool) -> Mark:
    room = most - 2 * _SIDE
    wrapped = [Line(row, _SIZE) for text in texts for row in _rows(text, _SIZE, room)]
    if not legal:
        wrapped += [Line(row, _SMALL) for row in _rows(PRACTICE_MARK, _SMALL, room)]
    width = 2 * _SIDE + max(
        pdfmetrics.stringWidth(line.text, REGULAR, line.size) for line in wrapped
    )
    height = sum(line.size * _LEADING for line in wrapped)
    return Mark(tuple(wrapped), width, height, align)


def _rows(text: str, size: float, most: float) -> list[str]:
    rows: list[str] = simpleSplit(_printable(text), REGULAR, size, most)
    return rows


def _printable(text: str) -> str:
    """One line in composed letters, with a question mark for what the font cannot draw: PDF/A
    allows no missing glyph."""
    known = regular_font().face.charToGlyph
    return "".join(letter if ord(letter) in known else "?" for letter in one_line(text))
