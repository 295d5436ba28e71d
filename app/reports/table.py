"""The register as a table with its two-storeyed head, repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import black, whitesmoke
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Table

from app.reports.register import COLUMNS, RegisterRow, cells
from app.typeset.faces import BOLD, REGULAR
from app.typeset.forms import PrintedForm
from app.typeset.text import printable

WIDTHS = tuple(width * mm for width in (8, 36, 40, 8, 30, 34, 25, 17, 17, 17, 17, 13, 19))
CELL = ParagraphStyle("register-cell", fontName=REGULAR, fontSize=8.5, leading=10)
CENTRED = ParagraphStyle("register-centred", CELL, alignment=TA_CENTER)
HEAD = ParagraphStyle("register-head", CENTRED, fontName=BOLD)
LEFT_ALIGNED = frozenset({"procedure", "applicant", "contact", "unit", "note"})
DATES = (COLUMNS.index("received"), COLUMNS.index("signed"))


def register_table(rows: Sequence[RegisterRow], agency: str, form: PrintedForm) -> Table:
    """Two head rows, then one row per dossier, or one sentence for an empty day."""
    body = [
        [
            Paragraph(printable(text), CELL if name in LEFT_ALIGNED else CENTRED)
            for name, text in zip(COLUMNS, cells(number, row, agency, form), strict=True)
        ]
        for number, row in enumerate(rows, start=1)
    ]
    style = _style()
    if not body:
        body = [[Paragraph(form.say("empty"), CENTRED)]]
        style.append(("SPAN", (0, 2), (-1, 2)))
    return Table([*_head(form), *body], colWidths=WIDTHS, repeatRows=2, splitInRow=1, style=style)


def _head(form: PrintedForm) -> list[list[Paragraph | str]]:
    below: list[Paragraph | str] = [Paragraph(form.say(f"column_{name}"), HEAD) for name in COLUMNS]
    above = list(below)
    above[DATES[0]] = Paragraph(form.say("column_dates"), HEAD)
    return [above, below]


def _style() -> list[tuple[object, ...]]:
    first, last = DATES
    whole = [
        ("SPAN", (column, 0), (column, 1))
        for column in range(len(COLUMNS))
        if not first <= column <= last
    ]
    return [
        *whole,
        ("SPAN", (first, 0), (last, 0)),
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("BACKGROUND", (0, 0), (-1, 1), whitesmoke),
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
