"""A finger that holds the paper and covers a part of it."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.frame import Pixels
from app.document.scale import PAGE_DPI

_SMALL_DPI = 25
_REDNESS, _BLUENESS = (138, 178), (78, 122)
"""Cr and Cb of skin under white light, from the palest to the darkest."""
_LIGHTNESS = (45, 225)
_WIDTH_MM = (9, 70)
"""Along the side of the paper: a fingertip to a hand laid on it."""
_DEPTH_MM = 7
_BLUNT = 0.45
"""Depth for width: what is seen of a table beside a page is long and shallow."""
_SMALLEST_MM2 = 120
_WHITE = 245
_TIDY = np.ones((3, 3), np.uint8)


def hand_on(raw: Pixels) -> bool:
    """True where something of the colour of skin reaches into a photographed page (BGR at
    ``PAGE_DPI``, as it came in) from one of its sides."""
    scale = _SMALL_DPI / PAGE_DPI
    small = cv2.resize(raw, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = np.maximum(np.percentile(small, 80, axis=(0, 1)), 1)
    balanced = np.clip(small * (_WHITE / paper), 0, 255).astype(np.uint8)
    lightness, redness, blueness = cv2.split(cv2.cvtColor(balanced, cv2.COLOR_BGR2YCrCb))
    skin = np.full(lightness.shape, 255, np.uint8)
    for channel, (least, most) in (
        (lightness, _LIGHTNESS),
        (redness, _REDNESS),
        (blueness, _BLUENESS),
    ):
        skin = np.asarray(cv2.bitwise_and(skin, cv2.inRange(channel, (least,), (most,))), np.uint8)
    tidy = np.asarray(cv2.morphologyEx(skin, cv2.MORPH_OPEN, _TIDY), np.uint8)
    return any(_reaches_in(np.ascontiguousarray(np.rot90(tidy, turns))) for turns in range(4))


def _reaches_in(skin: Pixels) -> bool:
    """From the left side of a mask."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(skin)
    millimetre = _SMALL_DPI / 25.4
    for label in np.unique(labels[:, :2]):
        left, _, width, height, area = boxes[label]
        if label == 0 or area < _SMALLEST_MM2 * millimetre**2:
            continue
        fits = _WIDTH_MM[0] * millimetre <= height <= _WIDTH_MM[1] * millimetre
        if fits and left + width >= max(_DEPTH_MM * millimetre, _BLUNT * height):
            return True
    return False
