"""Straight lines in a scene along which a side of a page may run."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.photo.paperlines import paper_lines
from app.document.photo.scene import Floats, Scene

_TURNS = 180
_APART = 2.0
"""Pixels between two neighbouring distances in the count of votes."""
_UNSURE = 3
"""Degrees to either side that an edge pixel votes for: its own direction is that noisy."""
_RIM = 4
_SHORTEST = 0.06
_FROM_EDGES, _FROM_PAPER = 60, 20
_NEAR = (3.0, 2.0)
_ASKEW = np.radians(7)
_FEWEST = 10
_SAME_ANGLE, _SAME_PLACE = np.radians(2.0), 4.0


def likely_lines(scene: Scene) -> Floats:
    """n × 2: the angle across each line (0..π) and its distance from the picture's middle.

    A point x, y from the middle lies on it where x·cos + y·sin = distance. The lines come from
    edge pixels that stand in a row, and from the outlines of what may be paper; no two are alike.
    """
    paper = distinct(paper_lines(scene.pixels))[:_FROM_PAPER]
    return distinct(_fitted(scene, np.vstack([paper, _voted(scene)])))


def distinct(lines: Floats) -> Floats:
    """``lines`` without those that nearly equal an earlier one."""
    kept: list[int] = []
    for index, (angle, distance) in enumerate(lines):
        turn = np.abs(angle - lines[kept, 0])
        mirrored = np.where(turn > np.pi / 2, -distance, distance)
        alike = (np.minimum(turn, np.pi - turn) < _SAME_ANGLE) & (
            np.abs(mirrored - lines[kept, 1]) < _SAME_PLACE
        )
        if not alike.any():
            kept.append(index)
    return lines[kept]


def _voted(scene: Scene) -> Floats:
    """Lines with most edge pixels on them, by a Hough vote along each pixel's own direction."""
    reach = int(np.hypot(scene.height, scene.width) / 2 / _APART) + 3
    votes = _votes(scene, reach)
    mirror = votes[:, ::-1]
    whole = cv2.GaussianBlur(np.vstack([mirror[-_RIM:], votes, mirror[:_RIM]]), (3, 3), 0)
    top = cv2.dilate(whole, np.ones((7, 5), np.uint8))
    fewest = _SHORTEST * min(scene.height, scene.width)
    turn, place = np.nonzero(((whole == top) & (whole > fewest))[_RIM:-_RIM])
    best = np.argsort(-whole[_RIM:-_RIM][turn, place])[:_FROM_EDGES]
    return np.column_stack(
        [turn[best] * np.pi / _TURNS, (place[best] - reach) * _APART],
    )


def _votes(scene: Scene, reach: int) -> NDArray[np.float32]:
    """Counts by angle (degrees) and distance (``reach`` stands for 0)."""
    x, y = scene.edges.T
    own = np.rint(scene.angles * (_TURNS / np.pi)).astype(np.int64)
    width = 2 * reach + 1
    votes = np.zeros(_TURNS * width)
    for aside in range(-_UNSURE, _UNSURE + 1):
        turn = np.mod(own + aside, _TURNS)
        angle = (turn * (np.pi / _TURNS)).astype(np.float32)
        place = np.rint((x * np.cos(angle) + y * np.sin(angle)) / _APART).astype(np.int64) + reach
        votes += np.bincount(turn * width + place, minlength=len(votes))
    return votes.reshape(_TURNS, width).astype(np.float32)


def _fitted(scene: Scene, lines: Floats) -> Floats:
    """Each line laid through the edge pixels around it that run its way."""
    order = np.argsort(scene.angles)
    angles = scene.angles[order]
    once = np.concatenate([angles - np.pi, angles, angles + np.pi])
    twice = np.concatenate([scene.edges[order]] * 3)
    fitted = []
    for angle, distance in lines:
        for near in _NEAR:
            first, last = np.searchsorted(once, (angle - _ASKEW, angle + _ASKEW))
            points = twice[first:last]
            away = points @ np.array([np.cos(angle), np.sin(angle)], np.float32) - distance
            points = points[np.abs(away) < near]
            if len(points) < _FEWEST:
                break
            angle, distance = _through(points, angle)
        fitted.append((angle, distance))
    return np.array(fitted).reshape(-1, 2)


def _through(points: NDArray[np.float32], angle: float) -> tuple[float, float]:
    """Angle and distance of the line through points that are known to lie about ``angle``."""
    middle = points.mean(axis=0)
    x, y = (points - middle).T
    new = math.atan2(2 * float(x @ y), float(x @ x) - float(y @ y)) / 2 + math.pi / 2
    new += math.pi * round((angle - new) / math.pi)
    distance = float(middle[0]) * math.cos(new) + float(middle[1]) * math.sin(new)
    if 0 <= new < math.pi:
        return new, distance
    return new - math.copysign(math.pi, new), -distance
