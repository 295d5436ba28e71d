"""Text for searching: no tones, no đ, no capitals."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """``Đặng Thị Ước`` → ``dang thi uoc``. SQLite's own folding leaves ``đ`` as it is."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
