"""Vietnamese letters: which they are, and how to get them back from a misread code page."""

from __future__ import annotations

import unicodedata

_BASE = frozenset("abcdefghijklmnopqrstuvwxyzđ")
_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
_IN_NAMES = frozenset(" -.'’")
_CODE_PAGES = ("cp1252", "cp1258", "latin-1")


def is_vietnamese_name(text: str) -> bool:
    """True where a name has only Vietnamese letters and the signs that stand in names."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return all(letter in _BASE or letter in _MARKS or letter in _IN_NAMES for letter in plain)


def unscrambled(text: str) -> str | None:
    """UTF-8 that a reader showed through a Windows code page, read right; None if it was not.

    ``Nguyá»…n`` → ``Nguyễn`` (DOMAIN §3.1). A Vietnamese text that is right already is no valid
    UTF-8 when it is turned back into bytes, so that it is left alone.
    """
    if text.isascii():
        return None
    for page in _CODE_PAGES:
        try:
            return b"".join(_byte(letter, page) for letter in text).decode("utf-8")
        except UnicodeError:
            continue
    return None


def _byte(letter: str, page: str) -> bytes:
    """The byte a code page shows as ``letter``. Windows shows its five holes as controls."""
    try:
        return letter.encode(page)
    except UnicodeEncodeError:
        return letter.encode("latin-1")
