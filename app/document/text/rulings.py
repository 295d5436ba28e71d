"""Printed aids to writing that are no text: rules of tables and forms, dotted leaders.

Tesseract reads a row of leader dots as ``++t+t+£vx`` and the rule beside a cell as ``|`` or
``_``, and loses the words near them. They are taken out of the picture that is read, never out of
the one that is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Box, Pixels

_INK_BELOW = 160
_RULE = 110
"""Pixels at 200 dpi (14 mm): longer than any stroke of a letter."""
_THICK = 11
"""Pixels: no rule but a bar, a photograph, the dark edge of a scan."""
_FLAT = 7
"""Pixels at 200 dpi: the dots of a leader are no higher."""
_DOTS_TOGETHER = 60
"""Pixels: dots that ran into one another."""
_LEADER_GAP = 21
_LEADER = 90
"""Pixels (11 mm): an ellipsis is shorter."""
_BESIDE, _ONWARD = 9, 41
_TABLE_SIDE = 120
_FEWEST_LINES = 3
_THROUGH = 0.5
_SAME_LINE = 24
"""Pixels: nearer rules belong to one double frame, no row of print fits between."""
_AROUND = np.ones((3, 3), np.uint8)
"""The edge of a stroke is half paper."""


@dataclass(frozen=True)
class Table:
    """A grid: where its rules ran, in pixels of the page, ``across`` from top to bottom and
    ``down`` from left to right."""

    across: tuple[int, ...]
    down: tuple[int, ...]

    @property
    def box(self) -> Box:
        return self.down[0], self.across[0], self.down[-1], self.across[-1]


@dataclass(frozen=True)
class PlainPage:
    """A page in grey as white as paper where its rules and leaders were, and its tables from
    top to bottom."""

    grey: Pixels
    tables: tuple[Table, ...] = ()


def without_rulings(grey: Pixels) -> PlainPage:
    """``grey`` (a page at 200 dpi) without the rules of its tables and without leaders.

    A rule that stands alone stays: it may part two columns of text.
    """
    ink = np.asarray(cv2.threshold(grey, _INK_BELOW, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    across, down = _thin(ink, (_RULE, 1)), _thin(ink, (1, _RULE))
    tables = _tables(across, down)
    inside = np.zeros_like(ink)
    for left, top, right, bottom in (table.box for table in tables):
        inside[
            max(0, top - _BESIDE) : bottom + _BESIDE, max(0, left - _BESIDE) : right + _BESIDE
        ] = 255
    rules = cv2.bitwise_and(cv2.bitwise_or(across, down), inside)
    taken = np.asarray(cv2.dilate(rules, _AROUND), np.uint8)
    near = cv2.bitwise_and(_near(across, down), inside)
    specks = _specks(np.asarray(cv2.subtract(ink, taken), np.uint8), np.asarray(near, np.uint8))
    plain = grey.copy()
    plain[cv2.dilate(cv2.bitwise_or(taken, specks), _AROUND) > 0] = 255
    return PlainPage(plain, tuple(tables))


def _tables(across: Pixels, down: Pixels) -> list[Table]:
    """Grids with at least two rows and two columns; a frame around a page is none."""
    grid = cv2.dilate(cv2.bitwise_or(across, down), np.ones((7, 7), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(grid)
    found = []
    for left, top, width, height, _ in boxes[1:].tolist():
        if min(width, height) < _TABLE_SIDE:
            continue
        place = slice(top, top + height), slice(left, left + width)
        table = Table(_places(across[place], 1, top), _places(down[place], 0, left))
        if min(len(table.across), len(table.down)) >= _FEWEST_LINES:
            found.append(table)
    return sorted(found, key=lambda table: table.across[0])


def _places(rules: Pixels, axis: int, first: int) -> tuple[int, ...]:
    """Where rules run through at least half of a grid; a double one counts once."""
    long = (rules > 0).sum(axis=axis) >= _THROUGH * rules.shape[axis]
    places: list[int] = []
    for place in np.flatnonzero(long).tolist():
        if not places or place + first - places[-1] > _SAME_LINE:
            places.append(place + first)
    return tuple(places)


def _thin(ink: Pixels, size: tuple[int, int]) -> Pixels:
    """The parts of ``ink`` at least ``size`` (width, height) long and only a line thick."""
    long = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8))
    if not long.any():
        return np.asarray(long, np.uint8)
    thick = cv2.morphologyEx(long, cv2.MORPH_OPEN, np.ones((_THICK, _THICK), np.uint8))
    return np.asarray(cv2.subtract(long, cv2.dilate(thick, _AROUND)), np.uint8)


def _near(across: Pixels, down: Pixels) -> Pixels:
    """Where pieces of broken rules lie: beside a rule, and some way on at its ends."""
    on_across = cv2.dilate(across, np.ones((_BESIDE, _ONWARD), np.uint8))
    on_down = cv2.dilate(down, np.ones((_ONWARD, _BESIDE), np.uint8))
    return np.asarray(cv2.bitwise_or(on_across, on_down), np.uint8)


def _specks(ink: Pixels, near: Pixels) -> Pixels:
    """Leaders, flat specks that follow one another closely for longer than an ellipsis; and
    pieces of rules."""
    _, found, boxes, _ = cv2.connectedComponentsWithStats(ink)
    labels = np.asarray(found, np.int32)
    width, height = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]
    flat = (height <= _FLAT) & (width <= _DOTS_TOGETHER)
    flat[0] = False
    dots = _drawn(labels, flat)
    runs = cv2.morphologyEx(dots, cv2.MORPH_CLOSE, np.ones((3, _LEADER_GAP), np.uint8))
    long = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((1, _LEADER), np.uint8))
    leaders = cv2.bitwise_and(dots, cv2.dilate(long, np.ones((5, 1), np.uint8)))
    upright = (width <= _FLAT) & (height <= _DOTS_TOGETHER)
    beside = np.zeros(len(boxes), np.bool_)
    beside[np.unique(labels[near > 0])] = True
    beside[0] = False
    pieces = _drawn(labels, (flat | upright) & beside)
    return np.asarray(cv2.bitwise_or(leaders, pieces), np.uint8)


def _drawn(labels: NDArray[np.int32], wanted: NDArray[np.bool_]) -> Pixels:
    return np.asarray(np.where(wanted, 255, 0).astype(np.uint8)[labels], np.uint8)
