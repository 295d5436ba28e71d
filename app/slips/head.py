"""The head of a slip: QR and agency at the left, the state's name and motto at the right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Table

from app.model.dossier import Dossier
from app.slips.form import ReceiptForm
from app.slips.qr import QrCode, receipt_qr_text
from app.typeset.faces import BOLD, ITALIC, REGULAR
from app.typeset.text import day_in_words, printable

COLUMNS = (22 * mm, 37 * mm, 69 * mm)
SMALL = ParagraphStyle("small", fontName=REGULAR, fontSize=8, leading=9.6, alignment=TA_CENTER)
SMALL_BOLD = ParagraphStyle("small-bold", SMALL, fontName=BOLD)
STATE = ParagraphStyle("state", SMALL_BOLD, fontSize=8.3, leading=10.4)
MOTTO = ParagraphStyle("motto", STATE, fontSize=9)
PLACE = ParagraphStyle("place", SMALL, fontName=ITALIC, fontSize=9, leading=11)


@dataclass(frozen=True)
class AgencyHeader:
    """Who issues the slip.

    ``parent_name`` is the agency above (*UBND tỉnh …*), ``name`` the commune's People's
    Committee, ``counter_name`` the one-stop counter, or empty for the name the form of the day
    gives it. ``address`` and ``phone`` are where the citizen asks.
    """

    parent_name: str
    name: str
    counter_name: str
    address: str
    phone: str


def counter_name(agency: AgencyHeader, form: ReceiptForm) -> str:
    """The counter's own name, or what the form in force calls it."""
    return agency.counter_name or form.counter


def receipt_head(
    dossier: Dossier,
    agency: AgencyHeader,
    form: ReceiptForm,
    received_at: datetime,
    printed_at: datetime,
) -> list[Flowable]:
    """QR top-left, letterhead, number and day."""
    names: list[Flowable] = [
        Paragraph(printable(name.upper()), SMALL)
        for name in (agency.parent_name, agency.name)
        if name
    ]
    names.append(Paragraph(printable(counter_name(agency, form).upper()), SMALL_BOLD))
    rule = HRFlowable(width="40%", thickness=0.6, color=black, spaceBefore=2, spaceAfter=2)
    head = Table(
        [
            [
                QrCode(receipt_qr_text(dossier, form, printed_at), COLUMNS[0]),
                [*names, rule],
                [
                    Paragraph(form.say("state"), STATE),
                    Paragraph(f"<u>{form.say('motto')}</u>", MOTTO),
                ],
            ],
            [
                Paragraph(form.say("number_line", code=printable(dossier.code)), PLACE),
                "",
                Paragraph(day_in_words(received_at).capitalize(), PLACE),
            ],
        ],
        colWidths=COLUMNS,
        style=[
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, 0), "TOP"),
            ("ALIGN", (1, 0), (1, 0), "CENTER"),
            ("SPAN", (0, 1), (1, 1)),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ],
    )
    return [head]
