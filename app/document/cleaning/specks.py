"""Dust and copier dirt: single specks with nothing near them."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.frame import Pixels

_INK_BELOW = 215
_NEAR = (41, 13)
"""Pixels at 200 dpi, width × height: a dot belongs to a letter, or to a row of dots, within."""
_MOST = 4
"""Pixels of ink in such a place: the full stop of small print has more, and a letter beside it."""
_RIM = np.ones((5, 5), np.uint8)


def specks(dark: Pixels) -> Pixels | None:
    """255 on the specks of an evenly lit page at 200 dpi, None where there are none; ``dark`` is
    its darkest channel."""
    ink = cv2.threshold(dark, _INK_BELOW, 1, cv2.THRESH_BINARY_INV)[1]
    near = cv2.boxFilter(ink, cv2.CV_16U, _NEAR, normalize=False, borderType=cv2.BORDER_CONSTANT)
    alone = np.where(near <= _MOST, ink, 0).astype(np.uint8)
    if not cv2.countNonZero(alone):
        return None
    return np.asarray(cv2.dilate(alone * np.uint8(255), _RIM), np.uint8)
