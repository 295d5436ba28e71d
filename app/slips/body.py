"""The body of form 01: who, what, the papers, the times, where the result is, the signatures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table

from app.identity.masking import mask_identifier
from app.model.dossier import Dossier, DossierComponent
from app.model.people import Person
from app.slips.components import component_table
from app.slips.form import ReceiptForm
from app.slips.head import AgencyHeader, counter_name
from app.typeset.faces import BOLD, ITALIC, REGULAR
from app.typeset.text import moment_in_words, printable

TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=10, leading=12.6)
TITLE = ParagraphStyle(
    "title", TEXT, fontName=BOLD, fontSize=12, leading=15, alignment=TA_CENTER, spaceBefore=3
)
CODE = ParagraphStyle("code", TEXT, alignment=TA_CENTER, fontSize=10.5, leading=13)
PROVISIONAL = ParagraphStyle(
    "provisional",
    CODE,
    borderWidth=1,
    borderColor=black,
    borderPadding=3,
    leftIndent=4,
    rightIndent=4,
    spaceBefore=5,
    spaceAfter=6,
)
SIGN = ParagraphStyle("sign", TEXT, alignment=TA_CENTER)
SIGN_HINT = ParagraphStyle("sign-hint", SIGN, fontName=ITALIC, fontSize=8.5, leading=10)
NOTICE = ParagraphStyle(
    "notice", TEXT, fontName=ITALIC, fontSize=7.8, leading=9.4, alignment=TA_JUSTIFY
)
SIGN_SPACE = 15 * mm


def receipt_body(
    dossier: Dossier,
    components: Sequence[DossierComponent],
    agency: AgencyHeader,
    form: ReceiptForm,
    received_at: datetime,
) -> list[Flowable]:
    """Everything under the letterhead."""
    return [
        Paragraph(form.say("title"), TITLE),
        *_code_lines(dossier, form),
        *_who_and_what(dossier, agency, form),
        Paragraph(f"<b>{form.say('components')}</b>", TEXT),
        Spacer(0, 2),
        component_table(components, form),
        Spacer(0, 3),
        KeepTogether(
            [
                *_times(dossier, agency, form, received_at),
                *_signatures(dossier, form),
                *_notices(agency, form),
            ]
        ),
    ]


def _code_lines(dossier: Dossier, form: ReceiptForm) -> list[Flowable]:
    if dossier.dossier_code:
        line = f"{form.say('dossier_code')}: <b>{printable(dossier.dossier_code)}</b>"
        return [Paragraph(line, CODE), Spacer(0, 3)]
    line = f"<b>{form.say('provisional')}: {printable(dossier.provisional_code)}</b>"
    note = f"<font size='8'>{form.say('provisional_note')}</font>"
    return [Paragraph(f"{line}<br/>{note}", PROVISIONAL)]


def _who_and_what(dossier: Dossier, agency: AgencyHeader, form: ReceiptForm) -> list[Flowable]:
    applicant = dossier.applicant
    request = printable(dossier.procedure_name)
    code = form.say("procedure_code", code=printable(dossier.procedure_code))
    lines = [
        f"<b>{printable(counter_name(agency, form))}</b> – {printable(agency.name)}",
        f"{form.say('receives_for')}: <b>{printable(applicant.full_name)}</b>",
        *_identifier(applicant, form),
    ]
    if dossier.submitter:
        lines.append(f"{form.say('submitter')}: <b>{printable(dossier.submitter.full_name)}</b>")
        lines += _identifier(dossier.submitter, form)
    for word, value in (
        ("address", applicant.address),
        ("phone", applicant.phone),
        ("email", applicant.email),
    ):
        if value:
            lines.append(f"{form.say(word)}: {printable(value)}")
    lines.append(f"{form.say('request')}: {request} ({code})")
    return [Paragraph(line, TEXT) for line in lines]


def _identifier(person: Person, form: ReceiptForm) -> list[str]:
    if not person.identifier:
        return []
    label = form.say(f"identifier_{person.kind}")
    return [f"{label}: {printable(mask_identifier(person.identifier))}"]


def _times(
    dossier: Dossier, agency: AgencyHeader, form: ReceiptForm, received_at: datetime
) -> list[Flowable]:
    due = moment_in_words(dossier.due_at) if dossier.due_at else form.say("due_unknown")
    place = _place_of_result(dossier.return_method, counter_name(agency, form), form)
    lines = [
        form.say("copies", count=f"{dossier.copies:02d}"),
        form.say("term", term=printable(dossier.term_text)),
        form.say("received_at", moment=moment_in_words(received_at)),
        form.say("due_at", moment=f"<b>{due}</b>"),
        form.say("result_at", place=printable(place)),
    ]
    return [Paragraph(line, TEXT) for line in lines]


def _place_of_result(method: str, counter: str, form: ReceiptForm) -> str:
    """The words for a known way of return; any other text is a place somebody typed."""
    word = f"result_{method}"
    return form.say(word, counter=counter) if word in form.words else method


def _signatures(dossier: Dossier, form: ReceiptForm) -> list[Flowable]:
    brought_by = dossier.submitter or dossier.applicant
    hint = Paragraph(form.say("sign_hint"), SIGN_HINT)
    columns = Table(
        [
            [
                [Paragraph(f"<b>{form.say('sign_submitter')}</b>", SIGN), hint],
                [Paragraph(f"<b>{form.say('sign_receiver')}</b>", SIGN), hint],
            ],
            ["", ""],
            [
                Paragraph(f"<b>{printable(brought_by.full_name)}</b>", SIGN),
                Paragraph(f"<b>{printable(dossier.officer_name)}</b>", SIGN),
            ],
        ],
        colWidths=(64 * mm, 64 * mm),
        rowHeights=[None, SIGN_SPACE, None],
        style=[("FONTNAME", (0, 0), (-1, -1), REGULAR)],
    )
    return [Paragraph(form.say("register_line"), TEXT), Spacer(0, 4), columns, Spacer(0, 3)]


def _notices(agency: AgencyHeader, form: ReceiptForm) -> list[Flowable]:
    contact = ", ".join(part for part in (agency.address, agency.phone) if part)
    lines = [form.say("contact", contact=printable(contact))] if contact else []
    if form.notice:
        lines.append(form.notice)
    return [Paragraph(line, NOTICE) for line in lines]
