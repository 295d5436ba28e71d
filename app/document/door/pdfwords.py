"""The words that a written PDF page already carries, with their places on its picture."""

from __future__ import annotations

import unicodedata

import pypdfium2
from pypdfium2 import raw

from app.document.frame import Box, Word

_TRUSTED_SHARE = 0.98
_VOWELS = frozenset("aeiouy")
_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
"""Grave, acute, tilde, hook, dot below; circumflex, breve, horn."""
_SIGNS = frozenset("đĐ–—‘’“”…•«»°²³×≤≥₫§\u00ad\u2011☐☑☒□■▪✓")


def own_words(page: pypdfium2.PdfPage, place: pypdfium2.PdfPosConv) -> tuple[Word, ...] | None:
    """The page's words in the order the file gives them, or None where they cannot be trusted.

    Old Vietnamese encodings (TCVN3, VNI) and fonts without a Unicode map give letters that are
    not Vietnamese: such a page is read from its picture instead.
    """
    text = page.get_textpage()
    letters = [chr(raw.FPDFText_GetUnicode(text, index)) for index in range(text.count_chars())]
    if not _is_vietnamese(letters):
        return None
    words: list[Word] = []
    line = 0
    start: int | None = None
    for index, letter in enumerate([*letters, "\n"]):
        if not letter.isspace() and letter != "\0":
            start = index if start is None else start
            continue
        if start is not None:
            content = unicodedata.normalize("NFC", "".join(letters[start:index]))
            words.append(Word(content, _box(text, place, range(start, index)), 1.0, line))
            start = None
        line += letter == "\n"
    return tuple(words) or None


def _is_vietnamese(letters: list[str]) -> bool:
    shown = [letter for letter in letters if letter.isprintable() and not letter.isspace()]
    known = sum(map(_known, shown))
    odd = sum(not letter.isprintable() and letter not in "\r\n\t\0\u00ad" for letter in letters)
    return bool(shown) and known >= _TRUSTED_SHARE * (len(shown) + odd)


def _known(letter: str) -> bool:
    """ASCII, a Vietnamese vowel with its marks, or an everyday sign."""
    parts = unicodedata.normalize("NFD", letter)
    bare, marks = parts[0], parts[1:]
    if marks:
        return bare.lower() in _VOWELS and _MARKS.issuperset(marks)
    return bare.isascii() or letter in _SIGNS


def _box(text: pypdfium2.PdfTextPage, place: pypdfium2.PdfPosConv, letters: range) -> Box:
    corners = []
    for index in letters:
        left, bottom, right, top = text.get_charbox(index, loose=True)
        corners += [place.to_bitmap(left, top), place.to_bitmap(right, bottom)]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(max(across), min(across) + 1), max(max(down), min(down) + 1)
