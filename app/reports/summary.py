"""Under the register: the day's totals, what the province answered, and two signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table

from app.reports.table import WIDTHS
from app.typeset.faces import BOLD, ITALIC, REGULAR
from app.typeset.forms import PrintedForm
from app.typeset.text import printable

TEXT = ParagraphStyle("summary", fontName=REGULAR, fontSize=10.5, leading=14)
CENTRED = ParagraphStyle("summary-centred", TEXT, alignment=TA_CENTER)
NUMBER = ParagraphStyle("summary-number", CENTRED, fontName=BOLD, fontSize=14, leading=17)
HINT = ParagraphStyle("summary-hint", CENTRED, fontName=ITALIC, fontSize=9, leading=11)


@dataclass(frozen=True)
class DayOutcome:
    """How the day ended. ``received`` counts the day's dossiers, ``sent`` those whose receipt
    from the province is kept here, ``held`` those that wait for an officer.

    ``reconciled`` is false while the province could not be asked. The lists are dossier codes
    of the province's verdict: listed here and not there, refused there, there and not listed.
    """

    received: int
    sent: int
    held: int
    reconciled: bool
    agreed: bool
    missing: Sequence[str] = field(default_factory=tuple)
    refused: Sequence[str] = field(default_factory=tuple)
    unlisted: Sequence[str] = field(default_factory=tuple)

    @property
    def waiting(self) -> int:
        """Sealed, not yet at the province, and in no need of an officer."""
        return self.received - self.sent - self.held


def summary(outcome: DayOutcome, counter: str, form: PrintedForm) -> Flowable:
    """Totals, reconciliation and signatures, kept on one page."""
    return KeepTogether(
        [
            Spacer(0, 6 * mm),
            Paragraph(f"<b>{form.say('totals')}</b>", TEXT),
            Spacer(0, 1 * mm),
            _totals(outcome, form),
            Spacer(0, 4 * mm),
            Paragraph(f"<b>{form.say('reconciliation')}</b>", TEXT),
            *[Paragraph(line, TEXT) for line in reconciliation(outcome, form)],
            Spacer(0, 6 * mm),
            _signatures(counter, form),
        ]
    )


def reconciliation(outcome: DayOutcome, form: PrintedForm) -> list[str]:
    """The verdict in words, a difference with the codes it concerns."""
    if not outcome.reconciled:
        return [form.say("not_reconciled")]
    if outcome.agreed:
        return [form.say("agreed")]
    named = (
        ("missing", outcome.missing),
        ("refused", outcome.refused),
        ("unlisted", outcome.unlisted),
    )
    lines = [
        form.say(word, codes=", ".join(printable(code) for code in codes))
        for word, codes in named
        if codes
    ]
    return [form.say("differs"), *(f"– {line}" for line in lines)]


def _totals(outcome: DayOutcome, form: PrintedForm) -> Table:
    counts = {
        "received": outcome.received,
        "sent": outcome.sent,
        "waiting": outcome.waiting,
        "held": outcome.held,
    }
    return Table(
        [
            [Paragraph(form.say(f"total_{name}"), CENTRED) for name in counts],
            [Paragraph(str(count), NUMBER) for count in counts.values()],
        ],
        colWidths=[60 * mm] * len(counts),
        hAlign="LEFT",
        style=[
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("GRID", (0, 0), (-1, -1), 0.5, black),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ],
    )


def _signatures(counter: str, form: PrintedForm) -> Table:
    titles = (form.say("sign_officer"), form.say("sign_head", counter=printable(counter.upper())))
    hint = Paragraph(form.say("sign_hint"), HINT)
    return Table(
        [[[Paragraph(f"<b>{title}</b>", CENTRED), hint] for title in titles]],
        colWidths=[sum(WIDTHS) / 2] * 2,
        rowHeights=[28 * mm],
        style=[("FONTNAME", (0, 0), (-1, -1), REGULAR), ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )
