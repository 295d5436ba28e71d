"""What lies under a page: wood, stone, leather, cloth, tiles, a keyboard, a desk mat."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.bench.digitise.papers.sheet import Pixels

PER_MM = 4.0
"""Pixels of a flat table picture for a millimetre."""
AROUND_MM = 260.0
"""How far the table goes on around the page, to the left and above; as far on the other sides."""
SIDES_MM = (730.0, 820.0)
_WIDTH, _HEIGHT = (round(side * PER_MM) for side in SIDES_MM)


def _clouds(dice: np.random.Generator, across: int, down: int) -> NDArray[np.float32]:
    """Smooth noise of spread 1 with ``across`` × ``down`` knots."""
    knots = dice.standard_normal((down, across)).astype(np.float32)
    wide = cv2.resize(knots, (_WIDTH, _HEIGHT), interpolation=cv2.INTER_CUBIC)
    return np.asarray(wide, np.float32)


def _plain(colour: tuple[float, float, float], shade: NDArray[np.float32]) -> Pixels:
    """``colour`` (BGR) with ``shade`` grey levels added in proportion."""
    picture = np.array(colour, np.float32) * (1 + shade[:, :, None] / 128)
    return np.asarray(np.clip(picture, 0, 255), np.uint8)


def wood(dice: np.random.Generator) -> Pixels:
    """Boards with long grain, light or dark."""
    colour = [(62, 96, 138), (46, 66, 92), (112, 156, 196), (40, 52, 84)][int(dice.integers(4))]
    bend = 14 * _clouds(dice, 5, 4)
    rows = np.arange(_HEIGHT, dtype=np.float32)[:, None] + bend
    rings = np.sin(rows / 9.0 + 1.6 * np.sin(rows / 31.0))
    shade = 9 * rings + 7 * _clouds(dice, 9, 420) + 5 * _clouds(dice, 40, 900)
    board = _HEIGHT // int(dice.integers(4, 9))
    for edge in range(board // 2, _HEIGHT, board):
        shade[edge : edge + 5] -= 52
        shade[edge + 5 :] += float(dice.normal(0, 4))
    return _plain(colour, shade)


def dark(dice: np.random.Generator) -> Pixels:
    """Black leatherette or painted board with a dull sheen."""
    level = float(dice.uniform(26, 52))
    grain = cv2.GaussianBlur(_clouds(dice, _WIDTH // 3, _HEIGHT // 3), (0, 0), 1.2)
    shade = 26 * np.asarray(grain, np.float32) + 18 * _clouds(dice, 4, 4)
    return _plain((level, level * 0.97, level * 1.04), shade)


def light_grey(dice: np.random.Generator) -> Pixels:
    """A light laminate, hardly darker than paper."""
    level = float(dice.uniform(186, 204))
    shade = 3 * _clouds(dice, 6, 6) + 4 * _clouds(dice, _WIDTH // 5, _HEIGHT // 5)
    return _plain((level, level + 1, level + 2), shade)


def cloth(dice: np.random.Generator) -> Pixels:
    """A printed tablecloth: checks, with a flower in every second one."""
    check = int(dice.integers(70, 150))
    base = [(196, 214, 232), (206, 196, 150), (178, 206, 190)][int(dice.integers(3))]
    second = [(70, 60, 190), (150, 90, 40), (70, 130, 60)][int(dice.integers(3))]
    down, across = np.mgrid[0:_HEIGHT, 0:_WIDTH]
    stripes = (down // check % 2).astype(np.float32) + (across // check % 2)
    mix = (stripes / 2)[:, :, None] * 0.75
    picture = np.array(base, np.float32) * (1 - mix) + np.array(second, np.float32) * mix
    weave = 5 * np.sin(down * 1.3) * np.sin(across * 1.3)
    pixels = np.clip(picture + weave[:, :, None], 0, 255).astype(np.uint8)
    for y in range(check // 2, _HEIGHT, 2 * check):
        for x in range(check // 2, _WIDTH, 2 * check):
            _flower(pixels, x, y, check * 0.36)
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), 1.2), np.uint8)


def _flower(pixels: Pixels, x: int, y: int, radius: float) -> None:
    for petal in range(6):
        angle = petal * np.pi / 3
        place = (round(x + radius * 0.6 * np.cos(angle)), round(y + radius * 0.6 * np.sin(angle)))
        cv2.circle(pixels, place, round(radius * 0.42), (110, 96, 222), -1, cv2.LINE_AA)
    cv2.circle(pixels, (x, y), round(radius * 0.3), (70, 200, 236), -1, cv2.LINE_AA)


def tiles(dice: np.random.Generator) -> Pixels:
    """A floor of large pale tiles with grey joints."""
    side = round(float(dice.uniform(180, 320)) * PER_MM / 2)
    pixels = _plain((206, 214, 218), 6 * _clouds(dice, 14, 14) + 2 * _clouds(dice, 300, 300))
    for place in range(side // 3, max(_WIDTH, _HEIGHT), side):
        cv2.line(pixels, (place, 0), (place, _HEIGHT), (150, 154, 156), 11)
        cv2.line(pixels, (0, place), (_WIDTH, place), (150, 154, 156), 11)
    return pixels


def keyboard(dice: np.random.Generator) -> Pixels:
    """Rows of dark keys with pale letters on a dark desk."""
    pixels = dark(dice)
    key = round(17 * PER_MM)
    for row in range(_HEIGHT // (key + 12)):
        for column in range(_WIDTH // (key + 12)):
            x, y = column * (key + 12) + row % 3 * 22, row * (key + 12)
            cv2.rectangle(pixels, (x, y), (x + key, y + key), (58, 56, 56), -1)
            cv2.rectangle(pixels, (x, y), (x + key, y + key), (84, 82, 82), 3)
            letter = chr(65 + int(dice.integers(26)))
            cv2.putText(pixels, letter, (x + 12, y + 40), 0, 1.1, (196, 196, 198), 3, cv2.LINE_AA)
    return pixels


def framed(dice: np.random.Generator) -> Pixels:
    """A desk mat with a printed double frame: lines that look like a page's edge."""
    pixels = _plain((118, 134, 96), 4 * _clouds(dice, 8, 8) + 3 * _clouds(dice, 400, 400))
    left, top = round((AROUND_MM - 12) * PER_MM), round((AROUND_MM - 20) * PER_MM)
    right, bottom = round((AROUND_MM + 225) * PER_MM), round((AROUND_MM + 315) * PER_MM)
    for inset, thick in ((0, 14), (40, 5)):
        ends = (left + inset, top + inset), (right - inset, bottom - inset)
        cv2.rectangle(pixels, *ends, (214, 222, 226), thick)
    return pixels


TABLES: dict[str, Callable[[np.random.Generator], Pixels]] = {
    "wood": wood,
    "dark": dark,
    "light grey": light_grey,
    "cloth": cloth,
    "tiles": tiles,
    "keyboard": keyboard,
    "framed": framed,
}
