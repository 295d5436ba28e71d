"""Who and what a practice paper is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.model.people import Person
from app.practice.people import practice_person

SELF = "Bản thân"
OWN_PAPERS_ON = date(2026, 3, 5)
"""The day on which every practice citizen filled in forms; other papers are older."""


@dataclass(frozen=True)
class Facts:
    """What the words of a paper are made from.

    ``other`` is the second person of the paper: spouse, agent, the deceased. ``day`` and
    ``number`` are those of the paper itself. ``title`` and ``subject`` are for the papers whose
    name and purpose differ from procedure to procedure; ``subject`` reads on after *đề nghị*,
    ``reason`` is the sentence that says why. ``relation`` is what the person the paper is about
    is to the applicant: ``SELF``, or a word for ``other``.
    """

    applicant: Person
    other: Person
    signer: str
    day: date
    number: int
    title: str = ""
    subject: str = ""
    reason: str = ""
    relation: str = SELF

    @property
    def happened(self) -> date:
        """The day of the birth or death a paper tells of: it is written a little later."""
        return self.day - timedelta(days=3)

    @property
    def about(self) -> Person:
        """Whom a declaration is about."""
        return self.applicant if self.relation == SELF else self.other


def practice_facts(
    applicant: Person,
    other: Person,
    seed: int,
    *,
    days_before: int = 0,
    title: str = "",
    subject: str = "",
    reason: str = "",
    relation: str = SELF,
) -> Facts:
    """Facts around two people; the signer and the number go by the seed.

    ``days_before`` is how long before the citizen's own papers this one was written.
    """
    return Facts(
        applicant=applicant,
        other=other,
        signer=practice_person(seed + 2).full_name,
        day=OWN_PAPERS_ON - timedelta(days=days_before),
        number=11 + seed % 480,
        title=title,
        subject=subject,
        reason=reason,
        relation=relation,
    )


def plain_day(day: str | date) -> str:
    """``05/03/1990`` of a date or of its ISO form."""
    return f"{date.fromisoformat(str(day)):%d/%m/%Y}"


def day_in_words(day: date) -> str:
    """``ngày 05 tháng 3 năm 2026``."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
