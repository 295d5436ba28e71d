"""Where the paper lies on a scanner's glass, and what around it is only lid."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.cleaning.darkness import dark_around, edge_from_left, frayed_strip
from app.document.cleaning.lid import on_white_lid
from app.document.frame import Pixels
from app.document.photo.sides import Quad

SMALL_DPI = 50
_SMALLER_BY_MM = 12
"""A paper that leaves this much of the glass free is cut out; a narrower dark strip is only
whitened, since the paper is then as large as the glass and lies a little askew."""
_SMALLEST_MM = 30
_EDGE_SHADOW = np.ones((3, 3), np.uint8)
_AGREE = 0.5
"""Degrees between the leans of two edges of one paper."""


@dataclass(frozen=True)
class Sheet:
    """A paper on the glass: the ``corners`` of the rectangle it fills, in pixels of the scan and
    clockwise from top-left, how many degrees it leans counter-clockwise, and whether it is
    clearly ``smaller`` than the glass on which it lies. ``around`` is a mask of the scan made
    ``scale`` times as large, 255 where there is no paper."""

    corners: Quad
    lean: float
    smaller: bool
    around: Pixels
    scale: float

    @property
    def width(self) -> float:
        return float(np.linalg.norm(self.corners[1] - self.corners[0]))

    @property
    def height(self) -> float:
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))


def find_sheet(pixels: Pixels, dpi: float) -> Sheet | None:
    """The paper on a scan (BGR at ``dpi``), or None where it covers the whole glass.

    A paper's edge is straight: dark things printed up to it do not follow a line along a whole
    side and are left alone.
    """
    scale = SMALL_DPI / dpi
    size = max(8, round(pixels.shape[1] * scale)), max(8, round(pixels.shape[0] * scale))
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    sheet = _in_the_dark(small, scale)
    if sheet is not None and sheet.smaller:
        return sheet
    lit = small if sheet is None else _without_the_dark(small, sheet.around)
    corners = on_white_lid(lit, SMALL_DPI)
    if corners is None:
        return sheet
    return _sheet(corners, _lean(corners[:2]), np.zeros(size[::-1], np.uint8), scale) or sheet


def _in_the_dark(small: Pixels, scale: float) -> Sheet | None:
    """The paper that has something dark on one side at least."""
    dark = dark_around(small)
    if dark is None:
        return None
    edges, frayed = _edges(dark), _frayed(dark)
    if not edges:
        glass = _outline([], small)
        return _sheet(glass, 0.0, frayed, scale) if frayed.any() else None
    lengths = [float(np.linalg.norm(edge[1] - edge[0])) for edge in edges]
    leans = np.array([_lean(edge) for edge in edges])
    alike = np.abs(leans - leans[int(np.argmax(lengths))]) <= _AGREE
    lean = float(np.average(leans[alike], weights=np.array(lengths)[alike]))
    outline = _outline([edge for edge, fits in zip(edges, alike, strict=True) if fits], small)
    beside = np.full(small.shape[:2], 255, np.uint8)
    cv2.fillConvexPoly(beside, np.rint(outline).astype(np.int32), 0)
    around = cv2.dilate(cv2.bitwise_or(beside, frayed), _EDGE_SHADOW)
    return _sheet(outline, lean, np.asarray(around, np.uint8), scale)


def _without_the_dark(small: Pixels, around: Pixels) -> Pixels:
    """``small`` with the paper's own colour ``around`` it."""
    lit = small.copy()
    lit[around > 0] = np.median(small[around == 0], axis=0)
    return lit


def _edges(dark: Pixels) -> list[NDArray[np.float64]]:
    """The paper's edges that can be seen, each as two points in the order left to right or top to
    bottom."""
    height, width = dark.shape
    found = []
    for turns in range(4):
        edge = edge_from_left(np.asarray(np.rot90(dark, turns)))
        if edge is not None:
            found.append(_turned_back(edge, turns, width, height))
    return found


def _frayed(dark: Pixels) -> Pixels:
    """255 where dark strips without a straight edge lie along the sides of the glass."""
    strips = [
        np.rot90(frayed_strip(np.asarray(np.rot90(dark, turns))), -turns) for turns in range(4)
    ]
    return np.asarray(np.maximum.reduce(strips), np.uint8)


def _turned_back(
    edge: NDArray[np.float64], turns: int, width: int, height: int
) -> NDArray[np.float64]:
    """An edge seen in ``np.rot90(picture, turns)``, in the picture itself."""
    x, y = edge[:, 0], edge[:, 1]
    places = {
        0: (x, y),
        1: (width - y, x),
        2: (width - x, height - y),
        3: (y, height - x),
    }
    points = np.column_stack(places[turns])
    return points[::-1] if turns in (1, 2) else points


def _lean(edge: NDArray[np.float64]) -> float:
    """How many degrees a paper leans counter-clockwise by one of its edges."""
    across, down = edge[1] - edge[0]
    if abs(across) >= abs(down):
        return float(np.degrees(np.arctan2(-down, across)))
    return float(np.degrees(np.arctan2(across, down)))


def _outline(edges: list[NDArray[np.float64]], small: Pixels) -> NDArray[np.float64]:
    """The glass without what lies beyond the edges: corners of a convex area, n × 2."""
    height, width = small.shape[:2]
    glass = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    middle = np.array([width / 2, height / 2])
    for edge in edges:
        glass = _cut(glass, edge, middle, float(width + height))
    return np.asarray(glass, np.float64)


def _cut(
    area: NDArray[np.float32],
    edge: NDArray[np.float64],
    middle: NDArray[np.float64],
    far: float,
) -> NDArray[np.float32]:
    """The part of a convex ``area`` on that side of ``edge`` on which ``middle`` lies."""
    run = (edge[1] - edge[0]) / np.linalg.norm(edge[1] - edge[0])
    inward = np.array([-run[1], run[0]])
    if (middle - edge[0]) @ inward < 0:
        inward = -inward
    start, end = edge[0] - run * far, edge[0] + run * far
    half = np.array([start, end, end + inward * far, start + inward * far], np.float32)
    _, kept = cv2.intersectConvexConvex(area, half)
    return area if kept is None else np.asarray(kept.reshape(-1, 2), np.float32)


def _sheet(outline: NDArray[np.float64], lean: float, around: Pixels, scale: float) -> Sheet | None:
    """The sheet of an outline in small pixels; None for what is too small to be a paper."""
    angle = np.radians(lean)
    across, down = (
        np.array([np.cos(angle), -np.sin(angle)]),
        np.array([np.sin(angle), np.cos(angle)]),
    )
    (left, right), (top, bottom) = (
        ((outline @ axis).min(), (outline @ axis).max()) for axis in (across, down)
    )
    millimetre = SMALL_DPI / 25.4
    if min(right - left, bottom - top) < _SMALLEST_MM * millimetre:
        return None
    corners = np.array(
        [
            across * x + down * y
            for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
        ]
    )
    height, width = around.shape
    free = max(width - (right - left), height - (bottom - top))
    smaller = free >= _SMALLER_BY_MM * millimetre
    return Sheet(corners / scale, lean, smaller, around, scale)
