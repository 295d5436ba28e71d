"""What a written PDF holds: its text layer, and its pages as pictures."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2

from tests.bench.digitise.papers.sheet import Pixels

PICTURE_DPI = 200


def texts(pdf: bytes) -> list[str]:
    """The text layer of each page as an ordinary reader gives it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def picture(pdf: bytes, number: int, dpi: float = PICTURE_DPI) -> Pixels:
    """Page ``number`` (from 0) drawn at ``dpi``, BGR."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[number].render(scale=dpi / 72)
        return np.array(bitmap.to_numpy()[:, :, :3], np.uint8, order="C")
    finally:
        document.close()


def grey(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
