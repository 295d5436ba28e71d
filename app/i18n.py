"""Words on the screen: Vietnamese in the code's own calls, English from ``resources/locale/en``.

``t("Không mở được «{name}».", name=...)`` gives the sentence in the chosen language. One JSON
file per package keeps the English of that package's sentences.
"""

from __future__ import annotations

import json
import os
from functools import cache

from app.paths import RESOURCES

VIETNAMESE = "vi"
ENGLISH = "en"

_language = VIETNAMESE


@cache
def _english() -> dict[str, str]:
    words: dict[str, str] = {}
    for file in sorted((RESOURCES / "locale" / ENGLISH).glob("*.json")):
        words.update(json.loads(file.read_text(encoding="utf-8")))
    return words


def language() -> str:
    """``vi`` or ``en``."""
    return _language


def set_language(code: str) -> None:
    """Choose the language of every sentence from here on; an unknown code means Vietnamese."""
    global _language
    _language = ENGLISH if code.lower().startswith(ENGLISH) else VIETNAMESE


def prefer_language(code: str) -> None:
    """The language of a home's settings, unless ``TRAM_LANG`` asks for one."""
    set_language(os.environ.get("TRAM_LANG") or code)


prefer_language(VIETNAMESE)


def t(vietnamese: str, /, **values: object) -> str:
    """The sentence in the chosen language, with ``{name}`` places filled."""
    text = _english().get(vietnamese, vietnamese) if _language == ENGLISH else vietnamese
    return text.format(**values) if values else text
