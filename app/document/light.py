"""Even light: the picture divided by its paper, so that shadows go and ink keeps its colour."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

_SMALL_DPI = 20
_LARGEST_SOLID_MM = 32
"""A dark thing up to this wide is ink and stays solid: a seal's star, an identity photograph."""
_DEEPEST_SHADOW = 0.5
"""Of the brightest paper. Darker than this is not paper, however wide it is."""
_COLOURED_PAPER = 0.10
_WHITE_FROM = 238
_PAPER_FROM = 242
_BRIGHTEST = 98
"""Percent: a few points of glare are brighter than the picture."""


Tint = NDArray[np.float32]
"""The colour of the paper itself per channel (BGR), its strongest channel 1."""
UNTINTED: Tint = np.ones(3, np.float32)


def flatten(pixels: Pixels, dpi: float) -> tuple[Pixels, Tint]:
    """The page (BGR at ``dpi``) under even light on white paper, and the colour its paper had."""
    paper = _paper(pixels, dpi)
    spread = cv2.resize(paper, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = cv2.LUT(cv2.divide(pixels, spread, scale=255), _stretched())
    colour = np.median(paper, axis=(0, 1))
    return _white_paper(np.asarray(even, np.uint8)), np.asarray(colour / colour.max(), np.float32)


def on_coloured_paper(even: Pixels, tint: Tint) -> Pixels:
    """``even`` laid back on its paper where that is of a colour of its own, not just yellowed.

    Only a scanner's colours can be believed so: in a photograph the colour of the lamp cannot be
    told from that of the paper.
    """
    if tint.min() >= 1 - _COLOURED_PAPER:
        return even
    return np.asarray(np.rint(even * tint), np.uint8)


def brightened(pixels: Pixels) -> Pixels:
    """A picture without white paper, such as an identity card, as bright as it can be with all
    its colours as they are."""
    whitest = float(np.percentile(pixels[::4, ::4].max(axis=2), _BRIGHTEST))
    return np.asarray(cv2.convertScaleAbs(pixels, alpha=max(1.0, _WHITE_FROM / whitest)), np.uint8)


def _paper(pixels: Pixels, dpi: float) -> Pixels:
    """The paper's brightness per channel at ``_SMALL_DPI``, as if nothing were printed on it."""
    height, width = pixels.shape[:2]
    scale = _SMALL_DPI / dpi
    size = max(8, round(width * scale)), max(8, round(height * scale))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    reach = round(_LARGEST_SOLID_MM / 25.4 * _SMALL_DPI)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    floor = np.percentile(closed, 95, axis=(0, 1)) * _DEEPEST_SHADOW
    raised = np.maximum(closed, floor.astype(np.uint8))
    return np.asarray(np.maximum(cv2.GaussianBlur(raised, (0, 0), 2.0), 1), np.uint8)


def _stretched() -> Pixels:
    levels = np.arange(256, dtype=np.float32) * (255.0 / _WHITE_FROM)
    return np.asarray(np.clip(levels, 0, 255), np.uint8)


def _white_paper(even: Pixels) -> Pixels:
    """Grain that is nothing but paper set to white; a faint line survives the averaging."""
    smooth = cv2.blur(darkest(even), (5, 5))
    paper = cv2.threshold(smooth, _PAPER_FROM - 1, 255, cv2.THRESH_BINARY)[1]
    return np.asarray(cv2.bitwise_or(even, cv2.merge([paper, paper, paper])), np.uint8)


def darkest(pixels: Pixels) -> Pixels:
    """The darkest channel of each BGR pixel: ink of any colour is dark there."""
    blue, green, red = cv2.split(pixels)
    return np.asarray(cv2.min(cv2.min(blue, green), red), np.uint8)
