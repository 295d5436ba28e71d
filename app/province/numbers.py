"""Official dossier numbers: which daily numbers belong to whom (TT 01/2018 Điều 19; DOMAIN §2.7).

The daily numbers of one agency are cut once for all:

====================  =====================================================================
1 … 9000              18 stations, 500 numbers each: 1-500, 501-1000, … 8501-9000
9001 … 9999           the province itself, for dossiers that come with a provisional code
10 001 … 90 000       160 more stations, 500 numbers each, where an agency has that many
90 001 …              the province again, when one day's 999 are used up
====================  =====================================================================

So the usual number keeps the four digits of the circular, and no two sides can ever give the
same one.
"""

from __future__ import annotations

from datetime import date

from app.model.codes import format_dossier_code, parse_dossier_code
from app.protocol.messages import Lease

BLOCK = 500
_EARLY_BLOCKS = 18
_LATE_BLOCKS = 160
_RESERVE = range(9_001, 10_000)
_LATE_FIRST = 10_001
_RESERVE_MORE = 90_001

BLOCKS = _EARLY_BLOCKS + _LATE_BLOCKS


def block_bounds(block: int) -> tuple[int, int]:
    """First and last daily number of the ``block``-th station of an agency, from 0."""
    late = block - _EARLY_BLOCKS
    first = 1 + block * BLOCK if late < 0 else _LATE_FIRST + late * BLOCK
    return first, first + BLOCK - 1


def next_reserved(last: int) -> int:
    """The number the province gives after ``last`` (0: none yet that day)."""
    if last < _RESERVE.start:
        return _RESERVE.start
    return _RESERVE_MORE if last == _RESERVE[-1] else last + 1


def end_of_next_year(day: date) -> date:
    """Until when a lease given on ``day`` is valid: over two New Years' without a line."""
    return date(day.year + 1, 12, 31)


def lease_covers(lease: Lease, dossier_code: str) -> bool:
    """True when ``dossier_code``, in its one written form, is the station's own to give."""
    code = parse_dossier_code(dossier_code)
    day = _day_of(code.date) if code else None
    if code is None or day is None or code.unit != lease["agency_code"]:
        return False
    sequence = int(code.sequence)
    return (
        format_dossier_code(code.unit, day, sequence) == dossier_code
        and lease["valid_from"] <= day.isoformat() <= lease["valid_to"]
        and lease["first"] <= sequence <= lease["last"]
    )


def _day_of(six_digits: str) -> date | None:
    try:
        return date.fromisoformat(f"20{six_digits}")
    except ValueError:
        return None
