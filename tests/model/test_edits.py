"""Edits keep their meaning in the store."""

from __future__ import annotations

import json

import pytest

from app.model.dossier import Page
from app.model.edits import (
    Below,
    Corners,
    Crop,
    Fed,
    Half,
    Turn,
    edits_from_text,
    edits_to_text,
    originals_below,
)

EDITS = (
    Fed(180),
    Corners(((0.1, 0.1), (0.9, 0.12), (0.88, 0.9), (0.11, 0.93))),
    Turn(90),
    Crop(0.0, 0.1, 1.0, 0.9),
    Half("left"),
    Half("right", 0.52),
    Below(
        "ab" * 32, "mặt sau.jpg", "image/jpeg", 1, (Turn(180), Crop(0, 0, 1, 0.5)), 300.0, "photo"
    ),
)


def test_edits_come_back_as_they_were() -> None:
    assert edits_from_text(edits_to_text(EDITS)) == EDITS


def test_originals_are_found_however_deep_they_lie() -> None:
    deep = Below("1", "a", "b", edits=(Turn(90), Below("2", "a", "b")))
    assert originals_below((Turn(90), deep, Below("3", "a", "b"))) == {"1", "2", "3"}


def test_no_edits_are_an_empty_list() -> None:
    assert json.loads(edits_to_text(())) == []


@pytest.mark.parametrize(
    ("blank", "keep", "left_out"),
    [
        (None, None, False),
        (False, None, False),
        (True, None, True),
        (True, True, False),
        (False, False, True),
    ],
)
def test_the_officer_has_the_last_word_on_a_page(
    blank: bool | None, keep: bool | None, left_out: bool
) -> None:
    page = Page("p", "d", 0, "00", "a.jpg", "image/jpeg", blank=blank, keep=keep)
    assert page.left_out is left_out
