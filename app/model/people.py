"""Persons: the applicant, the one who brings the papers, the officer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class ApplicantKind(StrEnum):
    """``LoaiDoiTuong`` in words (DOMAIN §2.11)."""

    PERSON = "person"
    BUSINESS = "business"
    AGENCY = "agency"
    OTHER = "other"


@dataclass(frozen=True)
class Person:
    """A citizen or organisation.

    ``identifier`` is the 12-digit personal number (text, never a number), or a tax or agency
    code for an organisation. ``born_on`` is ``YYYY-MM-DD``, or ``YYYY`` where only the year is
    known, or empty.
    """

    identifier: str
    full_name: str
    kind: ApplicantKind = ApplicantKind.PERSON
    born_on: str = ""
    sex: Sex | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    id_issued_on: str = ""
    old_identifier: str = ""


@dataclass(frozen=True)
class Officer:
    """The counter officer who works at the station (``counter_officer``, DOMAIN §1G)."""

    officer_id: str
    full_name: str
    title: str = ""
    phone: str = ""
