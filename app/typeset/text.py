"""Times, names and free text as an official paper writes them."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from xml.sax.saxutils import escape

from app.clock import VIETNAM


def moment_in_words(moment: datetime) -> str:
    """``08 giờ 30 phút, ngày 05 tháng 3 năm 2026`` in Vietnam's time.

    Days below 10 and the months 1 and 2 carry a zero (NĐ 30/2020 PL I).
    """
    here = moment.astimezone(VIETNAM)
    return f"{here:%H} giờ {here:%M} phút, {day_in_words(here)}"


def day_in_words(day: datetime) -> str:
    """``ngày 05 tháng 3 năm 2026``."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def one_line(text: str) -> str:
    """Composed letters (a loose tone mark is drawn beside its vowel), single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def printable(text: str) -> str:
    """Free text for a paragraph: one line of composed letters and no mark-up of its own."""
    return escape(one_line(text))
