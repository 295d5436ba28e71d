"""Grain, clouds of light and specks: what every way of taking a picture adds."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.bench.digitise.papers.sheet import Pixels

Field = NDArray[np.float32]
"""height × width: the share of light that arrives, 1 where all of it does."""


def grainy(picture: Pixels, dice: np.random.Generator, spread: float, soft: float = 0.6) -> Pixels:
    """Grain of ``spread`` grey levels, clumped over ``soft`` pixels; a third of it in colour."""
    height, width = picture.shape[:2]
    loose = dice.standard_normal((height, width), dtype=np.float32)
    grey = np.asarray(cv2.GaussianBlur(loose, (0, 0), soft), np.float32)
    grey *= spread / max(float(grey[::9, ::9].std()), 1e-6)
    if picture.ndim == 2:
        return np.asarray(cv2.add(picture, grey, dtype=cv2.CV_8U), np.uint8)
    spots = dice.standard_normal((height // 2 + 1, width // 2 + 1, 3), dtype=np.float32)
    noise = cv2.resize(spots * (spread / 3), (width, height), interpolation=cv2.INTER_LINEAR)
    noise = cv2.add(noise, cv2.merge([grey] * 3))
    return np.asarray(cv2.add(picture, noise, dtype=cv2.CV_8U), np.uint8)


def lit(picture: Pixels, light: Field) -> Pixels:
    """``picture`` under ``light``, given at any size and spread smoothly over it."""
    size = picture.shape[1], picture.shape[0]
    spread = cv2.resize(np.clip(light * 200, 0, 255), size, interpolation=cv2.INTER_CUBIC)
    levels = np.clip(spread, 0, 255).astype(np.uint8)
    if picture.ndim == 3:
        levels = np.asarray(cv2.merge([levels] * 3), np.uint8)
    return np.asarray(cv2.multiply(picture, levels, scale=1 / 200), np.uint8)


def uneven(dice: np.random.Generator, loss: float, clouds: float = 0.06) -> Field:
    """Light that falls off by ``loss`` from one side or corner to the other, with clouds in it."""
    down, across = np.mgrid[0:24, 0:18].astype(np.float32) / np.array([23, 17])[:, None, None]
    angle = dice.uniform(0, 2 * np.pi)
    slope = (across - 0.5) * np.cos(angle) + (down - 0.5) * np.sin(angle)
    slope = (slope - slope.min()) / np.ptp(slope)
    cloud = cv2.resize(
        dice.uniform(-clouds, clouds, (5, 4)).astype(np.float32),
        (18, 24),
        interpolation=cv2.INTER_CUBIC,
    )
    return np.asarray(1 - loss * slope + cloud, np.float32)


def specked(
    picture: Pixels,
    dice: np.random.Generator,
    count: int,
    grey: tuple[int, int],
    largest: float = 2.2,
) -> Pixels:
    """Specks of dirt up to ``largest`` pixels in radius, most of them tiny."""
    marked = picture.copy()
    height, width = picture.shape[:2]
    shift = 3
    for _ in range(count):
        place = (int(dice.integers(width << shift)), int(dice.integers(height << shift)))
        radius = int((0.6 + largest * dice.beta(1, 4)) * 2**shift)
        level = int(dice.integers(*grey))
        cv2.circle(marked, place, radius, (level,) * 3, -1, cv2.LINE_AA, shift)
    return marked


def over(top: Pixels, bottom: Pixels, mask: Pixels) -> Pixels:
    """``top`` where ``mask`` is 255, ``bottom`` where it is 0, mixed between."""
    share = cv2.multiply(mask, np.ones_like(mask), scale=1 / 255, dtype=cv2.CV_32F)
    return np.asarray(cv2.blendLinear(top, bottom, share, 1 - share), np.uint8)
