"""Words that nobody wrote: dust, streaks and strokes that were taken for letters."""

from __future__ import annotations

from collections.abc import Iterable

from app.document.frame import Word

_DOT = 8
"""Pixels at 200 dpi (1 mm): no letter is smaller, and a full stop does not stand alone."""
_DASHES = frozenset("-–—")
_DASH = 5
"""Pixels: the hyphen of small print is as wide."""
_HAIR = 3
"""Pixels: no stroke of print is thinner, but the streak of a copier's glass."""
_SURE = 0.9
_GUESSED = 0.1
_GUESSED_MARK = 0.5
_NO_MARKS_OF_TEXT = frozenset("|\\_~^ˆ`¬¡¦{}¨´")


def written(words: Iterable[Word]) -> list[Word]:
    """``words`` of a page at 200 dpi without those that are no text."""
    return [word for word in words if not _is_stray(word)]


def _is_stray(word: Word) -> bool:
    left, top, right, bottom = word.box
    width, height = right - left, bottom - top
    if max(width, height) <= _DOT and not (_DASHES.issuperset(word.text) and width >= _DASH):
        return True
    if width <= _HAIR and word.confidence < _SURE:
        return True
    if word.confidence < _GUESSED or _NO_MARKS_OF_TEXT.issuperset(word.text):
        return True
    return word.confidence < _GUESSED_MARK and not any(sign.isalnum() for sign in word.text)
