"""Papers photographed on tables, with the true corners, and tables without a paper."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.bench.digitise.damage.camera import PAGE_PER_MM, Held, Quad, View, seen
from tests.bench.digitise.damage.noise import grainy, lit, over, uneven
from tests.bench.digitise.damage.scans import jpeg_of
from tests.bench.digitise.damage.tables import AROUND_MM, PER_MM, TABLES
from tests.bench.digitise.papers.sheet import HEIGHT_MM, WIDTH_MM, Pixels, Truth

_SIZE = (3000, 4000)
_SMALL = 0.4
"""Of the length of a 12 MP picture: 2 MP."""


@dataclass(frozen=True)
class Scene:
    """What a photograph is taken of and how; every scene but the last three is common."""

    table: str
    others: bool = False
    finger: bool = False
    phone_shadow: bool = False
    cut: bool = False
    warm: bool = False
    turned: bool = False


SCENES: dict[str, Scene] = {
    "wood": Scene("wood"),
    "dark table": Scene("dark"),
    "light-grey table": Scene("light grey"),
    "patterned cloth": Scene("cloth"),
    "other papers": Scene("wood", others=True),
    "fingers": Scene("wood", finger=True),
    "shadow of the phone": Scene("light grey", phone_shadow=True),
    "corner cut off": Scene("dark", cut=True),
    "warm lamp": Scene("wood", warm=True),
    "tiles": Scene("tiles"),
    "sideways picture": Scene("wood", turned=True),
    "warm lamp, other papers": Scene("dark", others=True, warm=True),
}
NO_PAGE = ("wood", "dark", "light grey", "cloth", "tiles", "keyboard", "framed", "close text")


@dataclass(frozen=True)
class Photo:
    """A JPEG of a page, or of none (``corners`` None). Corners are pixels of the picture, whose
    first pixel reaches from 0 to 1; one may lie outside."""

    name: str
    data: bytes
    size: tuple[int, int]
    truth: Truth | None
    corners: Quad | None


def photo(scene_name: str, truth: Truth, other: Truth, seed: int, number: int) -> list[Photo]:
    """``truth`` lying in the scene, at 12 and at 2 MP; ``other`` lies around it."""
    scene = SCENES[scene_name]
    dice = np.random.default_rng([seed, number, 211])
    view = _view(scene, dice)
    picture = _table(view, scene.table, dice)
    if scene.others:
        for corner in ((-150.0, -60.0), (150.0, 170.0)):
            turn = float(dice.uniform(-35, 35))
            _lay(picture, other, _moved(view, corner, turn), dice)
    _lay(picture, truth, view, dice)
    picture = _taken(picture, scene, dice)
    if scene.finger:
        _fingers(picture, view, dice)
    return _photos(f"photo-{number:02d}-{scene_name}", picture, truth, view.corners, dice)


def from_above(truth: Truth, seed: int, size: tuple[int, int]) -> Pixels:
    """``truth`` on a wooden table under a document camera of ``size`` width × height."""
    dice = np.random.default_rng([seed, 227])
    view = seen(Held(3.0, 2.0, 4.0, 0.86), size)
    picture = _table(view, "wood", dice)
    _lay(picture, truth, view, dice)
    return _taken(picture, Scene("wood"), dice)


def no_page(what: str, truth: Truth, seed: int, number: int) -> list[Photo]:
    """A picture in which no whole page lies; ``close text`` shows the middle of ``truth``."""
    dice = np.random.default_rng([seed, number, 223])
    close = what == "close text"
    pitch, yaw, roll = dice.uniform(-12, 12, 3).tolist()
    view = seen(Held(pitch, yaw, roll, 2.2 if close else 0.8), _SIZE)
    picture = _table(view, "wood" if close else what, dice)
    if close:
        _lay(picture, truth, view, dice)
    picture = _taken(picture, Scene(what), dice)
    return _photos(f"empty-{number:02d}-{what}", picture, None, None, dice)


def _view(scene: Scene, dice: np.random.Generator) -> View:
    size = _SIZE[::-1] if scene.turned else _SIZE
    if scene.cut:
        held = Held(6.0, 0.0, float(dice.choice([-1, 1]) * dice.uniform(7, 11)), 0.84)
        view = seen(held, size)
        over = float(view.corners[:, 0].min()) + 0.035 * size[0]
        shift = np.array([[1, 0, -over], [0, 1, 0], [0, 0, 1]])
        return View(shift @ view.from_mm, view.size)
    held = Held(
        pitch=float(dice.uniform(-4, 22)),
        yaw=float(dice.uniform(-11, 11)),
        roll=float(dice.uniform(-9, 9)),
        fill=float(dice.uniform(0.86, 0.95)),
    )
    return seen(held, size)


def _moved(view: View, by_mm: tuple[float, float], degrees: float) -> View:
    """The view of a page that lies elsewhere on the same table."""
    turn = np.eye(3)
    turn[:2] = cv2.getRotationMatrix2D((WIDTH_MM / 2, HEIGHT_MM / 2), degrees, 1.0)
    turn[:2, 2] = turn[:2, 2] + np.array(by_mm)
    return View(view.from_mm @ turn, view.size)


def _table(view: View, name: str, dice: np.random.Generator) -> Pixels:
    flat = TABLES[name](dice)
    move = view.from_pixels(PER_MM, (-AROUND_MM, -AROUND_MM))
    return np.asarray(
        cv2.warpPerspective(flat, move, view.size, borderMode=cv2.BORDER_REFLECT_101), np.uint8
    )


def _lay(picture: Pixels, truth: Truth, view: View, dice: np.random.Generator) -> None:
    """A sheet on the table: its print, its faint tint and the shadow around its edge."""
    paper = np.array(dice.uniform([226, 232, 236], [242, 246, 248]))
    sheet = cv2.multiply(truth.pixels, np.full_like(truth.pixels, np.rint(paper)), scale=1 / 255)
    move = view.from_pixels(PAGE_PER_MM)
    laid = cv2.warpPerspective(sheet, move, view.size, borderMode=cv2.BORDER_REPLICATE)
    there = _filled(view.corners, view.size)
    side = dice.uniform(-1, 1, 2) * 14
    cast = _filled(view.corners + side + np.array([4, 9]), view.size, fraction=8)
    soft = cv2.resize(cv2.GaussianBlur(cast, (0, 0), 1.6), view.size)
    shaded = cv2.convertScaleAbs(soft, alpha=-0.42, beta=255)
    cv2.multiply(picture, cv2.merge([shaded] * 3), dst=picture, scale=1 / 255)
    picture[:] = over(np.asarray(laid, np.uint8), picture, there)


def _filled(quad: Quad, size: tuple[int, int], fraction: int = 1) -> Pixels:
    """A mask of ``quad`` at a ``fraction`` of the size, its edge smooth."""
    shift = 6
    mask = np.zeros((size[1] // fraction, size[0] // fraction), np.uint8)
    fixed = np.rint((quad / fraction - 0.5) * 2**shift).astype(np.int32)
    cv2.fillConvexPoly(mask, fixed, 255, cv2.LINE_AA, shift)
    return mask


def _taken(picture: Pixels, scene: Scene, dice: np.random.Generator) -> Pixels:
    """The room's light, the lens and the sensor."""
    light = uneven(dice, float(dice.uniform(0.12, 0.34)), 0.04) * float(dice.uniform(0.86, 1.0))
    if scene.phone_shadow:
        light = _under_phone(light, dice)
    picture = lit(picture, light)
    if scene.warm:
        warm = np.full_like(picture, (168, 222, 255))
        picture = np.asarray(cv2.multiply(picture, warm, scale=1 / 255), np.uint8)
    soft = cv2.GaussianBlur(picture, (0, 0), float(dice.uniform(0.8, 1.2)))
    return np.asarray(soft, np.uint8)


def _under_phone(light: NDArray[np.float32], dice: np.random.Generator) -> NDArray[np.float32]:
    """The soft shadow of hand and telephone over the lower part."""
    wide = cv2.resize(light, (300, 400), interpolation=cv2.INTER_LINEAR)
    cast = np.zeros((400, 300), np.float32)
    middle = float(dice.uniform(110, 200))
    corners = np.array(
        [[middle - 70, 170], [middle + 60, 150], [middle + 110, 420], [middle - 100, 420]]
    )
    cv2.fillConvexPoly(cast, np.rint(corners).astype(np.int32), 1.0)
    soft = cv2.GaussianBlur(cast, (0, 0), 14)
    return np.asarray(wide * (1 - 0.38 * soft), np.float32)


def _fingers(picture: Pixels, view: View, dice: np.random.Generator) -> None:
    """Two thumbs that hold the sheet, one at each side."""
    for side, inwards in ((0.0, 1), (WIDTH_MM, -1)):
        height = float(dice.uniform(120, 250))
        tip = np.array([side + inwards * dice.uniform(7, 13), height])
        root = np.array([side - inwards * 75, height + dice.uniform(15, 45)])
        _thumb(picture, view.project(np.array([tip, root])), view.project(_WIDE + tip), inwards)


_WIDE = np.array([[0.0, -9.5], [0.0, 9.5]])


def _thumb(picture: Pixels, line: Quad, across: Quad, inwards: int) -> None:
    """A rounded cylinder of skin from the first point of ``line`` to the second, with a nail."""
    tip, root = line
    radius = float(np.linalg.norm(across[1] - across[0])) / 2
    low = np.floor(np.minimum(tip, root) - 1.6 * radius).astype(int)
    high = np.ceil(np.maximum(tip, root) + 1.6 * radius).astype(int)
    height, width = picture.shape[:2]
    left, top = np.clip(low, 0, (width, height)).tolist()
    right, bottom = np.clip(high, 0, (width, height)).tolist()
    down, over = np.mgrid[top:bottom, left:right].astype(np.float32)
    run = (root - tip) / np.linalg.norm(root - tip)
    along = (over - tip[0]) * run[0] + (down - tip[1]) * run[1]
    aside = (over - tip[0]) * -run[1] + (down - tip[1]) * run[0]
    swell = radius * (1 + 0.12 * np.clip(along / (3 * radius), 0, 1))
    away = np.hypot(np.minimum(along - radius, 0), aside) / swell
    share = np.clip((1 - away) * radius / 2.5, 0, 1)[:, :, None]
    shade = np.sqrt(np.clip(1 - away**2 * 0.75, 0.05, 1))[:, :, None]
    skin = np.array([118, 152, 206], np.float32) * shade
    nail = ((along - 0.75 * radius) / (0.6 * radius)) ** 2 + (aside / (0.55 * radius)) ** 2 < 1
    skin[nail] = skin[nail] * 0.9 + np.array([30, 26, 24])
    patch = picture[top:bottom, left:right]
    shadow = np.clip((1.25 - away) * 2, 0, 0.35)[:, :, None] * (1 - share)
    patch[:] = np.rint(skin * share + patch * (1 - share) * (1 - shadow)).clip(0, 255)


def _photos(
    name: str,
    picture: Pixels,
    truth: Truth | None,
    corners: Quad | None,
    dice: np.random.Generator,
) -> list[Photo]:
    """The picture at its full size, and as a small sensor or a messenger leaves it."""
    small = cv2.resize(picture, None, fx=_SMALL, fy=_SMALL, interpolation=cv2.INTER_AREA)
    taken = []
    for pixels, scale, quality in ((picture, 1.0, 90), (np.asarray(small, np.uint8), _SMALL, 84)):
        grain = grainy(pixels, dice, float(dice.uniform(2.0, 4.5)), soft=0.7)
        size = (pixels.shape[1], pixels.shape[0])
        called = f"{name}-{round(size[0] * size[1] / 1e6)}MP.jpg".replace(" ", "-")
        quad = None if corners is None else corners * scale
        taken.append(Photo(called, jpeg_of(grain, quality, None), size, truth, quad))
    return taken
