"""What a document camera sees at 720p: papers laid on a table and taken away by a hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]
Corners = NDArray[np.float64]

FRAMES_A_SECOND = 15
WIDTH, HEIGHT = 1280, 720
_PAGE = (400, 560)
_PLACE = (444, 80)
_SKIN = (120, 150, 205)
_STEPS = 14
_LEAN = {1: 3.0, 2: -4.0}


class Desk:
    """A wooden table and two papers, 1 and 2, that lie on it a little askew."""

    def __init__(self) -> None:
        grain = np.random.default_rng(1).normal(0, 10, (18, 320)).astype(np.float32)
        wood = cv2.resize(grain, (WIDTH, HEIGHT))[:, :, None] + np.array([60, 90, 130])
        self._table: Frame = np.clip(wood, 0, 255).astype(np.uint8)
        self._papers = {number: _written(number) for number in (1, 2)}

    def empty(self, seconds: float) -> list[Frame]:
        return [self._table] * round(seconds * FRAMES_A_SECOND)

    def resting(
        self, paper: int, seconds: float, *, aside: int = 0, turned: int = 0
    ) -> list[Frame]:
        """``aside`` in pixels, ``turned`` in degrees."""
        x, y = _PLACE
        frame = self._laid(paper, (x + aside, y), turned)
        return [frame] * round(seconds * FRAMES_A_SECOND)

    def laid(self, paper: int) -> list[Frame]:
        """A hand slides the paper in from the right, and goes away."""
        x, y = _PLACE
        slide = range(54 * _STEPS, 0, -54)
        coming = [
            _with_hand(self._laid(paper, (x + far, y)), (x + 300 + far, 500)) for far in slide
        ]
        leaving = [
            _with_hand(self._laid(paper, _PLACE), (x + 300 + far, 500)) for far in range(0, 500, 90)
        ]
        return coming + leaving

    def taken_away(self, paper: int) -> list[Frame]:
        return self.laid(paper)[::-1]

    def hand_over(self, paper: int) -> list[Frame]:
        """A hand over the paper for a moment."""
        return [
            _with_hand(self._laid(paper, _PLACE), (900 - far, 420)) for far in range(0, 300, 50)
        ]

    def pushed(self, paper: int) -> list[tuple[Frame, Corners]]:
        """The paper moves slowly across the table; with where its corners are."""
        places = [(200 + 12 * step, 60 + 3 * step) for step in range(25)]
        return [(self._laid(paper, place), _corners(place, _LEAN[paper])) for place in places]

    def _laid(self, paper: int, place: tuple[int, int], turned: int = 0) -> Frame:
        move = _move(place, _LEAN[paper] + turned)
        picture = self._papers[paper]
        laid = cv2.warpAffine(picture, move, (WIDTH, HEIGHT))
        mask = cv2.warpAffine(np.full(picture.shape[:2], 255, np.uint8), move, (WIDTH, HEIGHT))
        return np.asarray(cv2.copyTo(laid, mask, self._table.copy()), np.uint8)


def noisy(frames: Iterable[Frame]) -> Iterator[Frame]:
    """The frames with a camera's noise, new in each."""
    chance = np.random.default_rng(2)
    grain = chance.normal(0, 4, (HEIGHT + 64, WIDTH + 64, 3)).astype(np.int8)
    for frame in frames:
        down, across = chance.integers(0, 64, 2)
        noise = grain[down : down + HEIGHT, across : across + WIDTH]
        yield np.asarray(cv2.add(frame, noise, dtype=cv2.CV_8U), np.uint8)


def _written(number: int) -> Frame:
    """A page of words as grey bars, different for each number."""
    chance = np.random.default_rng(number)
    width, height = _PAGE
    page = np.full((height, width, 3), 235, np.uint8)
    for y in range(40, height - 40, 14):
        x = 30
        while x < width - 40:
            length = int(chance.integers(10, 45))
            cv2.rectangle(page, (x, y), (min(x + length, width - 30), y + 6), (50, 45, 40), -1)
            x += length + 8
    return page


def _with_hand(frame: Frame, tip: tuple[int, int]) -> Frame:
    """A moving hand from below: the whole picture smears a little with it."""
    seen = frame.copy()
    cv2.ellipse(seen, tip, (90, 60), 20, 0, 360, _SKIN, -1)
    cv2.line(seen, tip, (tip[0] + 200, HEIGHT + 100), _SKIN, 80)
    return np.asarray(cv2.blur(seen, (9, 1)), np.uint8)


def _move(place: tuple[int, int], degrees: float) -> NDArray[np.float64]:
    width, height = _PAGE
    move = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1), np.float64)
    move[:, 2] += place
    return move


def _corners(place: tuple[int, int], degrees: float) -> Corners:
    width, height = _PAGE
    flat = np.array([(0, 0, 1), (width, 0, 1), (width, height, 1), (0, height, 1)], np.float64)
    return np.asarray(flat @ _move(place, degrees).T)
