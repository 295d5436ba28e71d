"""The straight sides of what may be paper: lighter, darker, or of another colour than the rest."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from app.document.frame import Pixels
from app.document.photo.scene import Floats

_LEVELS = (1.0, 0.75, 1.25)
"""Of Otsu's threshold: where the light falls off, a part of the paper is darker than it."""
_SMALLEST_SHARE = 0.05
_SHORTEST_SIDE = 0.12
_BEND = 0.012
_MARGIN = 3


def paper_lines(small: Pixels) -> Floats:
    """n × 2 angles and distances (see ``likely_lines``), the longest side first."""
    sides = [side for mask in _masks(small) for side in _straight_sides(mask)]
    sides.sort(key=lambda side: -side[2])
    return np.array([side[:2] for side in sides]).reshape(-1, 2)


def _masks(small: Pixels) -> Iterator[Pixels]:
    """White where there may be paper: by lightness, colour, darkest channel."""
    soft = cv2.medianBlur(small, 5)
    lightness, redness, yellowness = cv2.split(cv2.cvtColor(soft, cv2.COLOR_BGR2LAB))
    strength = cv2.split(cv2.cvtColor(soft, cv2.COLOR_BGR2HSV))[1]
    blue, green, red = cv2.split(soft)
    darkest = cv2.min(cv2.min(blue, green), red)
    tidy = np.ones((7, 7), np.uint8)
    for channel in (lightness, strength, darkest, yellowness, redness):
        level, _ = cv2.threshold(channel, 0, 255, cv2.THRESH_OTSU)
        for share in _LEVELS:
            _, mask = cv2.threshold(channel, level * share, 255, cv2.THRESH_BINARY)
            for side in (mask, cv2.bitwise_not(mask)):
                closed = cv2.morphologyEx(side, cv2.MORPH_CLOSE, tidy)
                yield np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, tidy), np.uint8)


def _straight_sides(mask: Pixels) -> Iterator[tuple[float, float, float]]:
    """Angle, distance and length of the long sides around each large patch of a mask."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    size = np.array(mask.shape[1::-1], np.float64)
    for outline in outlines:
        if cv2.contourArea(outline) < _SMALLEST_SHARE * mask.size:
            continue
        hull = cv2.convexHull(outline)
        bends = cv2.approxPolyDP(hull, _BEND * cv2.arcLength(hull, closed=True), closed=True)
        points = bends.reshape(-1, 2).astype(np.float64)
        for start, end in zip(points, np.roll(points, -1, axis=0), strict=True):
            length = float(np.linalg.norm(end - start))
            if length >= _SHORTEST_SIDE * size.min() and not _at_the_rim(start, end, size):
                yield *_line(start - (size - 1) / 2, end - (size - 1) / 2), length


def _at_the_rim(start: Floats, end: Floats, size: Floats) -> bool:
    low, high = np.minimum(start, end), np.maximum(start, end)
    return bool((high <= _MARGIN).any() or (low >= size - 1 - _MARGIN).any())


def _line(start: Floats, end: Floats) -> tuple[float, float]:
    run = end - start
    angle = float(np.arctan2(-run[0], run[1]))
    distance = float(start @ np.array([np.cos(angle), np.sin(angle)]))
    return (angle, distance) if angle >= 0 else (angle + np.pi, -distance)
