"""What the officer did to a page, done to the cleaned picture in the order of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.document.cleaning.beneath import one_above_the_other
from app.document.cleaning.cleanpage import CleanPage
from app.document.cleaning.geometry import straightened, turned
from app.document.cleaning.gutter import find_gutter
from app.document.cleaning.ink import ink_of, is_blank
from app.document.cleaning.light import darkest
from app.document.cleaning.skew import text_lines
from app.document.frame import Box, Word
from app.document.quality import sharpness
from app.model.edits import Below, Corners, Crop, Edit, Fed, Half, Turn

_MIDDLE = 0.5
_FEWEST_PIXELS = 8
"""A part narrower than this is a slip of the hand, not a page."""


def edited(
    page: CleanPage, edits: Sequence[Edit], cleaned_below: Callable[[Below], CleanPage]
) -> CleanPage:
    """``page`` after ``edits``; its own words follow it, and whether it is blank is told anew.

    ``Corners`` and ``Fed`` are about the original and have been heard before cleaning.
    """
    parts = [page]
    for edit in edits:
        if isinstance(edit, Below):
            parts.append(cleaned_below(edit))
        elif not isinstance(edit, Corners | Fed):
            parts = [_after(edit, one_above_the_other(parts))]
    return one_above_the_other(parts)


def _after(edit: Turn | Crop | Half, page: CleanPage) -> CleanPage:
    if isinstance(edit, Turn):
        return _turned(page, edit.degrees % 360)
    if isinstance(edit, Crop):
        return _cropped(page, edit)
    return _straight(_cropped(page, _half(page, edit)))


def _half(page: CleanPage, half: Half) -> Crop:
    """The part of ``page`` on one side of its gutter."""
    at = half.at if half.at is not None else find_gutter(page.pixels) or _MIDDLE
    return Crop(0, 0, at, 1) if half.side == "left" else Crop(at, 0, 1, 1)


def _straight(half: CleanPage) -> CleanPage:
    """Half of an open book set straight by itself: the two lean apart."""
    if half.words is not None or half.blank:
        return half
    lines = text_lines(ink_of(darkest(half.pixels)))
    if lines.rotation:
        return half
    pixels = straightened(half.pixels, lines.degrees)
    return replace(half, pixels=pixels, skew=half.skew + lines.degrees)


def _turned(page: CleanPage, clockwise: int) -> CleanPage:
    height, width = page.pixels.shape[:2]
    places = {
        0: lambda left, top, right, bottom: (left, top, right, bottom),
        90: lambda left, top, right, bottom: (height - bottom, left, height - top, right),
        180: lambda left, top, right, bottom: (
            width - right,
            height - bottom,
            width - left,
            height - top,
        ),
        270: lambda left, top, right, bottom: (top, width - right, bottom, width - left),
    }
    return replace(
        page,
        pixels=turned(page.pixels, clockwise),
        rotation=(page.rotation + clockwise) % 360,
        settled=True,
        words=_moved(page.words, lambda box: places[clockwise](*box)),
    )


def _cropped(page: CleanPage, crop: Crop) -> CleanPage:
    height, width = page.pixels.shape[:2]
    left, right = _between(crop.left, crop.right, width)
    top, bottom = _between(crop.top, crop.bottom, height)
    pixels = page.pixels[top:bottom, left:right].copy()
    inside = page.words and [word for word in page.words if _lies_in(word.box, crop, width, height)]

    def shifted(box: Box) -> Box:
        return (
            max(0, box[0] - left),
            max(0, box[1] - top),
            min(right, box[2]) - left,
            min(bottom, box[3]) - top,
        )

    return replace(
        page,
        pixels=pixels,
        blank=is_blank(darkest(pixels)),
        sharpness=sharpness(pixels),
        words=_moved(None if inside is None else tuple(inside), shifted),
    )


def _between(start: float, end: float, length: int) -> tuple[int, int]:
    """The whole pixels between two shares of ``length``, at least a few."""
    first = min(max(0, round(start * length)), max(0, length - _FEWEST_PIXELS))
    return first, max(min(length, round(end * length)), min(length, first + _FEWEST_PIXELS))


def _lies_in(box: Box, crop: Crop, width: int, height: int) -> bool:
    across, down = (box[0] + box[2]) / 2 / width, (box[1] + box[3]) / 2 / height
    return crop.left <= across < crop.right and crop.top <= down < crop.bottom


def _moved(words: tuple[Word, ...] | None, place: Callable[[Box], Box]) -> tuple[Word, ...] | None:
    return None if words is None else tuple(replace(word, box=place(word.box)) for word in words)
