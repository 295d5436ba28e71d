"""Even light: the picture divided by its paper, so that shadows go and ink keeps its colour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.cleaning.panels import filled, panels
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


@dataclass(frozen=True)
class Lit:
    """A page under even light: ``even``, where every ground is white, for finding what is printed
    and written, and ``kept``, where large coloured or dark panels are as they were, for the eye.
    ``tint`` is the colour that the paper had; ``panels``, at a small scale, is 255 where they
    are, or None."""

    even: Pixels
    kept: Pixels
    tint: Tint
    panels: Pixels | None = None

    @cached_property
    def dark(self) -> Pixels:
        """The darkest channel of ``even``."""
        return darkest(self.even)

    def over_folds(self, folds: Pixels | None) -> Lit:
        """The same page with its folds lit: ``folds`` says at a small scale how light the paper
        is in them, 255 elsewhere."""
        if folds is None:
            return self
        size = self.dark.shape[1], self.dark.shape[0]
        soft = cv2.resize(cv2.blur(folds, (3, 3)), size, interpolation=cv2.INTER_LINEAR)
        paper = cv2.merge([soft, soft, soft])
        even = _white_paper(cv2.divide(self.even, paper, scale=255))
        if self.panels is None:
            return replace(self, even=even, kept=even)
        return replace(self, even=even, kept=_white_paper(cv2.divide(self.kept, paper, scale=255)))

    def without(self, mask: Pixels) -> Lit:
        """The same page with paper, or with nothing but the panel there, where ``mask`` is 255."""
        even = _whitened(self.even, mask)
        if self.panels is None:
            return replace(self, even=even, kept=even)
        size = mask.shape[1], mask.shape[0]
        panels = cv2.resize(self.panels, size, interpolation=cv2.INTER_NEAREST)
        beside = np.asarray(cv2.subtract(mask, panels), np.uint8)
        return replace(self, even=even, kept=_whitened(self.kept, beside))


def flatten(pixels: Pixels, dpi: float, around: Pixels | None = None) -> Lit:
    """The page (BGR at ``dpi``) under even light on white paper.

    ``around`` is 255 where a scan shows what lies beside the paper; it comes out white.
    """
    grounds, paper, panelled = _papers(pixels, dpi, around)
    colour = np.median(paper, axis=(0, 1))
    tint = np.asarray(colour / colour.max(), np.float32)
    even = _divided(pixels, grounds, around)
    kept = even if panelled is None else _divided(pixels, paper, around)
    return Lit(even, kept, tint, panelled)


def on_coloured_paper(even: Pixels, tint: Tint) -> Pixels:
    """``even`` laid back on its paper where that is of a colour of its own, not just yellowed.

    Only a scanner's colours can be believed so: in a photograph the colour of the lamp cannot be
    told from that of the paper.
    """
    if tint.min() >= 1 - _COLOURED_PAPER:
        return even
    levels = np.arange(256, dtype=np.float32)[None, :, None] * tint
    return np.asarray(cv2.LUT(even, np.rint(levels).astype(np.uint8)), np.uint8)


def brightened(pixels: Pixels) -> Lit:
    """A picture without white paper, such as an identity card, as bright as it can be with all
    its colours as they are."""
    whitest = float(np.percentile(pixels[::4, ::4].max(axis=2), _BRIGHTEST))
    gain = max(1.0, _WHITE_FROM / max(whitest, 1.0))
    even = np.asarray(cv2.convertScaleAbs(pixels, alpha=gain), np.uint8)
    return Lit(even, even, UNTINTED)


def _papers(
    pixels: Pixels, dpi: float, around: Pixels | None
) -> tuple[Pixels, Pixels, Pixels | None]:
    """The brightness per channel at ``_SMALL_DPI`` of all grounds, panels too, as if nothing were
    printed on them; of the paper alone; and where the panels are."""
    height, width = pixels.shape[:2]
    scale = _SMALL_DPI / dpi
    size = max(8, round(width * scale)), max(8, round(height * scale))
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    beside = np.zeros((size[1], size[0]), np.uint8)
    if around is not None:
        beside = np.asarray(cv2.resize(around, size, interpolation=cv2.INTER_AREA), np.uint8)
        beside[beside > 0] = 255
        small[beside > 0] = 0
    reach = round(_LARGEST_SOLID_MM / 25.4 * _SMALL_DPI)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    closed = np.asarray(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), np.uint8)
    if around is not None:
        closed = filled(closed, beside)
    floor = np.percentile(closed, 95, axis=(0, 1)) * _DEEPEST_SHADOW
    grounds = _soft(np.maximum(closed, floor.astype(np.uint8)))
    panelled = panels(closed, _SMALL_DPI)
    if panelled is None:
        return grounds, grounds, None
    return grounds, _soft(filled(closed, panelled)), panelled


def _soft(paper: Pixels) -> Pixels:
    return np.asarray(np.maximum(cv2.GaussianBlur(paper, (0, 0), 2.0), 1), np.uint8)


def _divided(pixels: Pixels, paper: Pixels, around: Pixels | None) -> Pixels:
    """``pixels`` with ``paper`` white."""
    spread = cv2.resize(paper, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = _white_paper(cv2.LUT(cv2.divide(pixels, spread, scale=255), _stretched()))
    return even if around is None else _whitened(even, around)


def _white_paper(even: cv2.typing.MatLike) -> Pixels:
    """Grain that is nothing but paper set to white."""
    pixels = np.asarray(even, np.uint8)
    return _whitened(pixels, _paper_alone(pixels))


def _whitened(even: Pixels, mask: Pixels) -> Pixels:
    return np.asarray(cv2.bitwise_or(even, cv2.merge([mask, mask, mask])), np.uint8)


def _stretched() -> Pixels:
    levels = np.arange(256, dtype=np.float32) * (255.0 / _WHITE_FROM)
    return np.asarray(np.clip(levels, 0, 255), np.uint8)


def _paper_alone(even: Pixels) -> Pixels:
    """255 where grain is nothing but paper; a faint line survives the averaging."""
    smooth = cv2.blur(darkest(even), (5, 5))
    return np.asarray(cv2.threshold(smooth, _PAPER_FROM - 1, 255, cv2.THRESH_BINARY)[1], np.uint8)


def darkest(pixels: Pixels) -> Pixels:
    """The darkest channel of each BGR pixel: ink of any colour is dark there."""
    blue, green, red = cv2.split(pixels)
    return np.asarray(cv2.min(cv2.min(blue, green), red), np.uint8)
