"""Pages turned, straightened, scaled and laid flat."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.frame import Pixels
from app.document.photo.sides import Quad
from app.document.scale import PAGE_DPI

_WHITE = (255, 255, 255)
_SMALLEST_LEAN = 0.05
"""Degrees: a fifth of a millimetre across a page, not worth softening its letters for."""
_INSET = 0.002
"""Of the way to the middle: the outermost line of pixels is half table."""


def resized(pixels: Pixels, scale: float) -> Pixels:
    """``pixels`` with both sides ``scale`` times as long."""
    if abs(scale - 1) < 1e-3:
        return pixels
    size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=way), np.uint8)


def turned(pixels: Pixels, clockwise: int) -> Pixels:
    """``pixels`` turned by 0, 90, 180 or 270 degrees."""
    return np.ascontiguousarray(np.rot90(pixels, -clockwise // 90))


def straightened(even: Pixels, skew: float) -> Pixels:
    """A white page whose lines lean ``skew`` degrees counter-clockwise, set straight."""
    if abs(skew) < _SMALLEST_LEAN:
        return even
    height, width = even.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    straight = cv2.warpAffine(
        even, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=_WHITE
    )
    return np.asarray(straight, np.uint8)


def laid_flat(pixels: Pixels, corners: Quad, inches: tuple[float, float], dpi: float) -> Pixels:
    """The quad ``corners``, of ``dpi`` in ``pixels``, as a page of ``inches`` width × height at
    ``PAGE_DPI``."""
    shrink = min(1.0, 1.5 * PAGE_DPI / dpi)
    source = resized(pixels, shrink)
    middle = corners.mean(axis=0)
    inside = (corners + (middle - corners) * _INSET) * shrink
    width, height = (max(1, round(side * PAGE_DPI)) for side in inches)
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    move = cv2.getPerspectiveTransform(inside.astype(np.float32), target)
    flat = cv2.warpPerspective(
        source, move, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(flat, np.uint8)
