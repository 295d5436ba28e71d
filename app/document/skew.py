"""How far the lines of text lean, and whether they run across the picture at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

Points = tuple[NDArray[np.float32], NDArray[np.float32]]

WIDEST = 15.0
"""Degrees to either side that are looked at."""
_COARSE_STEP = 0.5
_FEWEST_POINTS = 500
_MOST_POINTS = 60_000
_CLEAR = 1.35
_SIDEWAYS = 1.25


@dataclass(frozen=True)
class Lean:
    """``degrees`` counter-clockwise; ``clarity`` is the best angle's score over the usual one."""

    degrees: float
    clarity: float

    @property
    def clear(self) -> bool:
        """False where there are not lines enough to tell: such a page is left as it is."""
        return self.clarity >= _CLEAR


def lean(ink: Pixels) -> Lean:
    """The lean of the text lines in a mask of ink (255 where ink is)."""
    return _lean(_undersides(ink))


def runs_sideways(ink: Pixels) -> bool:
    """True where the lines of text clearly run from top to bottom of the picture."""
    upright = _coarse(_undersides(ink))
    turned = _coarse(_undersides(np.rot90(ink)))
    return turned.clear and turned.clarity > upright.clarity * _SIDEWAYS


def _undersides(ink: Pixels) -> Points:
    """Where ink ends downwards: text lines are sharpest along their baselines."""
    edge = (ink[:-1] > 0) & (ink[1:] == 0)
    down, across = np.nonzero(edge)
    every = max(1, len(down) // _MOST_POINTS)
    return across[::every].astype(np.float32), down[::every].astype(np.float32)


def _lean(points: Points) -> Lean:
    first = _coarse(points)
    if not first.clear:
        return first
    best = first.degrees
    for step in (0.1, 0.02):
        angles = np.asarray(best + np.arange(-6, 7) * step, np.float64)
        best = _peak(angles, [_score(points, angle, bin_width=1.0) for angle in angles])
    return Lean(best, first.clarity)


def _coarse(points: Points) -> Lean:
    across, down = points
    if len(down) < _FEWEST_POINTS:
        return Lean(0.0, 0.0)
    every = max(1, len(down) // 15_000)
    sample = across[::every], down[::every]
    angles = np.arange(-WIDEST, WIDEST + _COARSE_STEP / 2, _COARSE_STEP)
    scores = [_score(sample, angle, bin_width=3.0) for angle in angles]
    best = int(np.argmax(scores))
    return Lean(float(angles[best]), scores[best] / max(float(np.median(scores)), 1e-9))


def _score(points: Points, degrees: float, bin_width: float) -> float:
    """How strongly the points gather into rows that lean by ``degrees``."""
    across, down = points
    slope = np.float32(np.tan(np.radians(degrees)))
    rows = (down + across * slope) / np.float32(bin_width)
    counts = np.bincount((rows - rows.min()).astype(np.int32))
    return float(np.square(counts, dtype=np.float64).sum()) / len(down)


def _peak(angles: NDArray[np.float64], scores: list[float]) -> float:
    """The top of the parabola through the best score and its neighbours."""
    best = int(np.clip(np.argmax(scores), 1, len(scores) - 2))
    before, at, after = scores[best - 1 : best + 2]
    bend = before - 2 * at + after
    shift = 0.0 if bend >= 0 else float(np.clip(0.5 * (before - after) / bend, -1, 1))
    return float(angles[best] + shift * (angles[1] - angles[0]))
