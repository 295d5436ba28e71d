"""The place on a page from which a value was read, cut out for the eye."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.document.door.load import jpeg
from app.document.door.pdfium import POINTS_PER_INCH, opened_page
from app.document.frame import Box, Pixels
from app.document.scale import PAGE_DPI

_MARGIN = 20, 12
"""Pixels at ``PAGE_DPI`` left and right, above and below: 2.5 mm and 1.5 mm."""
_QUALITY = 85


def snippet(pixels: Pixels, box: Box) -> bytes:
    """A JPEG of the part of a page (BGR at ``PAGE_DPI``) around ``box``."""
    height, width = pixels.shape[:2]
    left, top = max(0, box[0] - _MARGIN[0]), max(0, box[1] - _MARGIN[1])
    right, bottom = min(width, box[2] + _MARGIN[0]), min(height, box[3] + _MARGIN[1])
    return jpeg(pixels[top:bottom, left:right], _QUALITY)


def pdf_snippets(pdf: bytes, page: int, boxes: Sequence[Box]) -> list[bytes]:
    """JPEGs of the places ``boxes`` (pixels at ``PAGE_DPI``) of page ``page`` (from 0), as they
    stand in the PDF; the page is drawn once."""
    with opened_page(pdf, "PDF", page) as opened:
        bitmap = opened.render(scale=PAGE_DPI / POINTS_PER_INCH)
        drawn = np.array(bitmap.to_numpy()[:, :, :3], np.uint8, order="C")
    return [snippet(drawn, box) for box in boxes]
