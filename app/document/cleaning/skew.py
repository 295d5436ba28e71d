"""How far the lines of text lean, and which way the picture must be turned for them to stand."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.cleaning.upright import stand_of
from app.document.frame import Pixels

WIDEST = 15.0
"""Degrees to either side that are looked at."""
_COARSE_STEP = 0.5
_LETTER = (2, 60)
"""Pixels at 100 dpi between which a letter's width and height lie."""
_FEWEST_LETTERS = 25
_MOST_POINTS = 60_000
_COARSE_POINTS = 15_000
_CLEAR = 1.35
_SIDEWAYS = 1.25
_FEWEST_LINES = 3
"""With letters above or below them, that must be seen before a page is turned on its side:
ruled or drawn lines run across it as they like."""


@dataclass(frozen=True)
class Lines:
    """How the lines of text lie: how far the picture must be turned clockwise (``rotation``: 0,
    90, 180 or 270) for them to stand upright, whether that is ``sure``, and how many ``degrees``
    they then lean counter-clockwise, 0 where that cannot be told."""

    rotation: int = 0
    sure: bool = False
    degrees: float = 0.0


@dataclass(frozen=True)
class Edges:
    """Where letters end: ``rows`` places them across the lines of text, ``along`` along them."""

    rows: NDArray[np.float32]
    along: NDArray[np.float32]

    def thinned(self, most: int) -> Edges:
        every = max(1, -(-len(self.rows) // most))
        return Edges(self.rows[::every], self.along[::every])


def text_lines(ink: Pixels) -> Lines:
    """How the lines of text lie in a mask of ink at 200 dpi (255 where ink is).

    A page without lines enough to tell is taken to lie right.
    """
    letters = _letters(ink)
    half = _halved(letters)
    (angle, clarity), (turned, clarity_turned) = (
        _coarse(_undersides(view)) for view in (half, _clockwise(half))
    )
    if clarity_turned >= _CLEAR and clarity_turned > clarity * _SIDEWAYS:
        degrees = _fine(_clockwise(letters), turned)
        stand = stand_of(_clockwise(half), degrees)
        if stand.lines >= _FEWEST_LINES:
            return Lines(270 if stand.over else 90, stand.sure, degrees)
    if clarity < _CLEAR:
        return Lines()
    degrees = _fine(letters, angle)
    stand = stand_of(half, degrees)
    if not stand.lines:
        return Lines()
    return Lines(180 if stand.over else 0, stand.sure, degrees)


def _clockwise(mask: Pixels) -> Pixels:
    return np.ascontiguousarray(np.rot90(mask, -1))


def _letters(ink: Pixels) -> Pixels:
    """Of a mask of ink the parts of a letter's size; nothing where there are too few of them.

    Strokes of a pen, seals and ruled lines lean as they like and do not count.
    """
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(_halved(ink))
    least, most = _LETTER
    width, height = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]
    letter = (np.minimum(width, height) >= least) & (np.maximum(width, height) <= most)
    if np.count_nonzero(letter) < _FEWEST_LETTERS:
        return np.zeros_like(ink)
    mask = np.where(letter, 255, 0).astype(np.uint8)[labels]
    size = ink.shape[1], ink.shape[0]
    whole = cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.bitwise_and(ink, whole), np.uint8)


def _halved(mask: Pixels) -> Pixels:
    half = cv2.resize(mask, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.threshold(half, 60, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _undersides(letters: Pixels) -> Edges:
    """Where letters end downwards: lines of text are sharpest along their baselines."""
    return _edges(cv2.subtract(letters[:-1], letters[1:]))


def _tops(letters: Pixels) -> Edges:
    """Where letters begin: along the tops of the small ones, lines are nearly as sharp."""
    return _edges(cv2.subtract(letters[1:], letters[:-1]))


def _edges(ends: cv2.typing.MatLike) -> Edges:
    if not cv2.countNonZero(ends):
        return Edges(np.empty(0, np.float32), np.empty(0, np.float32))
    along, rows = cv2.findNonZero(ends).reshape(-1, 2).T.astype(np.float32)
    return Edges(rows, along).thinned(_MOST_POINTS)


def _coarse(edges: Edges) -> tuple[float, float]:
    """The best angle in degrees, and how far its score stands above the usual one."""
    if not len(edges.rows):
        return 0.0, 0.0
    sample = edges.thinned(_COARSE_POINTS)
    angles = np.arange(-WIDEST, WIDEST + _COARSE_STEP / 2, _COARSE_STEP)
    scores = [_score(sample, angle, bin_width=1.5) for angle in angles]
    best = int(np.argmax(scores))
    return float(angles[best]), scores[best] / float(np.median(scores))


def _fine(letters: Pixels, about: float) -> float:
    """The mean of what tops and undersides tell, which err apart: measured, half the error."""
    return (_finest(_undersides(letters), about) + _finest(_tops(letters), about)) / 2


def _finest(edges: Edges, about: float) -> float:
    best = about
    for step in (0.1, 0.02):
        angles = np.asarray(best + np.arange(-6, 7) * step, np.float64)
        best = _peak(angles, [_score(edges, angle, bin_width=1.0) for angle in angles])
    return best


def _score(edges: Edges, degrees: float, bin_width: float) -> float:
    """How strongly the edges gather into rows that lean by ``degrees``."""
    slope = np.float32(np.tan(np.radians(degrees)))
    rows = (edges.rows + edges.along * slope) / np.float32(bin_width)
    counts = np.bincount((rows - rows.min()).astype(np.int32))
    return float(np.square(counts, dtype=np.float64).sum()) / len(rows)


def _peak(angles: NDArray[np.float64], scores: list[float]) -> float:
    """The top of the parabola through the best score and its neighbours."""
    best = int(np.clip(np.argmax(scores), 1, len(scores) - 2))
    before, at, after = scores[best - 1 : best + 2]
    bend = before - 2 * at + after
    shift = 0.0 if bend >= 0 else float(np.clip(0.5 * (before - after) / bend, -1, 1))
    return float(angles[best] + shift * (angles[1] - angles[0]))
