"""A small copy of a photograph, ready to be asked for its edges and colours."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

Floats = NDArray[np.float64]
Field = NDArray[np.float32]

_SIDE = 480
_CLEAR = (14.0, 30.0)
"""Sobel steps that begin an edge: a fall of 3 levels on an even table, 7 on a rough one."""
_ROUGH = 2.5
_FAINT_SHARE = 0.4


@dataclass(frozen=True)
class Scene:
    """A photograph reduced by ``scale`` to ``pixels`` (BGR).

    ``colours`` is its Lab, float32 height × width × 3, evened over 3 × 3 pixels and with a and b
    doubled, so that equal steps look about equally strong. ``edges`` are the edge pixels as
    n × 2 x and y *from the middle of the picture*, ``angles`` (0..π) the direction across each
    edge, and ``angle_at`` the same as a picture, NaN where there is no edge.
    """

    pixels: Pixels
    scale: float
    colours: Field
    edges: Field
    angles: Field
    angle_at: Field

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def middle(self) -> Floats:
        """x and y."""
        return np.array([(self.width - 1) / 2, (self.height - 1) / 2])


def scene_of(pixels: Pixels) -> Scene:
    """The scene in a photograph of any size (BGR)."""
    small, scale = reduced(pixels, _SIDE)
    soft = cv2.GaussianBlur(small, (0, 0), 1.0)
    colours = np.asarray(cv2.cvtColor(soft, cv2.COLOR_BGR2LAB), np.float32)
    colours[:, :, 1:] *= 2
    across, down = _steepest(colours)
    found = _edges(across, down)
    y, x = np.nonzero(found)
    angles = np.mod(np.arctan2(down[y, x], across[y, x]), np.pi).astype(np.float32)
    angle_at = np.full(found.shape, np.nan, np.float32)
    angle_at[y, x] = angles
    middle = (np.array(small.shape[1::-1]) - 1) / 2
    return Scene(
        pixels=small,
        scale=scale,
        colours=np.asarray(cv2.blur(colours, (3, 3)), np.float32),
        edges=(np.column_stack([x, y]) - middle).astype(np.float32),
        angles=angles,
        angle_at=angle_at,
    )


def reduced(pixels: Pixels, side: int) -> tuple[Pixels, float]:
    """``pixels`` with a longer side of at most ``side``, and the scale of that.

    A large picture is first thinned out to twice that size, a tenth of the work of averaging
    every pixel.
    """
    scale = min(1.0, side / max(pixels.shape[:2]))
    width, height = (max(1, round(length * scale)) for length in pixels.shape[1::-1])
    if scale < 0.4:
        pixels = _sized(pixels, 2 * width, 2 * height, cv2.INTER_LINEAR)
    return _sized(pixels, width, height, cv2.INTER_AREA), scale


def _sized(pixels: Pixels, width: int, height: int, way: int) -> Pixels:
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=way), np.uint8)


def _steepest(colours: Field) -> tuple[Field, Field]:
    """At each place, the steps across and down of the channel that changes most there."""
    across = cv2.Sobel(colours, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(colours, cv2.CV_32F, 0, 1)
    channel = (across * across + down * down).argmax(axis=2)[:, :, None]
    picked = [np.take_along_axis(each, channel, 2)[:, :, 0] for each in (across, down)]
    return np.asarray(picked[0], np.float32), np.asarray(picked[1], np.float32)


def _edges(across: Field, down: Field) -> Pixels:
    """Edges as fine as the roughness of what is seen allows."""
    usual = float(np.median(np.abs(across) + np.abs(down)))
    clear = float(np.clip(_ROUGH * usual, *_CLEAR))
    steps = across.astype(np.int16), down.astype(np.int16)
    return np.asarray(cv2.Canny(*steps, _FAINT_SHARE * clear, clear, L2gradient=True), np.uint8)
