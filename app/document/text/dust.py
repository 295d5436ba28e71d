"""Dust of hard copies beside the letters: a reader makes full stops and colons of it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

_INK_BELOW = 160
_LETTER = (8, 60)
_DUSTY = 0.08
"""Specks for each letter. Measured: at most 0.08 on clean print, 0.09 and more on bad copies."""
_SPECK = 2
"""Pixels at 200 dpi: the dots of small print are 3, those of 13 point 4."""
_LONE_SPECK = 5
_ABOVE, _NEAR = np.ones((25, 3), np.uint8), np.ones((25, 51), np.uint8)
"""Pixels, height × width: the marks and dots of a letter, broken ones too, are within half of
the first; stops and leaders within half of the second."""
_PAPER = 255
_EDGE = np.ones((3, 3), np.uint8)


def without_dust(grey: Pixels) -> Pixels:
    """``grey`` (a page at 200 dpi) without specks too small for a dot, unless they are pieces
    of a mark, and without small ones that no letter is near.

    A page that is not dusty stays as it is.
    """
    ink = cv2.threshold(grey, _INK_BELOW, 255, cv2.THRESH_BINARY_INV)[1]
    _, found, boxes, _ = cv2.connectedComponentsWithStats(ink)
    labels = np.asarray(found, np.int32)
    width, height = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]
    size = np.maximum(width, height)
    letters = (height >= _LETTER[0]) & (size < _LETTER[1])
    specks = size <= _SPECK
    if specks.sum() <= _DUSTY * letters.sum():
        return grey
    drawn = np.where(letters, 255, 0).astype(np.uint8)[labels]
    marking, near = _within(labels, drawn, _ABOVE), _within(labels, drawn, _NEAR)
    dust = (specks & ~marking) | ((size <= _LONE_SPECK) & ~near)
    dust[0] = False
    places = cv2.dilate(np.where(dust, 255, 0).astype(np.uint8)[labels], _EDGE) > 0
    cleaned = grey.copy()
    cleaned[places & (dust | (np.arange(len(dust)) == 0))[labels]] = _PAPER
    return cleaned


def _within(labels: NDArray[np.int32], letters: Pixels, reach: Pixels) -> NDArray[np.bool_]:
    """Which labels lie within ``reach`` of the letters."""
    within = np.zeros(labels.max() + 1, np.bool_)
    within[np.unique(labels[cv2.dilate(letters, reach) > 0])] = True
    return within
