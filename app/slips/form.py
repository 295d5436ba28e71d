"""Form 01, *Giấy tiếp nhận hồ sơ và hẹn trả kết quả*, with the notice on personal data.

The notice changes with its own law (DOMAIN §2.10).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.typeset.forms import PrintedForm, form_file, in_force, printed_form

NAME = "receipt"


@dataclass(frozen=True)
class ReceiptForm(PrintedForm):
    """``notice`` is the sentence on personal data, empty before there was a law that asks
    for it."""

    notice: str


def receipt_form(on: date) -> ReceiptForm:
    """The edition in force on that day; ``Unavailable`` where the law knew no such form yet."""
    notice = in_force(form_file(NAME)["notices"], on)
    return ReceiptForm(**vars(printed_form(NAME, on)), notice=notice["text"] if notice else "")
