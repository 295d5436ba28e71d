"""What is printed or written on a page under even light, and whether that is nothing."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.frame import Pixels
from app.document.light import darkest
from app.document.scale import PAGE_DPI

_INK_BELOW = 190
_TRACE_BELOW = 218
"""Pencil is darker than this, print that shows through from the back is lighter."""
_MARGIN_MM = 5
_SPECK_PIXELS = 12
_BLANK_MARKS = 8
"""Measured: none on blank backs, over 170 on the emptiest page of text."""
_BLANK_PIXELS = 1000
"""One stroke of a signature has more."""
_SURELY_WRITTEN_ON = 20_000
"""Pixels: too many to be specks of dust, so they need not be looked at one by one."""


def ink_of(even: Pixels) -> Pixels:
    """255 where an evenly lit BGR page has ink of any colour, 0 where it has paper."""
    return np.asarray(
        cv2.threshold(darkest(even), _INK_BELOW, 255, cv2.THRESH_BINARY_INV)[1], np.uint8
    )


def is_blank(even: Pixels, dpi: float = PAGE_DPI) -> bool:
    """True where next to nothing, however faint, stands inside the margins.

    Specks are dust and the outermost millimetres hold the shadow of the scanner's lid, so neither
    counts.
    """
    margin = min(round(_MARGIN_MM / 25.4 * dpi), min(even.shape[:2]) // 8)
    soft = cv2.blur(darkest(_inside(even, margin)), (3, 3))
    traces = cv2.threshold(soft, _TRACE_BELOW, 255, cv2.THRESH_BINARY_INV)[1]
    if cv2.countNonZero(traces) > _SURELY_WRITTEN_ON:
        return False
    _, _, boxes, _ = cv2.connectedComponentsWithStats(traces, connectivity=8)
    sizes = boxes[1:, cv2.CC_STAT_AREA]
    marks = sizes[sizes >= _SPECK_PIXELS]
    return len(marks) < _BLANK_MARKS and int(marks.sum()) < _BLANK_PIXELS


def _inside(even: Pixels, margin: int) -> Pixels:
    height, width = even.shape[:2]
    return even[margin : height - margin, margin : width - margin]
