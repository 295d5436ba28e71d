"""The sides of a page in a photograph, laid along the picture's own edges to a part of a pixel."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

Quad = NDArray[np.float64]
"""4 × 2: x and y of the corners, clockwise from the top-left."""

_SAMPLES = 180
_TOGETHER = 5
_REACH = 0.010
"""Of the picture's longer side: how far from its first place a side is sought."""
_OFFSETS = 20
_FAINT = 3.0
_OUTLIER = 1.5
_ROUNDS = 6


def clockwise(points: Quad) -> Quad:
    """Four points in clockwise order as seen on the picture, from its top-left corner."""
    middle = points.mean(axis=0)
    turn = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    ordered = points[np.argsort(turn)]
    return np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0)


def refined(pixels: Pixels, quad: Quad) -> Quad:
    """Each side laid along the steepest step near it; the corners are where they cross.

    ``pixels`` (BGR) may be of any size; a side that the picture does not show stays.
    """
    reach = max(4.0, _REACH * max(pixels.shape[:2]))
    for _ in range(2):
        lines = [_fitted(pixels, start, end, reach) for start, end in _sides_of(quad)]
        corners = [_crossing(lines[index - 1], lines[index]) for index in range(4)]
        moved = np.array(corners)
        if np.abs(moved - quad).max() > 4 * reach:
            return quad
        quad, reach = moved, reach / 3
    return quad


def _sides_of(quad: Quad) -> list[tuple[Quad, Quad]]:
    return [(quad[index], quad[(index + 1) % 4]) for index in range(4)]


def _fitted(pixels: Pixels, start: Quad, end: Quad, reach: float) -> tuple[Quad, Quad]:
    """A point and a direction: the line along the strongest step of colour near a side."""
    run = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    outward = np.array([run[1], -run[0]])
    points = start + np.linspace(0.05, 0.95, _SAMPLES)[:, None] * (end - start)
    size = np.array(pixels.shape[1::-1])
    points = points[((points >= reach) & (points < size - reach)).all(axis=1)]
    if len(points) < _SAMPLES // 4:
        return start, run
    offsets = np.linspace(-reach, reach, 2 * _OFFSETS + 1)
    places = points[:, None, :] + outward * offsets[None, :, None]
    colours = cv2.remap(
        pixels,
        places[:, :, 0].astype(np.float32),
        places[:, :, 1].astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    ).astype(np.float32)
    even = np.asarray(cv2.blur(colours, (3, _TOGETHER)), np.float32)
    steps = even[:, :-4] - even[:, 4:]
    size_of = np.linalg.norm(steps, axis=2)
    strongest = size_of.argmax(axis=1)
    clear = size_of[np.arange(len(points)), strongest] >= _FAINT
    if clear.sum() < _SAMPLES // 4:
        return start, run
    found = points + outward * _peak(size_of, strongest, offsets)[:, None]
    return _line_through(found[clear])


def _peak(size_of: NDArray[np.float32], strongest: NDArray[np.int64], offsets: Quad) -> Quad:
    """Offsets of the tops of steps, between samples too."""
    rows = np.arange(len(size_of))
    inner = np.clip(strongest, 1, size_of.shape[1] - 2)
    before, top, after = (size_of[rows, inner + shift] for shift in (-1, 0, 1))
    curve = before - 2 * top + after
    shift = np.where(curve < -1e-6, 0.5 * (before - after) / np.minimum(curve, -1e-6), 0)
    spacing = offsets[1] - offsets[0]
    return np.asarray(offsets[inner + 2] + np.clip(shift, -0.5, 0.5) * spacing)


def _line_through(points: Quad) -> tuple[Quad, Quad]:
    """A robust line: fitted, freed of outliers, fitted again."""
    for _ in range(_ROUNDS):
        middle = points.mean(axis=0)
        x, y = (points - middle).T
        angle = np.arctan2(2 * (x @ y), x @ x - y @ y) / 2
        run = np.array([np.cos(angle), np.sin(angle)])
        away = np.abs(x * run[1] - y * run[0])
        points = points[away <= max(_OUTLIER, float(np.median(away)) * 2.5)]
    return middle, run


def _crossing(first: tuple[Quad, Quad], second: tuple[Quad, Quad]) -> Quad:
    matrix = np.column_stack([first[1], -second[1]])
    steps = np.linalg.solve(matrix, second[0] - first[0])
    return np.asarray(first[0] + steps[0] * first[1])
