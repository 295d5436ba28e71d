"""What a code on a sheet says about the stack it lies in: a new paper starts here.

A separator sheet is no page of any paper. Three are known: Patch-T, as sold with scanners (the
word ``PATCHT`` in bars); our own sheet for one component of one dossier; the receipt of a
dossier, whose QR begins with the dossier's code (``app.slips.qr``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.document.codes.barcodes import Code
from app.model.codes import PROVISIONAL_PREFIX, parse_dossier_code

PATCH_T = "PATCHT"
_SHEET = "TRAM-PHAN-TACH"
_EDITION = "1"
_RECEIPT_FIELDS = 7


@dataclass(frozen=True)
class NextPaper:
    """Patch-T: whatever comes next in the checklist."""


@dataclass(frozen=True)
class ComponentSheet:
    """Our own sheet: the component ``key`` of one dossier."""

    dossier_id: str
    key: str


@dataclass(frozen=True)
class Receipt:
    """A receipt slip: the dossier with this official or provisional code."""

    code: str


Separator = NextPaper | ComponentSheet | Receipt


def sheet_text(dossier_id: str, key: str) -> str:
    """What the QR of our own separator sheet holds."""
    return "|".join((_SHEET, _EDITION, dossier_id, key))


def separator_among(codes: Iterable[Code]) -> Separator | None:
    """The first separator among the codes of one sheet, or None for an ordinary page."""
    for code in codes:
        separator = _separator(code)
        if separator is not None:
            return separator
    return None


def _separator(code: Code) -> Separator | None:
    if code.text.upper() == PATCH_T:
        return NextPaper()
    fields = code.text.split("|")
    if fields[:2] == [_SHEET, _EDITION] and len(fields) == 4:
        return ComponentSheet(fields[2], fields[3])
    if len(fields) == _RECEIPT_FIELDS and _is_dossier_code(fields[0]):
        return Receipt(fields[0])
    return None


def _is_dossier_code(text: str) -> bool:
    return text.startswith(f"{PROVISIONAL_PREFIX}-") or parse_dossier_code(text) is not None
