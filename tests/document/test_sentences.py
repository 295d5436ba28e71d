"""Every sentence that the officer can meet here has its English, with the same places to fill."""

from __future__ import annotations

import ast
import json
import string
from pathlib import Path

import app.document
from app.paths import RESOURCES

SOURCES = Path(app.document.__file__).parent
ENGLISH = RESOURCES / "locale" / "en" / "document.json"


def said() -> set[str]:
    sentences = set()
    for source in SOURCES.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "t":
                sentences.add(ast.literal_eval(node.args[0]))
    return sentences


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_has_its_english_and_nothing_else_has() -> None:
    english = json.loads(ENGLISH.read_text(encoding="utf-8"))
    assert set(english) == said()
    for vietnamese, translation in english.items():
        assert places(translation) == places(vietnamese)
