"""Portraits glued to or printed on a paper: hair and shoulders are no letters."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.frame import Box, Pixels

_STEP = 8
_TONE_BELOW = 225
_THICKER_THAN_A_LINE = np.ones((9, 9), np.uint8)
"""Of ``_STEP`` pixels at 200 dpi (9 mm): neither lines of print nor a seal's star are."""
_HEIGHT = (157, 510)
"""Pixels at 200 dpi, 20 to 65 mm: from 2 × 3 cm to 4 × 6 cm."""
_SHAPE = (1.15, 1.65)
"""Height by width; an identity card, which has print all over it, lies on its side."""
_FILLED = 0.8
_TONED = 0.6
"""A black copy of a seal and a signature over each other has ink on a third of its place."""


def portraits(grey: Pixels) -> list[Box]:
    """Where a page (at 200 dpi, its paper white) has portraits, all of their sizes in use."""
    height, width = grey.shape
    size = max(1, width // _STEP), max(1, height // _STEP)
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    tone = cv2.threshold(small, _TONE_BELOW, 255, cv2.THRESH_BINARY_INV)[1]
    tone = cv2.morphologyEx(tone, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    blocks = cv2.morphologyEx(tone, cv2.MORPH_OPEN, _THICKER_THAN_A_LINE)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(blocks)
    return [
        ((left - 1) * _STEP, (top - 1) * _STEP, (left + w + 1) * _STEP, (top + h + 1) * _STEP)
        for left, top, w, h, area in boxes[1:].tolist()
        if _HEIGHT[0] <= h * _STEP <= _HEIGHT[1]
        and _SHAPE[0] <= h / w <= _SHAPE[1]
        and area >= _FILLED * w * h
        and min(left, top) > 0
        and _toned(grey[top * _STEP : (top + h) * _STEP, left * _STEP : (left + w) * _STEP])
    ]


def _toned(block: Pixels) -> bool:
    return bool(np.mean(block < _TONE_BELOW) >= _TONED)
