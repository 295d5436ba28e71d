"""The only door for the bytes of images and PDFs: everything is bounded before it is decoded.

Each refusal is a ``BadInput`` with one sentence for the officer.
"""

from __future__ import annotations

import cv2

from app.document.door.apart import Kind, opener
from app.document.door.limits import MAX_FILE_BYTES, MAX_FRAMES, MAX_PIXELS, check_file
from app.document.door.pdfpages import is_pdf
from app.document.door.raster import count_pictures, is_heic, load_picture, picture_thumbnail
from app.document.frame import Frame, Pixels

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
    kind = _opened_apart(data, name)
    return opener.count(kind, data, name) if kind else count_pictures(data, name)


def load_frame(data: bytes, name: str, frame: int = 0, dpi: float | None = None) -> Frame:
    """Page ``frame`` (from 0) decoded, upright by its tags.

    ``dpi`` is what the source says of a picture; a PDF says itself how large its pages are.
    """
    kind = _opened_apart(data, name)
    if kind:
        return opener.load(kind, data, name, frame, dpi)
    return load_picture(data, name, frame, dpi)


def thumbnail(data: bytes, name: str, frame: int = 0, side: int = 256) -> bytes:
    """A JPEG of page ``frame`` with its longer side ``side`` pixels, for the eye only."""
    kind = _opened_apart(data, name)
    if kind:
        return jpeg(opener.thumbnail(kind, data, name, frame, side).pixels, _THUMBNAIL_QUALITY)
    return jpeg(picture_thumbnail(data, name, frame, side), _THUMBNAIL_QUALITY)


def jpeg(pixels: Pixels, quality: int) -> bytes:
    """``pixels`` as a baseline JPEG with optimised tables."""
    settings = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    return bytes(cv2.imencode(".jpg", pixels, settings)[1])


def _opened_apart(data: bytes, name: str) -> Kind | None:
    """The kinds whose libraries cannot be held to time and memory in our own process."""
    check_file(data, name)
    if is_heic(data):
        return "heic"
    return "pdf" if is_pdf(data) else None
