"""What is printed or written on a page under even light, and whether that is nothing."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.frame import Pixels
from app.document.light import darkest
from app.document.scale import PAGE_DPI

_INK_BELOW = 190
_MARGIN_MM = 5
_SPECK_PIXELS = 12
_BLANK_BELOW = 8
"""Marks. Measured: none on blank backs, over 170 on the emptiest page of text."""


def ink_of(even: Pixels) -> Pixels:
    """255 where an evenly lit BGR page has ink of any colour, 0 where it has paper."""
    return np.asarray(
        cv2.threshold(darkest(even), _INK_BELOW, 255, cv2.THRESH_BINARY_INV)[1], np.uint8
    )


def is_blank(ink: Pixels, dpi: float = PAGE_DPI) -> bool:
    """True where fewer than a handful of marks stand inside the margins.

    Specks are dust and the outermost millimetres hold the shadow of the scanner's lid, so neither
    counts.
    """
    margin = round(_MARGIN_MM / 25.4 * dpi)
    inside = ink[margin:-margin, margin:-margin]
    _, _, boxes, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    marks = boxes[1:, cv2.CC_STAT_AREA] >= _SPECK_PIXELS
    return int(np.count_nonzero(marks)) < _BLANK_BELOW
