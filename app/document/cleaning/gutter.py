"""Where an open book on one scan has its fold."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.cleaning.ink import ink_of
from app.document.cleaning.light import darkest
from app.document.frame import Pixels
from app.document.scale import PAGE_DPI

_SMALL_DPI = 50
_LOOKED_AT = (0.3, 0.7)
"""Share of the width in which a fold can lie: covers and margins are seldom more unequal."""
_WINDOW_MM = 6
_EMPTY = 0.12
"""Of the usual ink of a column: between two pages there is next to none."""
_FOLD_LENGTH = 0.4
"""Of the height: a dark line as long as this between two pages is the fold itself."""
_LEAST_INK = 0.004
"""Share of ink that a side must have to be a page of a book."""


def find_gutter(pixels: Pixels) -> float | None:
    """The share of the width (0..1) at which a clean BGR page at ``PAGE_DPI``, two pages of an
    open book, is to be cut; None where it does not fall into two."""
    ink = _small_ink(pixels)
    height, width = ink.shape
    upright = cv2.getStructuringElement(cv2.MORPH_RECT, (1, max(3, round(height * _FOLD_LENGTH))))
    folds = cv2.morphologyEx(ink, cv2.MORPH_OPEN, upright)
    print_only = cv2.subtract(ink, cv2.dilate(folds, np.ones((1, 3), np.uint8)))
    columns = np.asarray(print_only.mean(axis=0) / 255, np.float64)
    window = max(3, round(_WINDOW_MM / 25.4 * _SMALL_DPI))
    density = np.convolve(columns, np.ones(window) / window, mode="same")
    gap = _emptiest(density)
    if gap is None:
        return None
    first, last = gap
    middle = (first + last) / 2
    if min(columns[: round(middle)].mean(), columns[round(middle) :].mean()) < _LEAST_INK:
        return None
    fold = np.flatnonzero(folds[:, first : last + 1].any(axis=0))
    if len(fold):
        middle = first + float(fold.mean())
    return float((middle + 0.5) / width)


def _small_ink(pixels: Pixels) -> Pixels:
    scale = _SMALL_DPI / PAGE_DPI
    small = cv2.resize(
        ink_of(darkest(pixels)), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA
    )
    return np.asarray(cv2.threshold(small, 60, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _emptiest(density: NDArray[np.float64]) -> tuple[int, int] | None:
    """First and last column of the emptiest stretch near the middle."""
    first, last = (round(len(density) * share) for share in _LOOKED_AT)
    inked = density[density > _LEAST_INK]
    if not len(inked):
        return None
    level = float(np.median(inked)) * _EMPTY
    empty = np.flatnonzero(density[first:last] <= level) + first
    if not len(empty):
        return None
    stretches = np.split(empty, np.flatnonzero(np.diff(empty) > 1) + 1)
    widest = max(stretches, key=len)
    return int(widest[0]), int(widest[-1])
