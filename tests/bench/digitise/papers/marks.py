"""What is not print: red seals, pens, identity photographs, tinted security patterns."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tests.bench.digitise.papers.faces import Face, font
from tests.bench.digitise.papers.sheet import DPI, HEIGHT, WIDTH, Pixels, Seal, Sheet, px

_FINE = 4
_RADIUS_MM = 17.5
_ROOM_MM = 1.5
_STAR_MM = 6.6


def seal(sheet: Sheet, x: float, y: float, above: str, below: str) -> None:
    """A round red seal at ``x``, ``y`` millimetres: rings, words along them, a solid star.

    The ink lies unevenly, as a stamp leaves it, and darkens what lies under it.
    """
    dice = sheet.dice
    turn = math.radians(float(dice.uniform(-14, 14)))
    star, ring = _Stencil(), _Stencil()
    star.star(_STAR_MM, turn)
    ring.ring(_RADIUS_MM, 0.95)
    letters = _Stencil()
    letters.ring(_RADIUS_MM - 1.6, 0.3)
    letters.ring(_STAR_MM + 2.6, 0.35)
    letters.words(above, sheet.face, 9.5, _RADIUS_MM - 6.0, turn, upwards=True)
    letters.words(below, sheet.face, 7.0, _RADIUS_MM - 6.0, turn, upwards=False)
    masks = [stencil.mask() for stencil in (star, ring, letters)]
    whole = np.maximum.reduce(masks)
    amount = whole.astype(np.float32) / 255 * _unevenly(dice, len(masks[0]))
    red = [dice.uniform(38, 80), dice.uniform(26, 58), dice.uniform(198, 228)]
    light = 255 - amount[:, :, None] * (255 - np.array(red, np.float32))
    left, top = (round(px(place) - len(masks[0]) / 2) for place in (x, y))
    sheet.stain(left, top, np.rint(light).astype(np.uint8))
    star_there, ring_there, all_there = (
        _laid(mask, left, top) for mask in (masks[0], masks[1], whole)
    )
    sheet.seals.append(Seal(star_there, ring_there, all_there))


def signature(sheet: Sheet, x: float, y: float, wide: float = 42.0) -> None:
    """A signature in blue ballpoint around ``x``, ``y``: loops, then a flourish."""
    dice = sheet.dice
    count = int(dice.integers(9, 14))
    across = np.linspace(-wide / 2, wide / 2, count) + dice.normal(0, 2.2, count)
    height = (
        dice.uniform(3, 9, count)
        * np.where(np.arange(count) % 2, 1, -1)
        * np.linspace(1.2, 0.5, count)
    )
    points = np.column_stack([x + across, y + height])
    back = np.array([[x + wide * 0.3, y + 6], [x - wide * 0.4, y + 8], [x + wide * 0.6, y + 3]])
    _stroke(sheet, np.vstack([points, back]), (150, 62, 28), thick=float(dice.uniform(0.4, 0.6)))


def ticked(sheet: Sheet, x: float, y: float) -> None:
    """A box ticked by pen."""
    points = np.array([[x - 1.5, y - 1], [x, y + 1], [x + 3.2, y - 4]])
    _stroke(sheet, points, (150, 62, 28), thick=0.45)


def identity_photo(
    sheet: Sheet, x: float, y: float, wide: float = 30.0, high: float = 40.0
) -> None:
    """A glued photograph, its top-left at ``x``, ``y``: soft shades of a face on pale blue."""
    dice = sheet.dice
    width, height = round(px(wide)), round(px(high))
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    u, v = across / width - 0.5, down / height
    picture = np.empty((height, width, 3), np.float32)
    picture[:] = (228, 205, 178)
    picture *= (1.05 - 0.18 * v)[:, :, None]
    shirt = ((u / 0.52) ** 2 + ((v - 1.02) / 0.26) ** 2) < 1
    hair = ((u / 0.245) ** 2 + ((v - 0.36) / 0.235) ** 2) < 1
    head = ((u / 0.20) ** 2 + ((v - 0.43) / 0.235) ** 2) < 1
    neck = (abs(u) < 0.09) & (v > 0.6) & (v < 0.8)
    skin = np.array([125, 165, 212], np.float32) * dice.uniform(0.88, 1.06)
    shade = 1.08 - 0.5 * np.abs(u + 0.06) - 0.25 * np.abs(v - 0.42)
    picture[shirt] = (205, 200, 196) if dice.integers(2) else (70, 52, 46)
    picture[hair] = (32, 28, 30)
    for area in (neck, head):
        picture[area] = (skin * shade[:, :, None])[area]
    for eye in (-0.075, 0.075):
        picture[((u - eye) / 0.03) ** 2 + ((v - 0.42) / 0.012) ** 2 < 1] = (38, 34, 40)
    picture[(u / 0.055) ** 2 + ((v - 0.54) / 0.012) ** 2 < 1] = (96, 92, 168)
    soft = cv2.GaussianBlur(picture, (0, 0), 3.0) + dice.normal(0, 3, picture.shape)
    sheet.stain(round(px(x)), round(px(y)), np.clip(soft, 0, 255).astype(np.uint8))


def security_pattern(sheet: Sheet) -> None:
    """Waves of pale pink and yellow over the whole form, as certificates are printed on."""
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    light = np.full((HEIGHT, WIDTH, 3), (243, 249, 253), np.float32)
    for colour, wide, long in (((40, 34, 6), 47.0, 610.0), ((18, 2, 22), 53.0, 470.0)):
        wave = down + wide * np.sin(across / long * 2 * math.pi)
        wave += 11 * np.sin(across / 87 + down / 190)
        strength = np.clip(1.6 - np.abs(wave % 15 - 7.5), 0, 1)[:, :, None]
        light -= strength * np.array(colour, np.float32)
    sheet.stain(0, 0, np.rint(light).astype(np.uint8))


def _stroke(
    sheet: Sheet, points: NDArray[np.float64], colour: tuple[int, int, int], thick: float
) -> None:
    """A smooth line through ``points`` (millimetres), thinner where the hand was fast."""
    path = _smooth(points)
    layer = np.zeros((HEIGHT, WIDTH), np.uint8)
    speeds = np.linalg.norm(np.diff(path, axis=0), axis=1)
    slow = np.clip(1.35 - speeds / (3 * max(float(np.median(speeds)), 1e-6)), 0.55, 1.15)
    shift = 4
    fixed = np.rint(path * DPI / 25.4 * 2**shift).astype(int)
    for start, end, share in zip(fixed[:-1], fixed[1:], slow, strict=True):
        wide = max(1, round(px(thick * float(share))))
        cv2.line(layer, start.tolist(), end.tolist(), 255, wide, cv2.LINE_AA, shift)
    sheet.pen = np.asarray(cv2.max(sheet.pen, layer), np.uint8)
    x, y, width, height = cv2.boundingRect(layer)
    amount = layer[y : y + height, x : x + width, None].astype(np.float32) / 255
    light = 255 - amount * (255 - np.array(colour, np.float32))
    sheet.stain(x, y, np.rint(light).astype(np.uint8))


def _smooth(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """A Catmull-Rom curve through ``points``."""
    padded = np.vstack([points[:1], points, points[-1:]])
    share = np.linspace(0, 1, 24, endpoint=False)[:, None]
    pieces = [
        0.5
        * (
            2 * b
            + (c - a) * share
            + (2 * a - 5 * b + 4 * c - d) * share**2
            + (3 * b - a - 3 * c + d) * share**3
        )
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    ]
    return np.vstack(pieces)


class _Stencil:
    """A square for one part of a seal, drawn finely around its middle."""

    def __init__(self) -> None:
        self.side = 2 * round(px(_RADIUS_MM + _ROOM_MM))
        self.image = Image.new("L", (self.side * _FINE, self.side * _FINE), 0)
        self.draw = ImageDraw.Draw(self.image)
        self.middle = self.side * _FINE / 2

    def mask(self) -> Pixels:
        size = (self.side, self.side)
        return np.asarray(
            cv2.resize(np.asarray(self.image), size, interpolation=cv2.INTER_AREA), np.uint8
        )

    def ring(self, radius: float, thick: float) -> None:
        reach = px(radius) * _FINE
        box = [self.middle - reach, self.middle - reach, self.middle + reach, self.middle + reach]
        self.draw.ellipse(box, outline=255, width=round(px(thick) * _FINE))

    def star(self, radius: float, turn: float) -> None:
        points = []
        for corner in range(10):
            reach = px(radius) * _FINE * (1 if corner % 2 == 0 else 0.382)
            angle = turn - math.pi / 2 + corner * math.pi / 5
            points.append(
                (self.middle + reach * math.cos(angle), self.middle + reach * math.sin(angle))
            )
        self.draw.polygon(points, fill=255)

    def words(
        self, text: str, face: Face, size: float, radius: float, turn: float, *, upwards: bool
    ) -> None:
        """Letters along a circle of ``radius`` on which they stand (or hang, not ``upwards``)."""
        way = 1 if upwards else -1
        reach = px(radius if upwards else radius + 2.6) * _FINE
        room = math.radians(228 if upwards else 92) * reach
        letters = font(face.bold, round(size * DPI / 72 * _FINE))
        fits = min(1.0, room / (1.1 * sum(map(letters.getlength, text))))
        letters = font(face.bold, round(size * fits * DPI / 72 * _FINE))
        wide = [1.1 * letters.getlength(letter) / reach for letter in text]
        angle = turn - way * sum(wide) / 2
        for letter, step in zip(text, wide, strict=True):
            self._letter(letter, letters, way * reach, angle + way * step / 2)
            angle += way * step

    def _letter(
        self, letter: str, letters: ImageFont.FreeTypeFont, reach: float, angle: float
    ) -> None:
        """One letter on the circle, turned by ``angle`` from its top (or its bottom)."""
        half = round(letters.size * 1.5)
        tile = Image.new("L", (2 * half, 2 * half), 0)
        ImageDraw.Draw(tile).text((half, half), letter, fill=255, font=letters, anchor="ms")
        turned = tile.rotate(-math.degrees(angle), Image.Resampling.BILINEAR)
        x = self.middle + reach * math.sin(angle)
        y = self.middle - reach * math.cos(angle)
        self.image.paste(255, (round(x) - half, round(y) - half), mask=turned)


def _unevenly(dice: np.random.Generator, side: int) -> NDArray[np.float32]:
    """How much ink the stamp left, 0..1: clouds, and the grain of the paper."""
    clouds = cv2.resize(
        dice.uniform(0.86, 1.0, (7, 7)).astype(np.float32),
        (side, side),
        interpolation=cv2.INTER_CUBIC,
    )
    grain = cv2.GaussianBlur(dice.normal(0, 0.12, (side, side)).astype(np.float32), (0, 0), 1.2)
    return np.asarray(np.clip(clouds + grain, 0.5, 1.0), np.float32)


def _laid(mask: Pixels, left: int, top: int) -> Pixels:
    """``mask`` at its place on the whole page."""
    page = np.zeros((HEIGHT, WIDTH), np.uint8)
    x, y = max(left, 0), max(top, 0)
    to_x, to_y = min(left + mask.shape[1], WIDTH), min(top + mask.shape[0], HEIGHT)
    page[y:to_y, x:to_x] = mask[y - top : to_y - top, x - left : to_x - left]
    return page
