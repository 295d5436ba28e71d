"""What is said about pages, in few words and in whole sentences."""

from __future__ import annotations

from typing import Any

import pytest

from app.model.dossier import NoteSide
from app.ui.present.pages import (
    missing_take,
    note_words,
    page_caption,
    page_role,
    page_sentences,
    step_words,
)
from app.ui.present.states import Role
from tests.ui.present.rows import page

BLUR = "Ảnh bị mờ. Nên quét hoặc chụp lại."
COARSE = "Ảnh chỉ khoảng 98 dpi, chữ nhỏ có thể khó đọc. Nên quét ở 300 dpi, hoặc chụp gần hơn."


@pytest.mark.parametrize(
    ("changes", "caption", "role"),
    [
        ({}, "Trang 2", Role.QUIET),
        ({"warnings": (BLUR,)}, "Trang 2\n⚠ Ảnh bị mờ", Role.ATTENTION),
        ({"warnings": (COARSE, BLUR)}, "Trang 2\n⚠ Ảnh chỉ khoảng 98 dpi +1", Role.ATTENTION),
        ({"blank": True}, "Trang 2\ntrắng, để ngoài", Role.QUIET),
        ({"blank": True, "keep": True}, "Trang 2\ntrắng, vẫn giữ", Role.QUIET),
        ({"warnings": (BLUR,), "keep": False}, "Trang 2\nđể ngoài", Role.QUIET),
    ],
)
def test_under_the_picture_stands_what_matters_most(
    changes: dict[str, Any], caption: str, role: Role
) -> None:
    shown = page(**changes)
    assert (page_caption(1, shown), page_role(shown)) == (caption, role)


def test_below_the_strip_stands_the_page_at_hand_or_the_first_that_wants_a_look() -> None:
    pages = [page(), page(warnings=(BLUR,)), page(blank=True)]
    assert page_sentences(pages, 0) == f"Trang 2: {BLUR}"
    assert page_sentences(pages, 2).startswith("Trang 3: Trang trắng")
    assert page_sentences(pages, -1) == f"Trang 2: {BLUR}"
    assert page_sentences([page()], 0) == ""
    assert page_sentences([], -1) == ""


def test_a_note_that_was_taken_once_is_told_until_it_is_taken_twice() -> None:
    once = [page(note_side=NoteSide.WITH_NOTE), page()]
    assert page_sentences(once, 1) == missing_take()
    assert [note_words(each) for each in once] == ["có ghi chú", ""]
    twice = [*once, page(note_side=NoteSide.WITHOUT_NOTE)]
    assert page_sentences(twice, 1) == ""


def test_every_step_has_its_words() -> None:
    steps = "turn crop corners split join reset move move_to delete retake keep leave_out note kind"
    assert not [what for what in steps.split() if step_words(what) == what]
