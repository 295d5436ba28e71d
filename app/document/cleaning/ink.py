"""What is printed or written on a page under even light, and whether that is nothing."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels
from app.document.scale import PAGE_DPI

_INK_BELOW = 190
_TRACE_BELOW = 218
"""Pencil is darker than this, print that shows through from the back is lighter."""
_MARGIN_MM = 5
_SPECK_PIXELS, _DOT = 12, 7
"""The least area of a mark, and the side of the largest dot, in pixels at 200 dpi."""
_STREAK, _PIECES = 5, 8
"""Pixels that a streak is wide, and the fewest pieces of one."""
_BLANK_MARKS = 8
"""Measured: none on blank backs, over 170 on the emptiest page of text."""
_BLANK_PIXELS = 1000
"""One stroke of a signature has more."""
_LETTER, _LETTER_PIXELS, _LETTER_BELOW = (12, 60), 60, 110
"""Pixels at 200 dpi of a printed digit: a page that has only its number has something on it."""
_SURELY_WRITTEN_ON = 20_000
"""Pixels: too many to be specks of dust, so they need not be looked at one by one."""


def ink_of(dark: Pixels) -> Pixels:
    """255 where an evenly lit page has ink of any colour, 0 where it has paper.

    ``dark`` is the darkest channel of the page.
    """
    return np.asarray(cv2.threshold(dark, _INK_BELOW, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def is_blank(dark: Pixels, dpi: float = PAGE_DPI) -> bool:
    """True where next to nothing, however faint, stands inside the margins of an evenly lit page;
    ``dark`` is its darkest channel.

    Specks are dust and the outermost millimetres hold the shadow of the scanner's lid, so neither
    counts.
    """
    margin = min(round(_MARGIN_MM / 25.4 * dpi), min(dark.shape) // 8)
    soft = np.asarray(cv2.blur(_inside(dark, margin), (3, 3)), np.uint8)
    traces = cv2.threshold(soft, _TRACE_BELOW, 255, cv2.THRESH_BINARY_INV)[1]
    if cv2.countNonZero(traces) > _SURELY_WRITTEN_ON:
        return False
    _, _, boxes, _ = cv2.connectedComponentsWithStats(traces, connectivity=8)
    marks = _marks(np.asarray(boxes[1:], np.int32))
    few = len(marks) < _BLANK_MARKS and marks[:, cv2.CC_STAT_AREA].sum() < _BLANK_PIXELS
    return few and not any(_is_a_letter(soft, box) for box in marks)


def _marks(boxes: NDArray[np.int32]) -> NDArray[np.int32]:
    """What is neither a speck nor a piece of the streak that a dirty drum leaves down a page."""
    size = boxes[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1]
    boxes = boxes[(boxes[:, cv2.CC_STAT_AREA] >= _SPECK_PIXELS) & (size.max(axis=1) > _DOT)]
    thin = boxes[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].min(axis=1) <= _STREAK
    thin &= boxes[:, cv2.CC_STAT_AREA] <= _LETTER_PIXELS
    streak = np.zeros(len(boxes), bool)
    for place in boxes[:, :2].T:
        in_line = np.abs(place[:, None] - place[None, thin]) <= _STREAK
        streak |= thin & (in_line.sum(axis=1) >= _PIECES)
    return boxes[~streak]


def _is_a_letter(soft: Pixels, box: NDArray[np.int32]) -> bool:
    """Whether a mark is as large and dark as a printed digit: dust is smaller, a hair paler."""
    left, top, width, height, area = box
    if area < _LETTER_PIXELS or not _LETTER[0] <= max(width, height) <= _LETTER[1]:
        return False
    return bool(soft[top : top + height, left : left + width].min() < _LETTER_BELOW)


def _inside(dark: Pixels, margin: int) -> Pixels:
    height, width = dark.shape
    return dark[margin : height - margin, margin : width - margin]
