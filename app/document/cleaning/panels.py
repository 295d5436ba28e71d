"""Large coloured or dark panels told from shadows: a panel ends sharply, a shadow does not."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

_DARKER = 0.9
"""Of the lightest paper near by."""
_NEAR_MM = 60
_SMALLEST_MM = 25
_LARGEST = 0.9
"""Of the page."""
_STEEP = 0.10
"""Share of its brightness that the paper must lose within ``_STEP_MM``."""
_STEP_MM = 3
_SHARP = 0.7
"""Of a panel's outline that must be steep."""
_SQUARE = 0.8
"""Of the rectangle around it that a panel fills."""
_AT_THE_BORDER = 0.3
"""Of its outline that may lie on the border of the picture, from where shadows fall in."""


def panels(closed: Pixels, dpi: float) -> Pixels | None:
    """255 where the ground of a small BGR picture, its print already closed, is a panel and not
    paper; None where there is none."""
    ground = closed.min(axis=2)
    near = round(_NEAR_MM / 25.4 * dpi)
    lightest = cv2.dilate(ground, np.ones((near, near), np.uint8))
    darker = (ground < _DARKER * lightest.astype(np.float32)).astype(np.uint8)
    if not darker.any():
        return None
    step = round(_STEP_MM / 25.4 * dpi) | 1
    around = np.ones((step, step), np.uint8)
    highest, lowest = cv2.dilate(ground, around), cv2.erode(ground, around)
    steep = lowest < (1 - _STEEP) * highest.astype(np.float32)
    found = np.zeros_like(ground)
    outlines, _ = cv2.findContours(darker, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for outline in outlines:
        if _is_panel(outline, steep, dpi):
            cv2.drawContours(found, [outline], -1, 255, cv2.FILLED)
    return np.asarray(cv2.dilate(found, around), np.uint8) if found.any() else None


def _is_panel(outline: cv2.typing.MatLike, steep: NDArray[np.bool_], dpi: float) -> bool:
    height, width = steep.shape
    sides = cv2.minAreaRect(outline)[1]
    area = cv2.contourArea(outline)
    if min(sides) < _SMALLEST_MM / 25.4 * dpi or area > _LARGEST * height * width:
        return False
    across, down = outline.reshape(-1, 2).T
    at_border = (across == 0) | (down == 0) | (across == width - 1) | (down == height - 1)
    inner = steep[down, across][~at_border]
    return bool(
        area >= _SQUARE * sides[0] * sides[1]
        and at_border.mean() <= _AT_THE_BORDER
        and inner.mean() >= _SHARP
    )


def filled(closed: Pixels, unknown: Pixels) -> Pixels:
    """A small picture with what is ``unknown`` (255) taken from what is known around it."""
    known = (unknown == 0).astype(np.float32)
    if not known.any():
        return closed
    reach = max(closed.shape[:2]) / 12
    weight = cv2.GaussianBlur(known, (0, 0), reach) + 1e-6
    usual = np.median(closed[unknown == 0], axis=0)
    sums = cv2.GaussianBlur(closed * known[:, :, None], (0, 0), reach)
    guess = (sums + 1e-4 * usual) / (weight + 1e-4)[:, :, None]
    return np.where(unknown[:, :, None] > 0, np.rint(guess), closed).astype(np.uint8)
