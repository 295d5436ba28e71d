"""The dark around a paper on the glass: a dark lid, a raised one, or the room beside the paper."""

from __future__ import annotations

from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

_DARK = 0.45
"""Of the paper's brightness, in every channel."""
_STRAIGHT = 1.5
"""Pixels by which a paper's edge may wander."""
_STEEPEST = 0.27
"""Pixels a row: 15 degrees."""
_LEAST_SEEN = 0.15
"""Of a side of the glass along which dark must lie before there is an edge to look for."""
_FEWEST_ROWS = 20
_BORNE_OUT = 0.5
"""Of the rows with dark in them, those that must end along one straight line."""
_ALL = 0.95
_WIDEST_STRIP = 0.25
_ALONG_MOST = 0.55
_SMOOTH = 2.0
_NEARLY_ALL = 0.9
_TRIES = 40
_STRETCH, _SOLID = 21, 230
"""Pixels, and the mean of a stretch as long in which all is dark: in a line of text that is cut
by the border, half is paper."""
_TIDY = np.ones((3, 3), np.uint8)


def dark_around(small: Pixels) -> Pixels | None:
    """255 where a small BGR scan is as dark as no paper is; None where no side of it is."""
    lightest = small.max(axis=2)
    level = float(np.percentile(lightest, 90)) * _DARK
    dark = cv2.threshold(lightest, level, 255, cv2.THRESH_BINARY_INV)[1]
    whole = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, _TIDY)
    solid = np.zeros_like(dark)
    for stretch in ((1, _STRETCH), (_STRETCH, 1)):
        full = cv2.threshold(cv2.blur(dark, stretch), _SOLID, 255, cv2.THRESH_BINARY)[1]
        solid = cv2.bitwise_or(solid, cv2.dilate(full, np.ones(stretch[::-1], np.uint8)))
    found = np.asarray(cv2.bitwise_and(whole, solid), np.uint8)
    sides = (found[:, 0], found[0], found[:, -1], found[-1])
    return found if any((side > 0).mean() >= _LEAST_SEEN for side in sides) else None


def edge_from_left(dark: Pixels) -> NDArray[np.float64] | None:
    """Where the dark that begins at the left side ends along a straight line: two points
    ``(x, y)`` on it, the upper one first, or None."""
    depth = _depth(dark)
    width = dark.shape[1]
    rows = np.flatnonzero((depth > 0) & (depth < _ALL * width))
    open_rows = np.count_nonzero(depth < _ALL * width)
    if len(rows) < max(_FEWEST_ROWS, _LEAST_SEEN * open_rows):
        return None
    at, slope = _best_line(rows, depth)
    near = rows[np.abs(depth[rows] - at - slope * rows) <= _STRAIGHT]
    missed = (depth == 0) & (at + slope * np.arange(len(depth)) > 2 * _STRAIGHT)
    if len(near) < _BORNE_OUT * (len(rows) + np.count_nonzero(missed)):
        return None
    slope, at = np.polyfit(near, depth[near], 1)
    first, last = float(near[0]), float(near[-1])
    return np.array([(at + slope * first, first), (at + slope * last, last)])


def frayed_strip(dark: Pixels) -> Pixels:
    """255 on the dark that lies along most of the left side and ends smoothly, as the shadow of a
    bent paper does on a photocopy; nothing else dark is as long, or ends so."""
    depth = _depth(dark)
    width = dark.shape[1]
    some = (depth > 0) & (depth < _WIDEST_STRIP * width)
    steps = np.abs(np.diff(depth))[some[1:] & some[:-1]]
    strip = np.zeros_like(dark)
    if some.mean() >= _ALONG_MOST and (steps <= _SMOOTH).mean() >= _NEARLY_ALL:
        reach = np.where(some, depth + 1, 0)
        strip[np.arange(width)[None, :] < reach[:, None]] = 255
    return strip


def _depth(dark: Pixels) -> NDArray[np.float64]:
    """For each row, how many dark pixels it begins with."""
    light = dark == 0
    ends = light.argmax(axis=1)
    depth = np.where(light.any(axis=1), ends, dark.shape[1])
    return np.asarray(depth, np.float64)


def _best_line(rows: NDArray[np.int64], depth: NDArray[np.float64]) -> tuple[float, float]:
    """The line through two rows that most other rows lie on: depth at row 0, and its slope."""
    tried = rows[np.linspace(0, len(rows) - 1, _TRIES).astype(int)]
    pairs = np.array([pair for pair in combinations(tried, 2) if pair[1] - pair[0] >= 10])
    slopes = (depth[pairs[:, 1]] - depth[pairs[:, 0]]) / (pairs[:, 1] - pairs[:, 0])
    pairs, slopes = pairs[np.abs(slopes) <= _STEEPEST], slopes[np.abs(slopes) <= _STEEPEST]
    if not len(pairs):
        return float(np.median(depth[rows])), 0.0
    starts = depth[pairs[:, 0]] - slopes * pairs[:, 0]
    away = np.abs(starts[:, None] + slopes[:, None] * rows[None, :] - depth[rows][None, :])
    best = int((away <= _STRAIGHT).sum(axis=1).argmax())
    return float(starts[best]), float(slopes[best])
