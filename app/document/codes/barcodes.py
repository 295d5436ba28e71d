"""The codes printed on a page: separator sheets, slips, cards, numbers in bars."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from zxingcpp import BarcodeFormat

from app.document.frame import Pixels

_LONGEST_SIDE = 2400
"""Pixels: A4 at 200 dpi. A larger picture is looked at in this size."""
_SHORTEST_IN_BARS = 4
"""Letters. Shorter runs of bars are found in tables and seals."""
# Data Matrix is left out: it takes 60 ms of a page, and no paper of a commune carries one.
_FORMATS = zxingcpp.BarcodeFormats(
    [
        BarcodeFormat.QRCode,
        BarcodeFormat.PDF417,
        BarcodeFormat.Code128,
        BarcodeFormat.Code39,
        BarcodeFormat.Code93,
        BarcodeFormat.EAN13,
        BarcodeFormat.ITF,
    ]
)
_OF_SQUARES = ("QR Code", "PDF417")


@dataclass(frozen=True)
class Code:
    """A code that was read: its kind as the standard calls it (``QR Code``, ``Code 128``), its
    text, and its corners in pixels of the picture, clockwise from its own top-left."""

    kind: str
    text: str
    corners: tuple[tuple[float, float], ...]


def codes_on(pixels: Pixels) -> tuple[Code, ...]:
    """The codes on a picture (BGR or grey), at any turn, from top to bottom.

    38 ms of CPU on an A4 page at 200 dpi (measured).
    """
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    scale = min(1.0, _LONGEST_SIDE / max(grey.shape))
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = zxingcpp.read_barcodes(np.ascontiguousarray(grey), formats=_FORMATS, try_invert=False)
    codes = [Code(str(each.format), _text(each), _corners(each, scale)) for each in found]
    read = [code for code in codes if code.text and _is_sure(code)]
    return tuple(sorted(read, key=lambda code: min(y for _, y in code.corners)))


def _is_sure(code: Code) -> bool:
    return code.kind in _OF_SQUARES or len(code.text) >= _SHORTEST_IN_BARS


def _text(code: zxingcpp.Barcode) -> str:
    """Vietnamese codes are written in UTF-8 and do not say so."""
    try:
        return bytes(code.bytes).decode("utf-8").strip()
    except UnicodeDecodeError:
        return str(code.text).strip()


def _corners(code: zxingcpp.Barcode, scale: float) -> tuple[tuple[float, float], ...]:
    place = code.position
    points = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return tuple((point.x / scale, point.y / scale) for point in points)
