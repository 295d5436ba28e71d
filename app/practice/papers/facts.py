"""Who and what a practice paper is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.model.people import Person
from app.practice.people import practice_person

SELF = "Bản thân"


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
    def about(self) -> Person:
        """Whom a declaration is about."""
        return self.applicant if self.relation == SELF else self.other


def practice_facts(
    applicant: Person, other: Person, seed: int, *, title: str = "", subject: str = "",
    reason: str = "",
    relation: str = SELF,
) -> Facts:  # fmt: skip
    """Facts around two people; the signer, the day and the number go by the seed."""
    return Facts(
        applicant=applicant,
        other=other,
        signer=practice_person(seed + 2).full_name,
        day=date(2026, 1 + seed % 9, 2 + seed % 25),
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
