"""A page photographed on a table: perspective, shadow, wood, and the true corners."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.practice.papers.picture import Corners
from app.practice.papers.raster import Pixels

WIDTH, HEIGHT = 2250, 3000
_WOOD = (58, 88, 122)
"""BGR."""


def photographed(page: Pixels, seed: int) -> tuple[Pixels, Corners]:
    """The page on a wooden table, seen aslant, and where its corners came to lie."""
    dice = np.random.default_rng([seed, 5])
    corners = _corners(dice)
    table = _table(dice)
    _cast_shadow(table, corners)
    height, width = page.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    view = cv2.getPerspectiveTransform(flat, corners)
    size = (WIDTH, HEIGHT)
    laid = cv2.warpPerspective(page, view, size, flags=cv2.INTER_AREA)
    inside = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillConvexPoly(inside, np.rint(corners).astype(np.int32), 255, cv2.LINE_AA)
    cv2.copyTo(np.asarray(_lit(np.asarray(laid, np.uint8)), np.uint8), inside, table)
    return table, [[round(float(x), 1), round(float(y), 1)] for x, y in corners]


def _corners(dice: np.random.Generator) -> NDArray[np.float32]:
    """Clockwise from the top-left: the far edge is shorter, and the whole is a little turned."""
    middle = np.array([WIDTH / 2, HEIGHT / 2])
    half_width, half_height = WIDTH * 0.41, HEIGHT * 0.425
    far = dice.uniform(0.87, 0.93)
    quad = np.array(
        [
            [-half_width * far, -half_height],
            [half_width * far, -half_height * dice.uniform(0.96, 1.0)],
            [half_width, half_height],
            [-half_width, half_height * dice.uniform(0.97, 1.0)],
        ]
    )
    angle = np.radians(dice.uniform(1.2, 2.8) * (1 if dice.integers(2) else -1))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray(quad @ turn.T + middle, np.float32)


def _table(dice: np.random.Generator) -> Pixels:
    """Planks with a grain that runs across."""
    streaks = dice.normal(0, 1, (HEIGHT // 6, 12)).astype(np.float32)
    grain = cv2.resize(streaks, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    planks = np.sign(np.sin(np.linspace(0.4, 14, HEIGHT, dtype=np.float32)))[:, None] * 5
    shade = cv2.convertScaleAbs(grain * 5 + planks + 128)
    wood = cv2.merge([np.full((HEIGHT, WIDTH), level, np.uint8) for level in _WOOD])
    return np.asarray(cv2.addWeighted(wood, 1.0, cv2.merge([shade] * 3), 0.6, -77), np.uint8)


def _cast_shadow(table: Pixels, corners: NDArray[np.float32]) -> None:
    """Darken the table where the sheet keeps the light off, below and to the right of it."""
    small = 8
    mask = np.zeros((HEIGHT // small, WIDTH // small), np.uint8)
    fallen = (corners + np.array([22, 30], np.float32)) / small
    cv2.fillConvexPoly(mask, np.rint(fallen).astype(np.int32), 115)
    soft = cv2.resize(cv2.GaussianBlur(mask, (0, 0), 4), (WIDTH, HEIGHT))
    light = cv2.merge([cv2.bitwise_not(soft)] * 3)
    cv2.multiply(table, light, dst=table, scale=1 / 255)


def _lit(page: Pixels) -> cv2.typing.MatLike:
    """A lamp at one side, and the shadow of the hand with the telephone at the other."""
    across = np.linspace(0.97, 0.80, 24, dtype=np.float32)[None, :]
    down = np.linspace(1.0, 0.88, 32, dtype=np.float32)[:, None]
    light = cv2.resize((across * down * 255).astype(np.uint8), (WIDTH, HEIGHT))
    return cv2.multiply(page, cv2.merge([light] * 3), scale=1 / 255)
