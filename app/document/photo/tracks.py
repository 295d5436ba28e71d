"""What the picture shows along straight lines: edges on them, and the step of colour across."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.photo.scene import Floats, Scene

_STRIDE = 2.0
_EDGE_WITHIN = (-2, -1, 0, 1, 2)
_EDGE_ASKEW = np.radians(15)
_BESIDE = (3.0, 5.0)
"""Pixels from the line at which its two sides are compared: beyond the blur, within a margin."""
_EVEN_OVER = 5
_STEP = 5.0
_FULL_STEP = 20.0

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Tracks:
    """Running sums along each of n lines, from one end of the picture to the other.

    ``lines`` are angles and distances, ``feet`` the points nearest to the picture's middle,
    ``along`` and ``across`` unit directions (n × 2). The sums are n × (samples + 1): samples
    within the picture, samples on an edge that runs along the line, samples with a clear step of
    colour across it, the size of that step, and the step itself (n × (samples + 1) × 3, from the
    side that ``across`` points to, to the other).
    """

    lines: Floats
    feet: Floats
    along: Floats
    across: Floats
    seen: Floats
    edge: Floats
    clear: Floats
    size: Floats
    step: Floats
    start: float

    def index(self, place: Floats) -> Whole:
        """The sample at a distance along a line, counted from its foot."""
        last = self.seen.shape[1] - 1
        return np.clip(np.rint((place - self.start) / _STRIDE), 0, last).astype(np.int64)

    def length(self, samples: Floats) -> Floats:
        """Pixels that so many samples cover."""
        return samples * _STRIDE

    def only(self, chosen: Whole) -> Tracks:
        """The tracks of some lines."""
        return Tracks(
            self.lines[chosen],
            self.feet[chosen],
            self.along[chosen],
            self.across[chosen],
            self.seen[chosen],
            self.edge[chosen],
            self.clear[chosen],
            self.size[chosen],
            self.step[chosen],
            self.start,
        )

    def strongest(self, most: int, *, of: int) -> Whole:
        """Of the first lines, the numbers of those with the longest edges that part two colours."""
        borne = np.diff(self.edge[:of]) * np.minimum(1, np.diff(self.size[:of]) / _FULL_STEP)
        return np.argsort(-borne.sum(axis=1))[:most]


def follow(scene: Scene, lines: Floats) -> Tracks:
    """The tracks of ``lines`` through ``scene``."""
    half = np.hypot(scene.height, scene.width) / 2
    across = np.column_stack([np.cos(lines[:, 0]), np.sin(lines[:, 0])])
    along = across[:, ::-1] * (-1, 1)
    feet = across * lines[:, 1:]
    places = np.arange(-half, half, _STRIDE)
    points = feet[:, None] + along[:, None] * places[None, :, None]
    within = np.abs(points) <= (scene.middle - 1)
    seen = np.asarray(within.all(axis=2), bool)
    step = _steps(scene, points, across)
    step[~seen] = 0
    step = np.asarray(cv2.blur(step, (_EVEN_OVER, 1)), np.float32)
    size = np.linalg.norm(step, axis=2)
    return Tracks(
        lines=lines,
        feet=feet,
        along=along,
        across=across,
        seen=_running(seen),
        edge=_running(_on_edge(scene, points, across, lines[:, 0]) & seen),
        clear=_running(size > _STEP),
        size=_running(size),
        step=_running(step),
        start=-half,
    )


def _running(values: NDArray[np.generic]) -> Floats:
    sums = np.cumsum(values, axis=1, dtype=np.float64)
    return np.concatenate([np.zeros_like(sums[:, :1]), sums], axis=1)


def _at(scene: Scene, points: Floats) -> tuple[Whole, Whole]:
    """Row and column of points from the middle, the nearest within the picture."""
    places = np.rint(points + scene.middle).astype(np.int64)
    return (
        np.clip(places[..., 1], 0, scene.height - 1),
        np.clip(places[..., 0], 0, scene.width - 1),
    )


def _on_edge(scene: Scene, points: Floats, across: Floats, angles: Floats) -> NDArray[np.bool_]:
    found = np.zeros(points.shape[:2], bool)
    for aside in _EDGE_WITHIN:
        angle = scene.angle_at[_at(scene, points + across[:, None] * aside)]
        turn = np.abs(np.mod(angle - angles[:, None] + np.pi / 2, np.pi) - np.pi / 2)
        found |= turn < _EDGE_ASKEW
    return found


def _steps(scene: Scene, points: Floats, across: Floats) -> NDArray[np.float32]:
    step = np.zeros((*points.shape[:2], 3), np.float32)
    for aside in _BESIDE:
        step += scene.colours[_at(scene, points + across[:, None] * aside)]
        step -= scene.colours[_at(scene, points - across[:, None] * aside)]
    return np.asarray(step / len(_BESIDE), np.float32)
