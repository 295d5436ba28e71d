"""Holes that a punch left in the margin."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.frame import Pixels
from app.document.scale import PAGE_DPI

_SMALL_DPI = 50
_DARK = 225
_DIAMETER_MM = (4.2, 8.5)
"""Punches make 5 to 7 mm (ISO 838: 6 ± 0.5); torn and shadowed rims differ a little more."""
_MARGIN_MM = 22
_ROUND = 0.8
"""Of the box's inscribed ellipse that a hole fills, and of the box's sides to each other."""
_SOLID = 0.55
"""Of a hole that is dark: a printed ring or letter is mostly paper inside."""
_IN_LINE_MM = 2.5
_APART_MM = 30
_LEAN = 0.06
"""Across for along: the page is not straight yet."""
_ALIKE = 0.25
_RIM_MM = 1.2


Disc = tuple[float, float, float]
"""Middle and diameter in pixels at ``_SMALL_DPI``."""


def holes(dark: Pixels) -> Pixels | None:
    """255 on the punched holes of an evenly lit page at ``PAGE_DPI``, None where there are none;
    ``dark`` is its darkest channel.

    Round, solid, alone in the margin, and two at least in one line along it: a seal or a
    fingerprint is larger or ragged, a bullet smaller.
    """
    scale = _SMALL_DPI / PAGE_DPI
    small = cv2.resize(dark, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.threshold(small, _DARK, 255, cv2.THRESH_BINARY_INV)[1]
    discs = _discs_in_the_margin(np.asarray(ink, np.uint8))
    punched = [disc for disc in discs if any(_in_line(disc, other) for other in discs)]
    if not punched:
        return None
    found = np.zeros_like(dark)
    rim = _RIM_MM / 25.4 * PAGE_DPI
    for x, y, diameter in punched:
        middle = round(x / scale), round(y / scale)
        cv2.circle(found, middle, round(diameter / 2 / scale + rim), (255,), cv2.FILLED)
    return found


def _discs_in_the_margin(dark: Pixels) -> list[Disc]:
    height, width = dark.shape
    margin = _MARGIN_MM / 25.4 * _SMALL_DPI
    outlines, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found = []
    for outline in outlines:
        left, top, wide, high = cv2.boundingRect(outline)
        x, y = left + wide / 2, top + high / 2
        if min(x, width - x, y, height - y) <= margin and _is_disc(dark, outline):
            found.append((x, y, (wide + high) / 2))
    return found


def _is_disc(dark: Pixels, outline: cv2.typing.MatLike) -> bool:
    left, top, wide, high = cv2.boundingRect(outline)
    smallest, largest = (side / 25.4 * _SMALL_DPI for side in _DIAMETER_MM)
    if not smallest <= min(wide, high) <= max(wide, high) <= largest:
        return False
    # the outline runs through the middles of its pixels
    area = cv2.contourArea(outline) + cv2.arcLength(outline, closed=True) / 2 + 1
    inked = cv2.countNonZero(dark[top : top + high, left : left + wide])
    return bool(
        min(wide, high) >= _ROUND * max(wide, high)
        and abs(area / (np.pi / 4 * wide * high) - 1) <= 1 - _ROUND
        and inked >= _SOLID * area
    )


def _in_line(disc: Disc, other: Disc) -> bool:
    """Whether two discs of one size lie apart from each other along the paper's side."""
    away = sorted((abs(disc[0] - other[0]), abs(disc[1] - other[1])))
    millimetre = _SMALL_DPI / 25.4
    return (
        away[1] >= _APART_MM * millimetre
        and away[0] <= _IN_LINE_MM * millimetre + _LEAN * away[1]
        and abs(disc[2] - other[2]) <= _ALIKE * disc[2]
    )
