"""Every sentence an officer can see has its English, with the same places to fill."""

from __future__ import annotations

import ast
import json
import string
from collections.abc import Iterator
from pathlib import Path

from app.paths import RESOURCES, ROOT

ENGLISH = RESOURCES / "locale" / "en"


def _sentences() -> Iterator[tuple[str, str]]:
    """(where, Vietnamese) of each literal given to ``t``."""
    for file in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "t"
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", first.value


def _english() -> dict[str, str]:
    words: dict[str, str] = {}
    for file in ENGLISH.glob("*.json"):
        words.update(json.loads(file.read_text(encoding="utf-8")))
    return words


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_sentence_has_english() -> None:
    english = _english()
    missing = [f"{where}: {text}" for where, text in _sentences() if text not in english]
    assert not missing, "\n".join(missing)


def test_places_are_the_same_in_both_languages() -> None:
    wrong = [vi for vi, en in _english().items() if _places(vi) != _places(en)]
    assert not wrong


def test_no_english_without_its_sentence() -> None:
    """A sentence that went out of use takes its English with it."""
    literals = {
        node.value
        for file in sorted((ROOT / "app").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    data = "\n".join(
        Path(file).read_text(encoding="utf-8")
        for folder in ("forms", "catalogue", "calendar", "codes")
        for file in (RESOURCES / folder).rglob("*.json")
    )
    idle = [vi for vi in _english() if vi not in literals and vi not in data]
    assert not idle
