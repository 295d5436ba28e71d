"""A drawn page as pixels."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.door.pdfium import POINTS_PER_INCH, opened_page
from app.practice.papers.picture import VectorPage

Pixels = NDArray[np.uint8]
"""uint8, height x width x 3 in BGR order."""


def rasterised(page: VectorPage, dpi: float) -> Pixels:
    """The page at ``dpi``, as a perfect scanner would see it."""
    with opened_page(page.pdf, "practice", 0) as opened:
        return np.ascontiguousarray(opened.render(scale=dpi / POINTS_PER_INCH).to_numpy()[:, :, :3])


def jpeg(pixels: Pixels, *, quality: int, dpi: float | None) -> bytes:
    """JPEG with the resolution in its JFIF header, or without one, as cameras leave it."""
    _, encoded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    data = bytearray(encoded.tobytes())
    if dpi is not None:
        per_inch = 1
        data[13:18] = bytes([per_inch]) + round(dpi).to_bytes(2, "big") * 2
    return bytes(data)
