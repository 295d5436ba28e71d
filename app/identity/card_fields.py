"""The fields of a card's QR, found by what they look like rather than by their place alone.

The chip CCCD writes seven fields, ``number|old CMND|name|ddMMyyyy|sex|address|issue date``; some
cards leave the old number out and new cards add fields behind (DOMAIN §3.1, §3.2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.identity.personal_id import is_old_card_number, is_personal_id
from app.model.people import Sex

SEPARATOR = "|"
MISTYPED = ("\\", "~", "¦")
"""What a keyboard-wedge reader types for ``|`` under another keyboard layout."""
FEWEST = 6

_DATE = re.compile(r"[0-9]{8}|[0-9]{4}")
_SEX = {"nam": Sex.MALE, "nữ": Sex.FEMALE}


@dataclass(frozen=True)
class CardFields:
    """Fields as the card writes them, dates turned to ``YYYY-MM-DD`` or ``YYYY``."""

    number: str
    name: str
    born_on: str
    sex: Sex | None = None
    old_number: str = ""
    address: str = ""
    issued_on: str = ""
    extras: tuple[str, ...] = field(default=())


def split_fields(text: str) -> tuple[list[str], bool]:
    """The fields of a code, and whether its separator came mistyped. Too few: not a card."""
    for separator in (SEPARATOR, *MISTYPED):
        fields = [" ".join(each.split()) for each in text.split(separator)]
        if len(fields) >= FEWEST:
            return fields, separator != SEPARATOR
    return [], False


def map_fields(fields: Sequence[str]) -> CardFields | None:
    """The fields by their patterns, or None where they are not those of a card.

    The date before the sex is the birth, the text before it the name. Where no sex is readable
    the first date is the birth.
    """
    start = next((at for at, each in enumerate(fields) if is_personal_id(each)), len(fields))
    fields = fields[start:]
    birth = _birth_place(fields)
    if birth is None:
        return None
    sex = _sex(fields, birth)
    after = birth + (2 if sex or _is_unreadable_sex(fields, birth) else 1)
    behind = range(after, min(after + 3, len(fields)))
    issued = next((at for at in behind if card_date(fields[at])), None)
    before = behind if issued is None else range(after, issued)
    address = next((at for at in before if _is_text(fields[at])), None)
    ends = max(after - 1, *(at for at in (address, issued) if at is not None), birth)
    return CardFields(
        number=fields[0],
        name=fields[birth - 1],
        born_on=card_date(fields[birth]),
        sex=sex,
        old_number=next((each for each in fields[1 : birth - 1] if is_old_card_number(each)), ""),
        address=fields[address] if address is not None else "",
        issued_on=card_date(fields[issued]) if issued is not None else "",
        extras=tuple(each for each in fields[ends + 1 :] if each),
    )


def _birth_place(fields: Sequence[str]) -> int | None:
    dates = [
        at for at in range(2, len(fields)) if card_date(fields[at]) and _is_text(fields[at - 1])
    ]
    return next((at for at in dates if _sex(fields, at)), dates[0] if dates else None)


def _sex(fields: Sequence[str], birth: int) -> Sex | None:
    return _SEX.get(fields[birth + 1].casefold()) if birth + 1 < len(fields) else None


def _is_unreadable_sex(fields: Sequence[str], birth: int) -> bool:
    """A short word with N behind the birth: ``Nữ`` as a reader spoilt it, and no address."""
    return any(re.fullmatch(r"[Nn]\W?\S{0,3}", each) for each in fields[birth + 1 : birth + 2])


def _is_text(value: str) -> bool:
    return any(letter.isalpha() for letter in value)


def card_date(value: str) -> str:
    """``ddMMyyyy`` as ``YYYY-MM-DD``; ``0000yyyy`` and ``yyyy`` (only the year is known) as
    ``YYYY``; an empty text for anything else."""
    if not _DATE.fullmatch(value):
        return ""
    day, month, year = value[:-6], value[-6:-4], value[-4:]
    if not 1850 <= int(year) <= 2399:
        return ""
    if not day or int(day) == 0:
        return year
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
