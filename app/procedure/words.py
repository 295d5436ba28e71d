"""Words made comparable: no marks, no case, đ as d, for searching as a clerk types."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9.]+")


def fold(text: str) -> str:
    """Lower case, without tone and vowel marks; ``đ`` becomes ``d``, which NFD leaves alone."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The folded words of a text; dots stay, so that a procedure code is one word."""
    return [word.strip(".") for word in _WORD.findall(fold(text)) if word.strip(".")]


def initials(text: str) -> str:
    """``Đăng ký khai sinh`` → ``dkks``."""
    return "".join(word[0] for word in words_of(text))
