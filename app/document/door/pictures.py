"""Pictures of PDF pages, for the window and for people who want to see what was made."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.door.pdfium import POINTS_PER_INCH, opened_page


def pdf_page_png(pdf: bytes, page: int, dpi: float) -> bytes:
    """Page ``page`` (from 0) of a PDF drawn at ``dpi``, with its annotations, as a PNG."""
    with opened_page(pdf, "PDF", page) as opened:
        bitmap = opened.render(scale=dpi / POINTS_PER_INCH)
        pixels = np.array(bitmap.to_numpy()[:, :, :3], np.uint8, order="C")
    return bytes(cv2.imencode(".png", pixels)[1])
