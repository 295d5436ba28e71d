"""Every sentence of this package has its English, with the same places to fill."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import app.capture
from app.paths import RESOURCES


def spoken() -> set[str]:
    sources = Path(app.capture.__file__).parent.glob("*.py")
    calls = (node for file in sources for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return {
        ast.literal_eval(call.args[0])
        for call in calls
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "t"
    }


def test_every_sentence_has_its_english_and_none_is_left_over() -> None:
    english = json.loads((RESOURCES / "locale/en/capture.json").read_text("utf-8"))
    assert set(english) == spoken()


def test_the_places_to_fill_are_the_same() -> None:
    english = json.loads((RESOURCES / "locale/en/capture.json").read_text("utf-8"))
    for vietnamese, text in english.items():
        places = [set(re.findall(r"{\w+}", each)) for each in (vietnamese, text)]
        assert places[0] == places[1], vietnamese
