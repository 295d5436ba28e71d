"""The sides of a page in a photograph: how well the picture bears them out, and where they run."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

Quad = NDArray[np.float64]
"""4 × 2: x and y of the corners, clockwise from the top-left."""

_SAMPLES = 80
_NEAR, _FAR = 3, 7
"""Pixels from the side at which inside and outside are compared."""
_DIFFERENT = 14.0
"""Lightness and colour steps (8-bit Lab) between paper and table."""
_REACH = 12
_OUTLIER = 2.5


def clockwise(points: Quad) -> Quad:
    """Four points in clockwise order as seen on the picture, from its top-left corner."""
    middle = points.mean(axis=0)
    turn = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    ordered = points[np.argsort(turn)]
    return np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0)


def support(lab: Pixels, quad: Quad) -> NDArray[np.float64]:
    """For each side, the share of its length along which paper and table differ (0..1).

    ``lab`` is 8-bit Lab. The paper must be the lighter one. A side on the picture's border has
    no outside to compare with and gets NaN.
    """
    return np.array([_side_support(lab, *side) for side in _sides_of(quad)])


def refined(pixels: Pixels, quad: Quad) -> Quad:
    """Each side laid along the steepest step near it; the corners are where they cross."""
    grey = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), (0, 0), 1.0)
    lines = [_fitted(np.asarray(grey, np.float32), *side) for side in _sides_of(quad)]
    corners = [_crossing(lines[index - 1], lines[index]) for index in range(4)]
    moved = np.array(
        [new if new is not None else old for new, old in zip(corners, quad, strict=True)]
    )
    return moved if np.abs(moved - quad).max() <= 3 * _REACH else quad


def _sides_of(quad: Quad) -> list[tuple[Quad, Quad]]:
    return [(quad[index], quad[(index + 1) % 4]) for index in range(4)]


def _along(start: Quad, end: Quad) -> tuple[Quad, Quad]:
    """Points along a side, away from its corners, and the direction that points outside."""
    share = np.linspace(0.06, 0.94, _SAMPLES)[:, None]
    run = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    return start + share * (end - start), np.array([run[1], -run[0]])


def _side_support(lab: Pixels, start: Quad, end: Quad) -> float:
    points, outward = _along(start, end)
    height, width = lab.shape[:2]
    outside = points + outward * _FAR
    seen = ((outside >= 0) & (outside < (width, height))).all(axis=1)
    if seen.mean() < 0.5:
        return float("nan")
    paper = _colours(lab, points - outward * _FAR, points - outward * _NEAR)
    table = _colours(lab, points + outward * _NEAR, outside)
    step = paper - table
    borne_out = (np.linalg.norm(step, axis=1) >= _DIFFERENT) & (step[:, 0] >= 0)
    return float(borne_out[seen].mean())


def _colours(lab: Pixels, *places: Quad) -> NDArray[np.float64]:
    """The mean colour over places of the same side."""
    height, width = lab.shape[:2]
    seen = []
    for place in places:
        across = np.clip(np.rint(place[:, 0]).astype(int), 0, width - 1)
        down = np.clip(np.rint(place[:, 1]).astype(int), 0, height - 1)
        seen.append(lab[down, across].astype(np.float64))
    return np.asarray(np.mean(seen, axis=0))


def _fitted(grey: NDArray[np.float32], start: Quad, end: Quad) -> tuple[Quad, Quad] | None:
    """A point and a direction of the line along the strongest fall of light, or None."""
    points, outward = _along(start, end)
    offsets = np.arange(-_REACH, _REACH + 1)
    places = points[:, None, :] + outward * offsets[None, :, None]
    light = cv2.remap(
        grey,
        places[:, :, 0].astype(np.float32),
        places[:, :, 1].astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    fall = light[:, :-2] - light[:, 2:]
    steepest = fall.argmax(axis=1)
    strong = fall[np.arange(len(fall)), steepest] >= _DIFFERENT / 2
    if strong.sum() < _SAMPLES // 4:
        return None
    found = points[strong] + outward * offsets[1:-1][steepest[strong]][:, None]
    return _line_through(found)


def _line_through(points: Quad) -> tuple[Quad, Quad]:
    """A robust line: fitted, freed of outliers, fitted again."""
    for _ in range(3):
        run_x, run_y, x, y = cv2.fitLine(
            points.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01
        ).ravel()
        away = np.abs((points[:, 0] - x) * run_y - (points[:, 1] - y) * run_x)
        points = points[away <= max(_OUTLIER, float(np.median(away)) * 2)]
    return np.array([x, y], np.float64), np.array([run_x, run_y], np.float64)


def _crossing(first: tuple[Quad, Quad] | None, second: tuple[Quad, Quad] | None) -> Quad | None:
    if first is None or second is None:
        return None
    matrix = np.column_stack([first[1], -second[1]])
    if abs(np.linalg.det(matrix)) < 1e-6:
        return None
    steps = np.linalg.solve(matrix, second[0] - first[0])
    return np.asarray(first[0] + steps[0] * first[1])
