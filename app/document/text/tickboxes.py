"""Boxes to be ticked on forms: a reader takes an empty one for ``L ]`` and a crossed one for M."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

_INK_BELOW = 160
_SIDE = (20, 64)
"""Pixels at 200 dpi, 2.5 to 8 mm."""
_OBLONG = 1.25
_BAND = 3
"""Pixels: how far a side may lean or be out of place."""
_COVERED = 0.92
_BEYOND = 3
_PAPER = 255


def without_tick_boxes(grey: Pixels) -> Pixels:
    """``grey`` (a page at 200 dpi) without its tick boxes and what stands in them."""
    ink = cv2.threshold(grey, _INK_BELOW, 255, cv2.THRESH_BINARY_INV)[1]
    _, _, found, _ = cv2.connectedComponentsWithStats(ink)
    boxes = np.asarray(found[1:], np.int32)
    plain = grey
    for left, top, width, height, _ in boxes[_box_sized(boxes)].tolist():
        if not _four_sides(np.asarray(ink[top : top + height, left : left + width], np.uint8)):
            continue
        if plain is grey:
            plain = grey.copy()
        across = slice(max(0, left - _BEYOND), left + width + _BEYOND)
        plain[max(0, top - _BEYOND) : top + height + _BEYOND, across] = _PAPER
    return plain


def _box_sized(boxes: NDArray[np.int32]) -> NDArray[np.bool_]:
    width, height = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]
    small, large = np.minimum(width, height), np.maximum(width, height)
    sized = (small >= _SIDE[0]) & (large <= _SIDE[1]) & (large <= _OBLONG * small)
    return np.asarray(sized, np.bool_)


def _four_sides(part: Pixels) -> bool:
    """Whether straight ink runs along all four sides: round letters leave the corners open."""
    filled = part > 0
    sides = filled[:_BAND], filled[-_BAND:], filled[:, :_BAND].T, filled[:, -_BAND:].T
    return all(side.any(axis=0).mean() >= _COVERED for side in sides)
