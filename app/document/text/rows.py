"""Words that were read in several parts of a page, put together in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from app.document.frame import Word


def moved(word: Word, right: int, down: int) -> Word:
    """``word`` of a part of a page whose corner lies ``right`` and ``down`` pixels off."""
    left, top, end, bottom = word.box
    return replace(word, box=(left + right, top + down, end + right, bottom + down))


def in_reading_order(words: Sequence[Word], tables: Iterable[Sequence[Word]]) -> tuple[Word, ...]:
    """``words`` in their order with each table after the last line that stands above it."""
    lines = _lines(words)
    for table in tables:
        if table:
            top = min(word.box[1] for word in table)
            above = [place for place, line in enumerate(lines) if _bottom(line) <= top]
            place = above[-1] + 1 if above else 0
            lines[place:place] = _lines(table)
    return tuple(replace(word, line=number) for number, line in enumerate(lines) for word in line)


def row_by_row(columns: Sequence[Sequence[Word]], across: Sequence[int]) -> list[Word]:
    """The words of a table's columns, one row of cells after the other.

    ``across`` is where its rules run. The lines of one row that stand beside each other in
    their cells become one line.
    """
    rows: dict[tuple[int, int], list[Word]] = {}
    for words in columns:
        seen: dict[int, int] = {}
        for line in _lines(words):
            middle = (min(word.box[1] for word in line) + _bottom(line)) // 2
            row = bisect_right(across, middle)
            rows.setdefault((row, seen.get(row, 0)), []).extend(line)
            seen[row] = seen.get(row, 0) + 1
    return [
        replace(word, line=number) for number, key in enumerate(sorted(rows)) for word in rows[key]
    ]


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    return [list(line) for _, line in groupby(words, key=lambda word: word.line)]


def _bottom(line: Sequence[Word]) -> int:
    return max(word.box[3] for word in line)
