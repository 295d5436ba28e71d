"""One line of the day's register, in the columns of the form (DOMAIN §2.2, form 06 / 07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.clock import VIETNAM
from app.model.states import AT_PROVINCE, HELD, OPEN, State
from app.typeset.forms import PrintedForm

COLUMNS = (
    "no",
    "code",
    "procedure",
    "copies",
    "applicant",
    "contact",
    "unit",
    "received",
    "due",
    "returned",
    "method",
    "signed",
    "note",
)
"""The columns by the names their heads have in the form's words."""


@dataclass(frozen=True)
class RegisterRow:
    """What the register says of one dossier.

    ``dossier_code`` is the official code, or the provisional one until there is one.
    ``return_method`` is ``counter``, ``post``, ``online`` or a place somebody typed;
    ``competent_unit`` is empty where the counter's own agency decides.
    """

    dossier_code: str
    procedure_name: str
    copies: int
    applicant_name: str
    address: str
    phone: str
    received_at: datetime | None
    due_at: datetime | None
    return_method: str
    state: State
    note: str = ""
    competent_unit: str = ""
    returned_at: datetime | None = None


def cells(number: int, row: RegisterRow, agency: str, form: PrintedForm) -> list[str]:
    """The row as text, one entry per column; *ký nhận* stays empty for a pen."""
    note = ". ".join(part for part in (state_word(row.state, form), row.note) if part)
    return [
        str(number),
        row.dossier_code,
        row.procedure_name,
        str(row.copies),
        row.applicant_name,
        ", ".join(part for part in (row.address, row.phone) if part),
        row.competent_unit or agency,
        _moment(row.received_at),
        _moment(row.due_at),
        _moment(row.returned_at),
        form.words.get(f"method_{row.return_method}", row.return_method),
        "",
        note,
    ]


def state_word(state: State, form: PrintedForm) -> str:
    """Where the dossier stands at the close of the day, in the register's words."""
    if state in AT_PROVINCE or state is State.PURGED:
        return form.say("state_sent")
    if state in HELD:
        return form.say("state_held")
    if state in OPEN:
        return form.say("state_open")
    return form.say("state_cancelled" if state is State.CANCELLED else "state_waiting")


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if moment else ""
