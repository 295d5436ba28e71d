"""The only door for the bytes of images and PDFs: everything is bounded before it is decoded.

Each refusal is a ``BadInput`` with one sentence for the officer.
"""

from __future__ import annotations

import cv2

from app.document import refusals
from app.document.frame import Frame, Pixels
from app.document.limits import MAX_FILE_BYTES, MAX_FRAMES, MAX_PIXELS, check_file
from app.document.pdfpages import count_pages, is_pdf, load_page, page_thumbnail
from app.document.raster import count_pictures, is_heic, load_picture, picture_thumbnail

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_FRAMES",
    "MAX_PIXELS",
    "Frame",
    "count_frames",
    "load_frame",
    "thumbnail",
]

_THUMBNAIL_QUALITY = 80


def count_frames(data: bytes, name: str) -> int:
    """How many pages the file holds. ``BadInput`` where it cannot be taken in at all."""
    if _goes_to_pdf(data, name):
        return count_pages(data, name)
    return count_pictures(data, name)


def load_frame(data: bytes, name: str, frame: int = 0, dpi: float | None = None) -> Frame:
    """Page ``frame`` (from 0) decoded, upright by its tags.

    ``dpi`` is what the source says of a picture; a PDF says itself how large its pages are.
    """
    if _goes_to_pdf(data, name):
        return load_page(data, name, frame)
    return load_picture(data, name, frame, dpi)


def thumbnail(data: bytes, name: str, frame: int = 0, side: int = 256) -> bytes:
    """A JPEG of page ``frame`` with its longer side ``side`` pixels, for the eye only."""
    if _goes_to_pdf(data, name):
        return jpeg(page_thumbnail(data, name, frame, side), _THUMBNAIL_QUALITY)
    return jpeg(picture_thumbnail(data, name, frame, side), _THUMBNAIL_QUALITY)


def jpeg(pixels: Pixels, quality: int) -> bytes:
    """``pixels`` as a baseline JPEG with optimised tables."""
    settings = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    return bytes(cv2.imencode(".jpg", pixels, settings)[1])


def _goes_to_pdf(data: bytes, name: str) -> bool:
    check_file(data, name)
    if is_heic(data):
        raise refusals.heic(name)
    return is_pdf(data)
