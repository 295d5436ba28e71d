"""Print that shines through from the back of the paper, told from faint writing on this side."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

_INK, _TRACE = 150, 244
_NEAR_INK = np.ones((7, 7), np.uint8)
_LARGEST, _SMALLEST = 60, 5
"""Pixels at 100 dpi: the longer side of a part, and its area."""
_VERY_LIGHT, _PENCIL = 205, 200
"""The darkest point of a part. Measured: strokes of a pencil, however softly it writes on a page
that has print too, are mostly darker than the second; what shines through is lighter."""
_MANY = 100
_SPREAD = 0.07
"""Of the page's square centimetres: a note in pencil stands in one place."""
_WRITTEN_ON = 3000
"""Pixels of ink at 100 dpi. On a page without, faint writing may be all there is."""
_RIM = np.ones((3, 3), np.uint8)


def shown_through(dark: Pixels) -> Pixels | None:
    """255 on the print from the back of an evenly lit page at 200 dpi, None where there is none;
    ``dark`` is its darkest channel.

    Only a population counts: very light parts of the size of letters, many of them, all over a
    page of darker print, and hardly any as dark as pencil.
    """
    half = cv2.resize(dark, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ink = cv2.threshold(half, _INK, 255, cv2.THRESH_BINARY_INV)[1]
    traces = cv2.threshold(half, _TRACE, 255, cv2.THRESH_BINARY_INV)[1]
    faint = cv2.subtract(traces, cv2.dilate(ink, _NEAR_INK))
    if cv2.countNonZero(ink) < _WRITTEN_ON or cv2.countNonZero(faint) < _MANY * _SMALLEST:
        return None
    _, labels, boxes, middles = cv2.connectedComponentsWithStats(faint)
    area = boxes[:, cv2.CC_STAT_AREA]
    small = boxes[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1) <= _LARGEST
    small &= area >= _SMALLEST
    small[0] = False
    darkness = _darkest_of(np.asarray(half, np.uint8), np.asarray(labels, np.int32), len(boxes))
    light, pencil = small & (darkness >= _VERY_LIGHT), small & (darkness < _PENCIL)
    if light.sum() < _MANY or area[pencil].sum() > area[light].sum():
        return None
    if _share_of_places(middles[light], half.shape) < _SPREAD:
        return None
    found = cv2.dilate(np.where(light, 255, 0).astype(np.uint8)[labels], _RIM)
    size = dark.shape[1], dark.shape[0]
    return np.asarray(cv2.resize(found, size, interpolation=cv2.INTER_NEAREST), np.uint8)


def _share_of_places(middles: NDArray[np.float64], shape: tuple[int, ...]) -> float:
    centimetre = 100 / 2.54
    places = {(int(y // centimetre), int(x // centimetre)) for x, y in middles}
    return len(places) / (shape[0] * shape[1] / centimetre**2)


def _darkest_of(half: Pixels, labels: NDArray[np.int32], count: int) -> NDArray[np.uint8]:
    """The darkest level of each labelled part."""
    rows, columns = np.nonzero(labels)
    found = np.full(count, 255, np.uint8)
    np.minimum.at(found, labels[rows, columns], half[rows, columns])
    return found
