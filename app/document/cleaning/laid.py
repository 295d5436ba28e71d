"""The page alone: cut out of its photograph, or off the glass of the scanner."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from app.document.cleaning.geometry import laid_flat, resized
from app.document.cleaning.glass import Sheet, find_sheet
from app.document.frame import Frame, Pixels
from app.document.photo.sides import Quad
from app.document.scale import A4_INCHES, PAGE_DPI, a4_dpi

_A4_SHAPE = (1.25, 1.53)
"""Long side by short side of a photographed page that is taken for A4 (1.414)."""


@dataclass(frozen=True)
class Laid:
    """A page at ``PAGE_DPI`` as its light was, and the ``dpi`` that it had in the frame.

    ``around`` is 255 where it shows what lies beside the paper; ``lean`` is how many degrees
    counter-clockwise it was already turned back by.
    """

    pixels: Pixels
    dpi: float
    around: Pixels | None = None
    lean: float = 0.0


def whole_frame(frame: Frame) -> Laid:
    """All of the frame; a frame of unknown resolution is taken for A4."""
    height, width = frame.pixels.shape[:2]
    dpi = frame.dpi or a4_dpi(width, height)
    return Laid(resized(frame.pixels, PAGE_DPI / dpi), dpi)


def off_the_glass(frame: Frame, dpi: float) -> Laid:
    """The paper on a scan: a smaller one in its own size, others with what is beside them."""
    whole = resized(frame.pixels, PAGE_DPI / dpi)
    sheet = find_sheet(whole, PAGE_DPI)
    if sheet is None:
        return Laid(whole, dpi)
    if not sheet.smaller:
        size = whole.shape[1], whole.shape[0]
        around = cv2.resize(sheet.around, size, interpolation=cv2.INTER_NEAREST)
        return Laid(whole, dpi, np.asarray(around, np.uint8))
    return _cut_out(frame, sheet, dpi)


def _cut_out(frame: Frame, sheet: Sheet, dpi: float) -> Laid:
    scale = dpi / PAGE_DPI
    inches = sheet.width / PAGE_DPI, sheet.height / PAGE_DPI
    flat = laid_flat(frame.pixels, sheet.corners * scale, inches, dpi)
    height, width = flat.shape[:2]
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    corners = (sheet.corners * sheet.scale).astype(np.float32)
    move = cv2.getPerspectiveTransform(corners, target)
    around = cv2.warpPerspective(
        sheet.around, move, (width, height), flags=cv2.INTER_NEAREST, borderValue=(255,)
    )
    return Laid(flat, dpi, np.asarray(around, np.uint8), sheet.lean)


def out_of_the_picture(frame: Frame, corners: Quad, dpi: float | None) -> Laid:
    """The quad ``corners`` of a frame; where its ``dpi`` is not known, a page of the shape of A4
    is taken to be A4, any other to be as wide or as high as that."""
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = float(lengths[[0, 2]].mean()), float(lengths[[1, 3]].mean())
    if dpi is not None:
        return Laid(laid_flat(frame.pixels, corners, (width / dpi, height / dpi), dpi), dpi)
    dpi = a4_dpi(width, height)
    inches = width / dpi, height / dpi
    if _A4_SHAPE[0] <= max(width, height) / min(width, height) <= _A4_SHAPE[1]:
        inches = A4_INCHES if height >= width else A4_INCHES[::-1]
    return Laid(laid_flat(frame.pixels, corners, inches, dpi), dpi)
