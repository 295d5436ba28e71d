"""Days and times as a clerk writes them: 23/11/2026, 16:30."""

from __future__ import annotations

import re
from datetime import date, datetime

from app.clock import VIETNAM

_TYPED = re.compile(r"^\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\s*$")
_RUN_TOGETHER = re.compile(r"^\s*(\d{2})(\d{2})(\d{4})\s*$")
_YEAR = re.compile(r"^\s*(\d{4})\s*$")


def day_text(day: date | None) -> str:
    """``23/11/2026``, or nothing."""
    return f"{day:%d/%m/%Y}" if day else ""


def moment_words(moment: datetime | None) -> str:
    """``16:30 23/11/2026`` by Vietnam's clock, or nothing."""
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if moment else ""


def shown_date(stored: str) -> str:
    """A stored ``YYYY-MM-DD`` or ``YYYY`` as it is shown; anything else as it is."""
    try:
        return day_text(date.fromisoformat(stored)) if len(stored) == 10 else stored
    except ValueError:
        return stored


def stored_date(typed: str, *, year_alone: bool = False) -> str | None:
    """What was typed, as ``YYYY-MM-DD`` (or ``YYYY`` where a year alone will do).

    Empty stays empty; None where it is no date.
    """
    if not typed.strip():
        return ""
    if year_alone and (year := _YEAR.match(typed)):
        return year[1]
    parts = _TYPED.match(typed) or _RUN_TOGETHER.match(typed)
    if parts is None:
        return None
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])).isoformat()
    except ValueError:
        return None
