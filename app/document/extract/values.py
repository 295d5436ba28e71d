"""What stands behind a printed label, turned into the way it is kept: names, days, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from app.document.extract.vietnamese import is_capitals

DOUBTFUL = 0.3
"""Confidence of a value whose shape is wrong although its letters may be read well."""

_LEAD = re.compile(r"^[\s:;.…_,|()-]*(?:(?:[Ôô]ng|[Bb]à|[Cc]háu)\s*(?:\([^)]{1,6}\))?\s*[:.]?\s+)?")
_WORD = re.compile(r"[^\W\d_]+")
_NAME_WORDS = 2, 7
_DAY = re.compile(r"([\dOoIlÍ]{1,2})\s?[/.-]\s?([\dOoIlÍ]{1,2})\s?[/.-]\s?([\dOoIlÍ]{4})\b")
_DAY_IN_WORDS = re.compile(
    r"ng[àa]y\s+(\d{1,2})\s+th[áa]ng\s+(\d{1,2})\s+n[ăa]m\s+(\d{4})", re.IGNORECASE
)
_YEAR = re.compile(r"((?:19|20)\d\d)\b")
_NUMBER = re.compile(r"(?<!\d)\d(?:[ .]?\d){8,13}(?!\d)")
_DIGITS = str.maketrans("OoIlÍ", "00111")
_CITIZEN, _OLD_CITIZEN = 12, 9
_LAST_PROVINCE = 96
_FAR = 24
"""Letters between a label and its value; what stands farther off belongs to something else."""


@dataclass(frozen=True)
class Value:
    """``text`` as it is kept, the span it was read from, and how far its shape can be trusted."""

    text: str
    start: int
    end: int
    trust: float = 1.0


def value_of(kind: str, after: str) -> Value | None:
    """The value of ``kind`` that ``after``, the text behind a label, begins with, or None."""
    lead = _LEAD.match(after)
    start = lead.end() if lead else 0
    found = _KINDS[kind](after[start:])
    if found is None or found.start > _FAR:
        return None
    return Value(found.text, found.start + start, found.end + start, found.trust)


def _name(text: str) -> Value | None:
    """The first run of words with a capital, on one line and with nothing but spaces between."""
    words = list(_WORD.finditer(text))
    for place, first in enumerate(words):
        run = [first]
        for word in words[place + 1 : place + _NAME_WORDS[1]]:
            if text[run[-1].end() : word.start()].strip(" "):
                break
            run.append(word)
        named = list(takewhile(lambda word: word[0][0].isupper(), run))
        if len(named) >= _NAME_WORDS[0]:
            return _named(text, named)
    return None


def _named(text: str, words: list[re.Match[str]]) -> Value:
    name = " ".join(word[0] for word in words)
    if is_capitals(name):
        name = " ".join(word.capitalize() for word in name.split())
    start = words[0].start()
    return Value(name, start, words[-1].end(), DOUBTFUL if start else 1.0)


def _day(text: str) -> Value | None:
    for pattern in (_DAY, _DAY_IN_WORDS):
        found = pattern.search(text)
        if found is None:
            continue
        day, month, year = (int(part.translate(_DIGITS)) for part in found.groups())
        try:
            kept = date(year, month, day).isoformat()
        except ValueError:
            continue
        return Value(kept, found.start(), found.end())
    return None


def _day_or_year(text: str) -> Value | None:
    found = _day(text)
    if found is not None:
        return found
    year = _YEAR.match(text)
    return Value(year[1], year.start(), year.end()) if year else None


def _identifier(text: str) -> Value | None:
    found = _NUMBER.search(text)
    if found is None:
        return None
    digits = re.sub(r"\D", "", found[0])
    right = len(digits) == _OLD_CITIZEN or (
        len(digits) == _CITIZEN and 0 < int(digits[:3]) <= _LAST_PROVINCE
    )
    return Value(digits, found.start(), found.end(), 1.0 if right else DOUBTFUL)


def _text(text: str) -> Value | None:
    line = text.split("\n", 1)[0].rstrip(" .;,")
    return Value(line, 0, len(line)) if line else None


_KINDS: dict[str, Callable[[str], Value | None]] = {
    "name": _name,
    "date": _day_or_year,
    "identifier": _identifier,
    "text": _text,
}
KINDS = tuple(_KINDS)
