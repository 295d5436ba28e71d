"""The table of papers on a receipt: only what was handed in, shown or reused."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Table

from app.model.dossier import DossierComponent, Outcome
from app.slips.form import ReceiptForm
from app.typeset.faces import BOLD, REGULAR
from app.typeset.text import printable

COLUMNS = (9 * mm, 69 * mm, 35 * mm, 15 * mm)
CELL = ParagraphStyle("cell", fontName=REGULAR, fontSize=9.5, leading=11.2)
CENTRED = ParagraphStyle("centred", CELL, alignment=TA_CENTER)
HEAD = ParagraphStyle("head", CENTRED, fontName=BOLD)
ON_THE_SLIP = (Outcome.RECEIVED, Outcome.REUSED, Outcome.PRESENTED)


def component_table(components: Sequence[DossierComponent], form: ReceiptForm) -> Table:
    """STT, name, kind, quantity; the head is repeated on every page the table reaches."""
    listed = [component for component in components if component.outcome in ON_THE_SLIP]
    rows = [[Paragraph(form.say(f"column_{name}"), HEAD) for name in _HEADS]]
    rows += [_row(number, component, form) for number, component in enumerate(listed, start=1)]
    if not listed:
        rows.append([Paragraph(form.say("no_components"), CENTRED)])
    style: list[tuple[object, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    if not listed:
        style.append(("SPAN", (0, 1), (-1, 1)))
    return Table(rows, colWidths=COLUMNS, repeatRows=1, splitInRow=1, style=style)


_HEADS = ("no", "name", "kind", "quantity")


def _row(number: int, component: DossierComponent, form: ReceiptForm) -> list[Paragraph]:
    handed_in = component.outcome is Outcome.RECEIVED
    kind = component.copy_kind if handed_in else component.outcome
    return [
        Paragraph(str(number), CENTRED),
        Paragraph(printable(component.name), CELL),
        Paragraph(form.say(f"kind_{kind}"), CENTRED),
        Paragraph(f"{component.quantity:02d}" if handed_in else "–", CENTRED),
    ]
