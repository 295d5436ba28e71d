"""The register of one day with the result of its closing: A4 landscape PDF, and CSV.

Columns are those of *Sổ theo dõi hồ sơ* (form 06 old, form 07 new; DOMAIN §2.2).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from app.reports.form import newest_form, register_form
from app.reports.page import Sheet, pdf_of
from app.reports.register import COLUMNS, RegisterRow, cells
from app.reports.summary import DayOutcome, summary
from app.reports.table import WIDTHS, register_table
from app.typeset.faces import BOLD, REGULAR
from app.typeset.forms import PrintedForm
from app.typeset.text import printable

__all__ = ["DayOutcome", "RegisterRow", "day_register_csv", "day_register_pdf"]

CENTRED = ParagraphStyle("day", fontName=REGULAR, fontSize=11, leading=14, alignment=TA_CENTER)
TITLE = ParagraphStyle("day-title", CENTRED, fontName=BOLD, fontSize=14, leading=18)
FORMULA_STARTS = ("=", "+", "-", "@", "\t")
"""A cell that begins so is run as a formula by the spreadsheet that opens the CSV."""


class Agency(Protocol):
    """The names at the head of the register; ``counter_name`` may be empty for the form's own."""

    @property
    def name(self) -> str: ...

    @property
    def counter_name(self) -> str: ...


def day_register_pdf(
    day: date,
    rows: Sequence[RegisterRow],
    outcome: DayOutcome,
    agency: Agency,
    *,
    practice: bool,
) -> bytes:
    """The day's register, its totals and the reconciliation; same input, same bytes.

    The edition of the form is the one in force on ``day``; a day before any raises
    ``Unavailable``.
    """
    form = register_form(day)
    counter = agency.counter_name or form.counter

    def story() -> list[Flowable]:
        return [
            _head(day, agency.name, counter, form),
            Spacer(0, 4 * mm),
            register_table(rows, agency.name, form),
            summary(outcome, counter, form),
        ]

    return pdf_of(story, Sheet(form, f"{day:%d/%m/%Y}", practice))


def day_register_csv(rows: Sequence[RegisterRow]) -> bytes:
    """The same columns as UTF-8 with a byte-order mark, so that Excel shows Vietnamese."""
    form = newest_form()
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(form.say(f"column_{name}") for name in COLUMNS)
    for number, row in enumerate(rows, start=1):
        writer.writerow(_harmless(text) for text in cells(number, row, "", form))
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _head(day: date, agency: str, counter: str, form: PrintedForm) -> Table:
    left = [
        Paragraph(printable(agency.upper()), CENTRED),
        Paragraph(f"<b>{printable(counter.upper())}</b>", CENTRED),
    ]
    right = [
        Paragraph(f"<b>{form.say('state')}</b>", CENTRED),
        Paragraph(f"<b><u>{form.say('motto')}</u></b>", CENTRED),
    ]
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    title = [
        Spacer(0, 3 * mm),
        Paragraph(form.say("title"), TITLE),
        Paragraph(form.say("day", day=day.day, month=month, year=day.year), CENTRED),
    ]
    return Table(
        [[left, right], [title, ""]],
        colWidths=[sum(WIDTHS) / 2] * 2,
        style=[
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("SPAN", (0, 1), (1, 1)),
        ],
    )
