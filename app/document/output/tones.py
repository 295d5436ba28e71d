"""What the inks of a page cannot say: photographs, shades, pale backgrounds and faint strokes.

The page drawn in its inks alone is held beside the page itself, both seen from afar (25 dpi): a
printed line looks the same, a face does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels
from app.document.output.inkmasks import InkMasks, ink_colour

_AFAR, _NEAR = 8, 2
_OFF = 26
"""Grey levels. Measured: soft print is off by 15 at most, a shaded cell by 30, a face by 60."""
_BLACK = np.uint8(100)
_SOLIDLY = 25
"""Of 255: how much of a block must be off over more than the width of an edge."""
_SOLID_BELOW = 225
_LEAST_BLOCKS = 25
"""Of 8 × 8 pixels: 5 × 5 mm. The inks of a smaller thing say enough of it."""
_GAP, _SMALL_GAP = np.ones((7, 7), np.uint8), np.ones((3, 3), np.uint8)
_TRACE_FROM, _LEAST_TRACE = 24, 4
"""How much of a block (of 255) faint strokes must take up, and of how many blocks."""
_PICTURE_FILLS = 0.35
"""Of the rectangle around it: a photograph does, a seal with its rings and a text do not."""
_MIDDLE = (50.0, 200.0)
"""Grey levels that are neither print nor a pale ground."""


@dataclass(frozen=True)
class Tones:
    """uint8 masks of the page, 255 where its own pixels are needed. Inside ``pictures`` nothing
    is an ink; elsewhere in ``kept`` black print stands before a pale ground."""

    kept: Pixels
    pictures: Pixels

    @property
    def picture_share(self) -> float:
        """How much of the page is photographs, 0..1."""
        return cv2.countNonZero(self.pictures) / self.pictures.size

    def also(self, other: Tones) -> Tones:
        """These and the photographs of ``other``."""
        return Tones(self.kept | other.pictures, self.pictures | other.pictures)


def tones(pixels: Pixels, masks: InkMasks) -> Tones:
    """What of a clean BGR page at 200 dpi on white paper its inks leave unsaid."""
    page = _smaller(pixels, _AFAR)
    wrong = _differing(pixels, page, masks)
    kept, pictures = np.zeros_like(wrong), np.zeros_like(wrong)
    for blob in _blobs(wrong, _LEAST_BLOCKS, _GAP):
        kept |= blob
    for blob in _blobs(wrong | _solid(page), _LEAST_BLOCKS, _SMALL_GAP):
        if _is_picture(page, wrong, blob):
            left, top, width, height = cv2.boundingRect(blob)
            pictures[top : top + height, left : left + width] = 1
    traces = _plain(_smaller(masks.traces, _AFAR) > _TRACE_FROM)
    for blob in _blobs(traces, _LEAST_TRACE, _GAP):
        kept |= _plain(cv2.dilate(blob, _SMALL_GAP))
    height, width = pixels.shape[:2]
    return Tones(_larger(kept | pictures, width, height), _larger(pictures, width, height))


def _differing(pixels: Pixels, page: Pixels, masks: InkMasks) -> Pixels:
    """1 where the page and what its inks draw differ, from afar and over more than an edge."""
    drawn = _in_inks(pixels, masks)
    off = _difference(page, _smaller(drawn, _AFAR // _NEAR)) > _OFF
    half = _plain(_difference(_smaller(pixels, _NEAR), drawn) > _OFF)
    solid = _smaller(_plain(cv2.erode(half * 255, _SMALL_GAP)), _AFAR // _NEAR)
    return _plain(off & (solid > _SOLIDLY))


def _in_inks(pixels: Pixels, masks: InkMasks) -> Pixels:
    """The page drawn in its three inks on white paper, half as large."""
    white = np.full_like(_smaller(masks.black, _NEAR), 255)
    channels = [white, white, white]
    for mask in (masks.red, masks.blue, masks.black):
        cover = _smaller(mask, _NEAR)
        for channel, level in enumerate(ink_colour(pixels, mask)):
            darker = cv2.convertScaleAbs(cover, alpha=1 - level / 255)
            channels[channel] = _plain(cv2.subtract(channels[channel], darker))
    return _plain(cv2.merge(channels))


def _difference(page: Pixels, drawn: Pixels) -> Pixels:
    """Of the channel that differs most; one black is as good as another."""
    off = cv2.absdiff(np.maximum(page, _BLACK), np.maximum(drawn, _BLACK))
    blue, green, red = cv2.split(off)
    return _plain(cv2.max(cv2.max(blue, green), red))


def _solid(page: Pixels) -> Pixels:
    """1 where the page is dark or coloured over 3 mm and more."""
    dark = _plain(page.min(axis=2) < _SOLID_BELOW)
    return _plain(cv2.morphologyEx(dark, cv2.MORPH_OPEN, _SMALL_GAP))


def _blobs(mask: Pixels, least: int, gap: Pixels) -> Sequence[Pixels]:
    """Masks of the larger parts of ``mask``, gaps bridged and holes filled."""
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, gap)
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = (
        _plain(cv2.drawContours(np.zeros_like(mask), [outline], -1, 1, cv2.FILLED))
        for outline in outlines
    )
    return [blob for blob in filled if cv2.countNonZero(blob & mask) >= least]


def _is_picture(page: Pixels, wrong: Pixels, blob: Pixels) -> bool:
    """A photograph: compact, and no mere pale ground."""
    _, _, width, height = cv2.boundingRect(blob)
    middle = wrong & blob & _plain(cv2.inRange(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), *_MIDDLE))
    compact = cv2.countNonZero(blob) >= _PICTURE_FILLS * width * height
    return compact and cv2.countNonZero(middle) >= _LEAST_BLOCKS


def _smaller(pixels: Pixels, times: int) -> Pixels:
    height, width = pixels.shape[:2]
    whole = cv2.copyMakeBorder(pixels, 0, -height % times, 0, -width % times, cv2.BORDER_REPLICATE)
    size = -(-width // times), -(-height // times)
    return _plain(cv2.resize(whole, size, interpolation=cv2.INTER_AREA))


def _larger(blocks: Pixels, width: int, height: int) -> Pixels:
    down, across = blocks.shape
    size = across * _AFAR, down * _AFAR
    large = cv2.resize(blocks * 255, size, interpolation=cv2.INTER_NEAREST)
    return _plain(large[:height, :width])


def _plain(values: cv2.typing.MatLike | NDArray[np.bool_]) -> Pixels:
    return np.asarray(values, np.uint8)
