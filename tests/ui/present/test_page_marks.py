"""Marks over a page: where they may go, and what they stand for."""

from __future__ import annotations

import pytest

from app.model.edits import Corners, Crop
from app.ui.present.page_marks import LEAST, BoxMarks, CornerMarks, GutterMark

SQUARE = CornerMarks(((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)))


def test_corners_move_freely_but_not_off_the_picture() -> None:
    moved = SQUARE.moved(2, (1.4, 0.7))
    assert moved.handles == ((0.1, 0.1), (0.9, 0.1), (1.0, 0.7), (0.1, 0.9))
    assert moved.edit == Corners(((0.1, 0.1), (0.9, 0.1), (1.0, 0.7), (0.1, 0.9)))
    assert moved.fits


@pytest.mark.parametrize(("handle", "to"), [(0, (0.95, 0.95)), (1, (0.05, 0.5)), (3, (0.9, 0.9))])
def test_corners_that_cross_do_not_fit(handle: int, to: tuple[float, float]) -> None:
    assert not SQUARE.moved(handle, to).fits


def test_a_box_follows_its_corner_and_keeps_a_least_size() -> None:
    box = BoxMarks().moved(0, (0.2, 0.3)).moved(2, (0.9, 0.0))
    assert box.edit == Crop(0.2, 0.3, 0.9, 0.3 + LEAST)
    assert not box.whole
    assert BoxMarks().whole
    assert box.handles[1] == (0.9, 0.3)


def test_a_gutter_moves_sideways_only() -> None:
    assert GutterMark().moved(0, (0.4, 0.9)) == GutterMark(0.4)
    assert GutterMark().moved(0, (2.0, 0.9)).handles == ((1 - LEAST, 0.5),)
