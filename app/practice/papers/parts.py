"""What Vietnamese official papers have in common: headings, letterhead, signature with seal."""

from __future__ import annotations

from app.practice.papers.facts import Facts, day_in_words
from app.practice.papers.marks import seal, signature
from app.practice.papers.sheet import PAGE_WIDTH, Sheet
from app.practice.people import COMMUNE
from app.typeset.faces import BOLD, ITALIC, REGULAR

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
COMMITTEE = f"Ủy ban nhân dân {COMMUNE}"
SEAL_WORDS = f"UBND {COMMUNE.upper()}"
PLACE = COMMUNE.removeprefix("xã ")
LEFT_COLUMN, RIGHT_COLUMN = 62.0, 146.0
"""Middles of the two columns of a letterhead, in millimetres."""


def state_heading(sheet: Sheet) -> None:
    """The state's name and motto in the middle, as a citizen's own paper begins."""
    sheet.centred(STATE, face=BOLD)
    sheet.centred(MOTTO, face=BOLD)
    sheet.rule(PAGE_WIDTH / 2 - 27, PAGE_WIDTH / 2 + 27, sheet.y - 4.2)
    sheet.down(6)


def letterhead(
    sheet: Sheet, facts: Facts, number: str, *, above: str = "", agency: str = COMMITTEE
) -> None:
    """The two columns of an official paper: agency and number, state and place (NĐ 30/2020)."""
    left = [(above.upper(), REGULAR), (agency.upper(), BOLD)] if above else [(agency.upper(), BOLD)]
    top = sheet.y
    for (words, face), right in zip(left, (STATE, MOTTO), strict=False):
        sheet.write(LEFT_COLUMN, words, size=11.5, face=face, align="centre")
        sheet.write(RIGHT_COLUMN, right, size=11.5, face=BOLD, align="centre")
        sheet.down(5.6)
    if not above:
        sheet.write(RIGHT_COLUMN, MOTTO, size=11.5, face=BOLD, align="centre")
    sheet.y = top + 11.2
    under_agency = sheet.y - (2.9 if above else 8.5)
    sheet.rule(LEFT_COLUMN - 13, LEFT_COLUMN + 13, under_agency)
    sheet.rule(RIGHT_COLUMN - 24, RIGHT_COLUMN + 24, sheet.y - 2.9)
    sheet.down(3.5)
    sheet.write(LEFT_COLUMN, f"Số: {number}", align="centre")
    sheet.write(RIGHT_COLUMN, f"{PLACE}, {day_in_words(facts.day)}", face=ITALIC, align="centre")
    sheet.down(12)


def addressed(sheet: Sheet, to: str = COMMITTEE) -> None:
    """*Kính gửi*."""
    sheet.centred(f"Kính gửi: {to}", face=BOLD)
    sheet.down(4)


def titled(sheet: Sheet, title: str, subject: str = "") -> None:
    """The name of the paper, and what it is about below it."""
    sheet.centred(title, size=15, face=BOLD)
    if subject:
        sheet.centred(subject, face=BOLD)
    sheet.down(3)


def made_at(sheet: Sheet, facts: Facts) -> None:
    """Place and day over the right-hand signature."""
    sheet.down(2)
    sheet.write(
        RIGHT_COLUMN - 6, f"{PLACE}, {day_in_words(facts.day)}", face=ITALIC, align="centre"
    )
    sheet.down(7)


def signed_by(
    sheet: Sheet,
    role: str,
    name: str,
    *,
    x: float = RIGHT_COLUMN - 6,
    hint: str = "",
    sealed: str = "",
    role_above: str = "",
) -> None:
    """A signature block with its middle at x; a seal covers the left third of the signature."""
    top = sheet.y
    for words, face, size in ((role_above, BOLD, 13), (role, BOLD, 13), (hint, ITALIC, 11)):
        if words:
            sheet.write(x, words, face=face, size=size, align="centre")
            sheet.down(5.8)
    sheet.down(12)
    signature(sheet, x, sheet.y)
    if sealed:
        seal(sheet, x - 21, sheet.y - 5, sealed)
    sheet.down(12)
    sheet.write(x, name, face=BOLD, align="centre")
    sheet.y = max(sheet.y, top)


def page_number(sheet: Sheet, number: int) -> None:
    """From the second page on, at the top (NĐ 30/2020)."""
    sheet.y = 14
    sheet.centred(str(number), size=12)
    sheet.y = 24
