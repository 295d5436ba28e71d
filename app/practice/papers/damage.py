"""What scanners, cameras and life do to a page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from app.practice.papers.raster import Pixels

_TILE = 512
_PAPER = 247


@dataclass(frozen=True)
class ScanFaults:
    """How badly a page was scanned.

    ``skew`` in degrees counter-clockwise; ``shade`` is the share of light lost at the darker
    side; ``noise`` the spread of the grey levels.
    """

    skew: float = 0.0
    shade: float = 0.10
    noise: float = 4.0


def scanned(page: Pixels, faults: ScanFaults, seed: int) -> Pixels:
    """The page lies a little turned under an uneven lamp."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), faults.skew, 1.0)
    turned = cv2.warpAffine(
        page, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(_PAPER,) * 3
    )
    return _noisy(_shaded(np.asarray(turned, np.uint8), faults.shade, seed), faults.noise, seed)


def blank_back(front: Pixels, faults: ScanFaults, seed: int) -> Pixels:
    """The empty back of a sheet: the front shows through, mirrored and hardly to be seen."""
    through = cv2.GaussianBlur(cv2.flip(front, 1), (0, 0), 6)
    faint = cv2.addWeighted(through, 0.035, np.full_like(front, _PAPER), 0.965, 0)
    return scanned(np.asarray(faint, np.uint8), faults, seed)


def dull(picture: Pixels, seed: int) -> Pixels:
    """Out of focus, far too dark, and with the grain of a small sensor."""
    soft = cv2.GaussianBlur(picture, (0, 0), 1.3)
    return _noisy(np.asarray(cv2.convertScaleAbs(soft, alpha=0.38), np.uint8), 5.0, seed)


def _shaded(page: Pixels, loss: float, seed: int) -> Pixels:
    """Light falls off smoothly towards one side, with a cloud in it."""
    dice = np.random.default_rng([seed, 3])
    cloud = dice.uniform(-loss / 3, loss / 3, (4, 3))
    slope = np.linspace(0, loss, 3)[:: -1 if dice.integers(2) else 1]
    light = np.clip(1.0 - slope[None, :] + cloud, 0, 1).astype(np.float32)
    size = page.shape[1], page.shape[0]
    levels = cv2.resize((light * 255).astype(np.uint8), size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.multiply(page, cv2.merge([levels] * 3), scale=1 / 255), np.uint8)


def _noisy(page: Pixels, spread: float, seed: int) -> Pixels:
    """One tile of grain laid over the whole page, each time from another place in it."""
    dice = np.random.default_rng([seed, 4])
    tile = np.clip(dice.normal(128, spread, (_TILE, _TILE, 3)), 0, 255).astype(np.uint8)
    tile = np.roll(tile, dice.integers(_TILE, size=2).tolist(), axis=(0, 1))
    height, width = page.shape[:2]
    down, across = -(-height // _TILE), -(-width // _TILE)
    grain = np.tile(tile, (down, across, 1))[:height, :width]
    return np.asarray(cv2.addWeighted(page, 1.0, grain, 1.0, -128.0), np.uint8)
