"""Reading a clean page, and noticing that it was upside down."""

from __future__ import annotations

from app.document.clean import CleanPage
from app.document.frame import Word
from app.document.inks import grey_without_seals
from app.document.recognize import Recognizer
from app.document.scale import PAGE_DPI

_READS_WELL = 0.70
"""Mean confidence. Measured: 0.9 and more upright, 0.4 upside down."""
_CLEARLY_BETTER = 0.15


def read_upright(page: CleanPage, recognizer: Recognizer) -> tuple[CleanPage, tuple[Word, ...]]:
    """The page the right way up and its words.

    Only a page that reads badly is turned over, and only where it then reads clearly better.
    """
    words = _read(page, recognizer)
    if not words or confidence(words) >= _READS_WELL:
        return page, words
    over = page.turned_over()
    words_over = _read(over, recognizer)
    if confidence(words_over) > confidence(words) + _CLEARLY_BETTER:
        return over, words_over
    return page, words


def confidence(words: tuple[Word, ...]) -> float:
    """Mean confidence of ``words``, each by its letters; 0 where there are none."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0


def _read(page: CleanPage, recognizer: Recognizer) -> tuple[Word, ...]:
    return tuple(recognizer.read(grey_without_seals(page.pixels), PAGE_DPI))
