"""Tesseract's TSV table, the one form in which every way of running it gives its words."""

from __future__ import annotations

import re
import unicodedata

from app.document.frame import Word

_WORD_LEVEL = "5"
_COLUMNS = 12
_NEVER_PRINTED = str.maketrans({"⁄": "/", "∕": "/", "‐": "-", "‑": "-"})
"""Look-alikes in the engine's alphabet that no typewriter or program puts on papers."""
_TWICE = re.compile(r"(?<=\d)/{2,}(?=\d)")
"""A slash between digits is sometimes read twice."""


def words_from_tsv(table: str) -> list[Word]:
    """The words of a TSV table, with or without its heading row.

    Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence in
    percent, text.
    """
    words: list[Word] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        line = lines.setdefault(tuple(cells[1:5]), len(lines))
        left, top, width, height = map(int, cells[6:10])
        words.append(
            Word(
                text=_as_printed(cells[11].strip()),
                box=(left, top, left + width, top + height),
                confidence=max(0.0, min(1.0, float(cells[10]) / 100)),
                line=line,
            )
        )
    return words


def _as_printed(text: str) -> str:
    return _TWICE.sub("/", unicodedata.normalize("NFC", text).translate(_NEVER_PRINTED))
