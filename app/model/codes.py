"""Dossier codes and document codes (DOMAIN §2.7, §2.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DOSSIER_CODE = re.compile(
    r"^(?P<unit>(?:[A-Z]\d{2}(?:\.\d{1,3}){0,4}(?:\.[A-Z0-9]+)?)|(?:\d{2,3}\.){2,3}[HG]\d{2})"
    r"-(?P<date>\d{6}|\d{8})-(?P<seq>\d{3,8})$"
)
PROVISIONAL_PREFIX = "TAM"


@dataclass(frozen=True)
class DossierCode:
    """The parts of an official dossier code."""

    unit: str
    date: str
    sequence: str


def parse_dossier_code(text: str) -> DossierCode | None:
    """The parts of ``H27.15.3-261123-0007`` and its older and newer forms, or None."""
    match = _DOSSIER_CODE.match(text.strip())
    return DossierCode(match["unit"], match["date"], match["seq"]) if match else None


def format_dossier_code(unit: str, day: date, sequence: int) -> str:
    """``H27.15.3-261123-0007`` (TT 01/2018 Điều 19, in today's practice)."""
    return f"{unit}-{day:%y%m%d}-{sequence:04d}"


def format_provisional_code(station: str, day: date, sequence: int) -> str:
    """``TAM-<station>-<YYMMDD>-<seq>``: printed as *mã tạm* until the province gives a code."""
    return f"{PROVISIONAL_PREFIX}-{station}-{day:%y%m%d}-{sequence:04d}"


def join_document_code(owner_identifier: str, document_type_code: str) -> str:
    """``<owner identifier>.<document type code>``, exactly two parts (QĐ 468; DOMAIN §2.3)."""
    return f"{owner_identifier}.{document_type_code}"


def split_document_code(code: str) -> tuple[str, str]:
    """Owner and type of a person's document code: the type has dots itself, so split at the
    first dot only. Agency owners have dots too: keep their parts in columns instead."""
    owner, _, type_code = code.partition(".")
    return owner, type_code
