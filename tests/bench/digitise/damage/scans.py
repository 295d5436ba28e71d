"""Four ways in which a page comes out of a scanner or a copier, from good to bad."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from PIL import Image

from tests.bench.digitise.damage.noise import grainy, lit, over, specked, uneven
from tests.bench.digitise.papers.sheet import DPI, HEIGHT, WIDTH, Pixels, Truth, px

Profile = Literal["good", "medium", "hard", "photocopy"]
PROFILES: tuple[Profile, ...] = ("good", "medium", "hard", "photocopy")


@dataclass(frozen=True)
class Scan:
    """A picture file as a scanner gives it at ``DPI``, and the truth.

    ``skew`` is the lean of the text counter-clockwise in degrees, once the picture was turned
    clockwise by ``rotation`` (0, 90, 180, 270) to stand upright.
    """

    name: str
    data: bytes
    truth: Truth
    profile: Profile
    skew: float
    rotation: int = 0


def scan(
    truth: Truth, profile: Profile, seed: int, number: int, *, back: Truth, rotation: int = 0
) -> Scan:
    """``truth`` under the damage of ``profile``; ``back`` is printed on the sheet's other side."""
    dice = np.random.default_rng([seed, number, 71 + PROFILES.index(profile)])
    skew = round(float(dice.uniform(*_LEANS[profile]) * dice.choice([-1, 1])), 3)
    picture = _WAYS[profile](truth.pixels, back.pixels, skew, dice)
    bitonal = profile == "photocopy" and number % 2 == 1
    turned = np.ascontiguousarray(np.rot90(picture, rotation // 90))
    quality = {"good": 88, "medium": 75, "hard": 72, "photocopy": 80}[profile]
    name = f"{profile}-{number:02d}-{truth.kind}" + (f"-turned{rotation}" if rotation else "")
    data = one_bit_png(turned) if bitonal else jpeg_of(turned, quality)
    return Scan(f"{name}.{'png' if bitonal else 'jpg'}", data, truth, profile, skew, rotation)


def jpeg_of(picture: Pixels, quality: int, dpi: int | None = DPI) -> bytes:
    """A JPEG with its resolution in it, where it has one."""
    colours = picture if picture.ndim == 2 else picture[:, :, ::-1]
    file = io.BytesIO()
    resolution = {} if dpi is None else {"dpi": (dpi, dpi)}
    Image.fromarray(colours).save(file, "JPEG", quality=quality, **resolution)
    return file.getvalue()


def one_bit_png(picture: Pixels) -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture > 128).save(file, "PNG", dpi=(DPI, DPI))
    return file.getvalue()


_LEANS: dict[Profile, tuple[float, float]] = {
    "good": (0.0, 0.6),
    "medium": (0.4, 3.0),
    "hard": (0.3, 2.2),
    "photocopy": (0.2, 2.0),
}


def _good(front: Pixels, back: Pixels, skew: float, dice: np.random.Generator) -> Pixels:
    """A flatbed in an office, used with care."""
    paper = _on_paper(front, (246, 250, 252))
    laid = _laid(paper, skew, dice, lid=244, astray=0.6)
    return grainy(_soft(laid, 0.55), dice, 1.8)


def _medium(front: Pixels, back: Pixels, skew: float, dice: np.random.Generator) -> Pixels:
    """Yellowed paper through an old feeder."""
    yellow = (int(dice.integers(196, 220)), int(dice.integers(224, 236)), 244)
    paper = _shown_through(_on_paper(front, yellow), back, 0.03)
    laid = _laid(paper, skew, dice, lid=int(dice.integers(198, 236)), astray=1.5)
    light = uneven(dice, 0.10, 0.02)
    return grainy(_soft(lit(laid, light), 0.95), dice, 5.0)


def _hard(front: Pixels, back: Pixels, skew: float, dice: np.random.Generator) -> Pixels:
    """Recycled paper, folded and punched, scanned with the lid open beside a window."""
    grey = int(dice.integers(186, 212))
    paper = _shown_through(
        _on_paper(front, (grey - 9, grey, grey + 4)), back, dice.uniform(0.1, 0.2)
    )
    paper = _punched(_folded(paper, dice), dice)
    laid = _laid(paper, skew, dice, lid=int(dice.integers(14, 46)), astray=4.0)
    dirty = specked(laid, dice, 380, (30, 120))
    return grainy(_soft(lit(dirty, uneven(dice, 0.38)), 0.85), dice, 6.0)


def _photocopy(front: Pixels, back: Pixels, skew: float, dice: np.random.Generator) -> Pixels:
    """A copy of a copy: toner or none, letters broken here and filled there."""
    laid = _laid(front, skew, dice, lid=255, astray=2.0)
    grey = np.asarray(
        cv2.GaussianBlur(cv2.cvtColor(laid, cv2.COLOR_BGR2GRAY), (0, 0), 1.0), np.uint8
    )
    drum = grainy(grey, dice, 13.0, soft=1.1)
    level = 152 + 70 * (uneven(dice, 0.5, 0.14) - 0.75)
    limit = cv2.resize(
        np.asarray(level, np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC
    )
    copy = np.where(drum < limit, 0, 255).astype(np.uint8)
    copy = specked(copy, dice, 420, (0, 90), largest=2.6)
    _streak(copy, dice)
    _dark_margin(copy, dice)
    toner, paper = int(dice.integers(18, 40)), int(dice.integers(238, 252))
    scanned = cv2.convertScaleAbs(copy, alpha=(paper - toner) / 255, beta=toner)
    return grainy(_soft(np.asarray(scanned, np.uint8), 0.6), dice, 2.0)


_WAYS: dict[Profile, Callable[[Pixels, Pixels, float, np.random.Generator], Pixels]] = {
    "good": _good,
    "medium": _medium,
    "hard": _hard,
    "photocopy": _photocopy,
}


def _on_paper(page: Pixels, colour: tuple[int, int, int]) -> Pixels:
    return np.asarray(cv2.multiply(page, np.full_like(page, colour), scale=1 / 255), np.uint8)


def _soft(picture: Pixels, spread: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), spread), np.uint8)


def _laid(
    page: Pixels, skew: float, dice: np.random.Generator, *, lid: int, astray: float
) -> Pixels:
    """The sheet on the glass: turned, up to ``astray`` millimetres off, the lid around it.

    The edge of the sheet throws a thin shadow on the lid.
    """
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), skew, 1.0)
    turn[:, 2] = turn[:, 2] + dice.uniform(-px(astray), px(astray), 2)
    size = (WIDTH, HEIGHT)
    sheet = cv2.warpAffine(page, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    there = cv2.warpAffine(np.full((HEIGHT, WIDTH), 255, np.uint8), turn, size)
    if there.min() == 255:
        return np.asarray(sheet, np.uint8)
    small = cv2.GaussianBlur(cv2.resize(there, None, fx=0.25, fy=0.25), (0, 0), 2.5)
    shadow = cv2.resize(small, size)
    around = cv2.convertScaleAbs(shadow, alpha=-0.45 * lid / 255, beta=lid)
    lid_around = np.asarray(cv2.merge([around] * 3), np.uint8)
    return over(np.asarray(sheet, np.uint8), lid_around, np.asarray(there, np.uint8))


def _shown_through(page: Pixels, back: Pixels, strength: float) -> Pixels:
    """The other side's print, mirrored and soft."""
    mirrored = cv2.GaussianBlur(cv2.flip(back, 1), (0, 0), 2.2)
    faint = cv2.convertScaleAbs(mirrored, alpha=strength, beta=255 * (1 - strength))
    return np.asarray(cv2.multiply(page, faint, scale=1 / 255), np.uint8)


def _folded(page: Pixels, dice: np.random.Generator) -> Pixels:
    """A shadow along each fold, deep at the crease and long on one side of it."""
    rows = np.arange(HEIGHT, dtype=np.float32)
    light = np.ones(HEIGHT, np.float32)
    places = (0.5,) if dice.integers(2) else (1 / 3, 2 / 3)
    for place in places:
        crease = HEIGHT * place + dice.uniform(-25, 25)
        away = rows - crease
        light -= dice.uniform(0.16, 0.28) * np.exp(-np.abs(away) / np.where(away > 0, 150, 30))
        light -= 0.18 * np.exp(-((away / 4) ** 2))
    levels = np.repeat(np.rint(light * 255)[:, None], WIDTH, axis=1)
    shade = cv2.merge([np.clip(levels, 0, 255).astype(np.uint8)] * 3)
    return np.asarray(cv2.multiply(page, shade, scale=1 / 255), np.uint8)


def _punched(page: Pixels, dice: np.random.Generator) -> Pixels:
    """Two holes 80 mm apart near the left edge, dark, with a lighter rim."""
    marked = page.copy()
    middle = HEIGHT / 2 + dice.uniform(-60, 60)
    for away in (-px(40), px(40)):
        place = (round(px(dice.uniform(10, 12.5))), round(middle + away))
        cv2.circle(marked, place, round(px(3.05)), (168, 172, 175), -1, cv2.LINE_AA)
        cv2.circle(marked, place, round(px(2.75)), (34, 36, 38), -1, cv2.LINE_AA)
    return marked


def _streak(copy: Pixels, dice: np.random.Generator) -> None:
    """Lines along the way of the paper, from a scratched drum."""
    for _ in range(int(dice.integers(1, 4))):
        across = int(dice.integers(60, WIDTH - 60))
        start = int(dice.integers(0, HEIGHT // 2))
        end = start + int(dice.integers(HEIGHT // 4, HEIGHT))
        wide = int(dice.integers(1, 3))
        rows = np.flatnonzero(dice.random(HEIGHT) < dice.uniform(0.35, 0.8))
        rows = rows[(rows >= start) & (rows < end)]
        copy[rows, across : across + wide] = 0


def _dark_margin(copy: Pixels, dice: np.random.Generator) -> None:
    """Where the paper did not reach: a ragged black edge at one side."""
    wide = cv2.resize(
        dice.uniform(0, px(5), (9, 1)).astype(np.float32),
        (1, HEIGHT),
        interpolation=cv2.INTER_CUBIC,
    )
    across = np.arange(WIDTH)[None, :]
    dark = across < wide + dice.normal(0, 1.2, (HEIGHT, 1))
    if dice.integers(2):
        dark = dark[:, ::-1]
    copy[dark] = 0
