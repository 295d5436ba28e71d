"""Text that runs out of the picture: a paper laid or photographed so that words are cut off."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

_INK_BELOW = 150
_STRIP = 70
"""Pixels at 200 dpi (9 mm) along a side that are looked at."""
_LOWEST, _HIGHEST, _NARROWEST, _SMALLEST = 8, 45, 3, 20
"""Pixels of a letter."""
_GAP = 28
"""Pixels at most between a letter and the next one of its word or line."""
_LINES_CUT = 3
_LETTERS_CUT = 8


def text_is_cut(dark: Pixels) -> bool:
    """True where several lines run into a side of the picture, or one line lies half outside it.

    ``dark`` is the darkest channel of an evenly lit page at 200 dpi. A letter counts only with
    the next letter of its line beside it: frames, dirt and patterns at the edge have none.
    """
    return any(_is_cut_at_left(np.asarray(np.rot90(dark, turns))) for turns in range(4))


def _is_cut_at_left(dark: Pixels) -> bool:
    strip = np.ascontiguousarray(dark[:, :_STRIP])
    ink = cv2.threshold(strip, _INK_BELOW, 255, cv2.THRESH_BINARY_INV)[1]
    if cv2.countNonZero(ink[:, :2]) < _LINES_CUT * _NARROWEST:
        return False
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    left, top, width, height, area = np.asarray(boxes[1:], np.int64).T
    letter = (np.maximum(width, height) >= _LOWEST) & (np.maximum(width, height) <= _HIGHEST)
    letter &= (np.minimum(width, height) >= _NARROWEST) & (area >= _SMALLEST)
    left, top, right, bottom = (side[letter] for side in (left, top, left + width, top + height))
    touching = np.flatnonzero(left <= 1)
    into = 0
    for index in touching:
        shared = np.minimum(bottom, bottom[index]) - np.maximum(top, top[index])
        beside = (left >= right[index]) & (left - right[index] <= _GAP)
        into += bool((beside & (2 * shared >= bottom - top)).any())
    return into >= _LINES_CUT or _longest_run(top[touching], bottom[touching]) >= _LETTERS_CUT


def _longest_run(top: NDArray[np.int64], bottom: NDArray[np.int64]) -> int:
    """How many letters at most follow each other along the side."""
    order = np.argsort(top)
    follows = top[order][1:] - bottom[order][:-1] <= _GAP
    longest = run = min(1, len(top))
    for near in follows:
        run = run + 1 if near else 1
        longest = max(longest, run)
    return longest
