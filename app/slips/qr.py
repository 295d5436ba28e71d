"""The QR at the top left of a printed paper (TT 01/2023 and TCVN 7322:2009; DOMAIN §2.2)."""

from __future__ import annotations

from datetime import datetime

import segno
from reportlab.lib.colors import black, white
from reportlab.platypus import Flowable

from app.clock import iso
from app.model.dossier import Dossier
from app.slips.form import ReceiptForm

QUIET = 4
"""Empty modules around the code, as the standard asks."""


def receipt_qr_text(dossier: Dossier, form: ReceiptForm, printed_at: datetime) -> str:
    """The least data of a receipt, joined by ``|``: dossier code, procedure code, identifier,
    name of the paper, name of the system, time of printing, time of return (ISO 8601 +07:00,
    empty where it is not known)."""
    fields = (
        dossier.code,
        dossier.procedure_code,
        dossier.applicant.identifier,
        form.say("title").capitalize(),
        form.say("system"),
        iso(printed_at),
        iso(dossier.due_at) if dossier.due_at else "",
    )
    return "|".join(field.replace("|", "/") for field in fields)


class QrCode(Flowable):  # type: ignore[misc]  # reportlab has no types
    """``text`` as a QR of ``size`` points a side, its quiet zone inside."""

    def __init__(self, text: str, size: float) -> None:
        super().__init__()
        self.code = segno.make_qr(text, error="m", encoding="utf-8")
        self.width = self.height = size

    def draw(self) -> None:
        rows = list(self.code.matrix_iter(border=QUIET))
        module = self.width / len(rows)
        canvas = self.canv
        canvas.setFillColor(white)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(black)
        for row, bits in enumerate(rows):
            for column, dark in enumerate(bits):
                if dark:
                    x, y = column * module, self.height - (row + 1) * module
                    canvas.rect(x, y, module, module, stroke=0, fill=1)
