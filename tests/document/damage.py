"""What scanners, phones and time do to a paper."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.document.papers import Paper, Picture

Field = NDArray[np.float32]
PHOTO_SIZE = (1500, 2000)
CORNERS = [(213.0, 193.0), (1280.0, 253.0), (1353.0, 1800.0), (133.0, 1747.0)]
"""Of a paper in a photograph of ``PHOTO_SIZE``, as a phone held by hand sees it."""


def scanned(
    paper: Paper, skew: float = 0.0, noise: float = 4.0, light: float = 0.15, blur: float = 0.7
) -> Image.Image:
    """A flatbed scan: turned by ``skew`` degrees counter-clockwise, unevenly lit, a little soft."""
    pixels = paper.pixels
    height, width = pixels.shape[:2]
    if skew:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1)
        pixels = _pixels(
            cv2.warpAffine(
                pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
            )
        )
    return _taken(cv2.GaussianBlur(pixels, (0, 0), blur), light, noise)


def photographed(
    paper: Paper,
    corners: list[tuple[float, float]],
    size: tuple[int, int] = PHOTO_SIZE,
    table: tuple[int, int, int] = (52, 66, 88),
    light: float = 0.35,
    noise: float = 5.0,
) -> Image.Image:
    """The paper on a table (its colour in BGR), its corners at ``corners`` clockwise from its
    own top-left, in a picture of ``size`` width × height."""
    pixels = cv2.convertScaleAbs(paper.pixels, alpha=0.92)
    height, width = pixels.shape[:2]
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    move = cv2.getPerspectiveTransform(source, np.array(corners, np.float32))
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), move, size)
    laid = cv2.warpPerspective(pixels, move, size, flags=cv2.INTER_AREA)
    scene = cv2.copyTo(laid, mask, background(size, table))
    return _taken(cv2.GaussianBlur(scene, (0, 0), 0.8), light, noise)


def background(size: tuple[int, int], colour: tuple[int, int, int]) -> Picture:
    """A table top of wood-like grain, ``size`` width × height."""
    chance = np.random.default_rng(5)
    grain = chance.normal(0, 10, (size[1] // 40 + 1, size[0] // 4 + 1)).astype(np.float32)
    spread = cv2.resize(grain, size, interpolation=cv2.INTER_CUBIC)
    return _pixels(np.clip(np.array(colour, np.float32) + spread[:, :, None], 0, 255))


def pixels_of(picture: Image.Image) -> Picture:
    """A Pillow picture as BGR pixels."""
    return np.asarray(picture)[:, :, ::-1].copy()


def as_picture(pixels: Picture) -> Image.Image:
    """BGR pixels as a Pillow picture."""
    return Image.fromarray(pixels[:, :, ::-1].copy())


def _taken(pixels: cv2.typing.MatLike, light: float, noise: float) -> Image.Image:
    height, width = pixels.shape[:2]
    lit = cv2.multiply(pixels, _three(_light(height, width, light)), dtype=cv2.CV_32F)
    return as_picture(_pixels(np.clip(lit + _three(_grain(height, width) * noise), 0, 255)))


@cache
def _light(height: int, width: int, loss: float) -> Field:
    """1 in the top-left corner, ``1 - loss`` in the opposite one."""
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    return np.asarray(1 - loss * (0.6 * across + 0.4 * down) ** 1.5, np.float32)


@cache
def _grain(height: int, width: int) -> Field:
    return np.random.default_rng(7).standard_normal((height, width), np.float32)


def _three(field: Field) -> Field:
    return np.asarray(cv2.merge([field, field, field]), np.float32)


def _pixels(values: NDArray[np.float32] | cv2.typing.MatLike) -> Picture:
    return np.asarray(values, np.uint8)
