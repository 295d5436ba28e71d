"""What scanners, phones and time do to a paper."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

from tests.document.papers import Paper, Picture


def scanned(
    paper: Paper, skew: float = 0.0, noise: float = 4.0, light: float = 0.15, blur: float = 0.7
) -> Image.Image:
    """A flatbed scan: turned by ``skew`` degrees counter-clockwise, unevenly lit, a little soft."""
    pixels = paper.pixels
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1)
    turned = cv2.warpAffine(
        pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    soft = cv2.GaussianBlur(turned, (0, 0), blur) if blur else turned
    return _picture(_noisy(soft * _light(height, width, light), noise))


def photographed(
    paper: Paper,
    corners: list[tuple[float, float]],
    size: tuple[int, int] = (3000, 4000),
    table: tuple[int, int, int] = (52, 66, 88),
    light: float = 0.35,
    noise: float = 5.0,
) -> Image.Image:
    """The paper on a table (its colour in BGR), its corners at ``corners`` clockwise from its
    own top-left, in a picture of ``size`` width × height."""
    pixels = paper.pixels
    height, width = pixels.shape[:2]
    scene = background(size, table)
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    move = cv2.getPerspectiveTransform(source, np.array(corners, np.float32))
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), move, size)
    laid = cv2.warpPerspective(pixels, move, size, flags=cv2.INTER_AREA)
    mixed = np.where(mask[:, :, None] > 127, laid * 0.92, scene)
    lit = cv2.GaussianBlur(mixed, (0, 0), 0.8) * _light(size[1], size[0], light)
    return _picture(_noisy(lit, noise))


def background(size: tuple[int, int], colour: tuple[int, int, int]) -> Picture:
    """A table top of wood-like grain, ``size`` width × height."""
    chance = np.random.default_rng(5)
    grain = chance.normal(0, 10, (size[1] // 40 + 1, size[0] // 4 + 1)).astype(np.float32)
    spread = cv2.resize(grain, size, interpolation=cv2.INTER_CUBIC)
    return np.clip(np.array(colour, np.float32) + spread[:, :, None], 0, 255).astype(np.uint8)


def _light(height: int, width: int, loss: float) -> np.ndarray:
    """1 in the brightest corner, ``1 - loss`` in the darkest."""
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    return (1 - loss * (0.6 * across + 0.4 * down) ** 1.5)[:, :, None]


def _noisy(pixels: np.ndarray, noise: float) -> Picture:
    chance = np.random.default_rng(7)
    grain = chance.normal(0, noise, pixels.shape[:2]).astype(np.float32)[:, :, None]
    return np.clip(pixels.astype(np.float32) + grain, 0, 255).astype(np.uint8)


def _picture(pixels: Picture) -> Image.Image:
    return Image.fromarray(pixels[:, :, ::-1].copy())
