"""Lamps that shine in the paper and burn the words out of a photograph."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.frame import Pixels
from app.document.scale import PAGE_DPI

_SMALL_DPI = 50
_BURNT = 250
_PAPER_AT_MOST = 228
"""The usual paper of a photograph in which burnt patches tell something: where the paper itself
is nearly white, they are just paper."""
_SMALLEST_MM2 = 80
_INNER_MM, _OUTER_MM = 5, 12
_FALLS_TO = 240
"""So far from a reflection's rim the paper is as dull as ever; near a lamp it is still bright."""
_INK_BELOW = 150
_WRITTEN = 0.02
"""Share of ink around a patch: a reflection on empty paper takes nothing away."""


def glare_on(raw: Pixels, dark: Pixels) -> bool:
    """True where a reflection lies over the text of a photographed page.

    ``raw`` is the page (BGR at ``PAGE_DPI``) as it came in, ``dark`` the darkest channel of the
    page under even light.
    """
    scale = _SMALL_DPI / PAGE_DPI
    small = cv2.resize(raw, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).min(axis=2)
    if float(np.median(small)) > _PAPER_AT_MOST:
        return False
    burnt = cv2.threshold(small, _BURNT - 1, 255, cv2.THRESH_BINARY)[1]
    burnt = cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if not cv2.countNonZero(burnt):
        return False
    size = small.shape[1], small.shape[0]
    ink = cv2.resize(dark, size, interpolation=cv2.INTER_AREA) < _INK_BELOW
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(burnt)
    smallest = _SMALLEST_MM2 * (_SMALL_DPI / 25.4) ** 2
    for label in range(1, count):
        if boxes[label, cv2.CC_STAT_AREA] < smallest:
            continue
        ring = _ring(np.where(labels == label, 255, 0).astype(np.uint8))
        paper = small[ring & ~ink]
        if len(paper) and np.median(paper) <= _FALLS_TO and ink[ring].mean() >= _WRITTEN:
            return True
    return False


def _ring(patch: Pixels) -> np.typing.NDArray[np.bool_]:
    inner, outer = (
        cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
        for reach in (round(side / 25.4 * _SMALL_DPI) for side in (_INNER_MM, _OUTER_MM))
    )
    return np.asarray(cv2.dilate(patch, outer) > cv2.dilate(patch, inner), np.bool_)
