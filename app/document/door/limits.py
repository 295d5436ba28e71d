"""How much the door lets in, checked before anything is decoded."""

from __future__ import annotations

from app.document.door import refusals

MAX_FILE_BYTES = 200_000_000
MAX_PIXELS = 120_000_000
"""Of one frame: A4 at 1 000 dpi is 97 million."""
MAX_WEBP_PIXELS = 60_000_000
"""WebP takes 20 bytes for each pixel, whatever the picture; a phone's has 12 to 50 million."""
MAX_SCANNED = 2_000_000_000
"""Pixels times passes of a progressive JPEG: 1.5 s. Usual ones have 10 passes."""
MOST_PIXELS_PER_BYTE = {"JPEG": 512, "PNG": 8256}
"""A block of 8 × 8 takes a JPEG at least a bit (T.81, F.1.2); deflate packs 1032 to 1 at best
(RFC 1951), and a PNG has at least a bit for a pixel."""
MAX_FRAMES = 500
MIN_SIDE = 100
"""Pixels. A shorter side holds no legible line of text."""


def check_file(data: bytes, name: str) -> None:
    """Raise ``BadInput`` for an empty or too heavy file."""
    if not data:
        raise refusals.empty(name)
    if len(data) > MAX_FILE_BYTES:
        raise refusals.too_heavy(name, len(data), MAX_FILE_BYTES)


def check_size(width: int, height: int, name: str) -> None:
    """Raise ``BadInput`` for a picture of ``width`` × ``height`` pixels that cannot be a page."""
    if width * height > MAX_PIXELS:
        raise refusals.too_large(name, MAX_PIXELS)
    if min(width, height) < MIN_SIDE:
        raise refusals.too_small(name, width, height)


def check_count(count: int, name: str) -> None:
    """Raise ``BadInput`` for a file with too many pages."""
    if count > MAX_FRAMES:
        raise refusals.too_many_pages(name, count, MAX_FRAMES)


def check_kind(kind: str | None, size: int, width: int, height: int, name: str) -> None:
    """Raise ``BadInput`` where a file of ``size`` bytes cannot hold, or this kind of picture
    cannot be had in bounded memory as, ``width`` × ``height`` pixels."""
    if kind == "WEBP" and width * height > MAX_WEBP_PIXELS:
        raise refusals.too_large(name, MAX_WEBP_PIXELS)
    if kind in MOST_PIXELS_PER_BYTE and width * height > size * MOST_PIXELS_PER_BYTE[kind]:
        raise refusals.damaged(name)


def check_scans(scans: int, width: int, height: int, name: str) -> None:
    """Raise ``BadInput`` for a progressive JPEG of more passes than it can need."""
    if scans * width * height > MAX_SCANNED:
        raise refusals.unopenable(name)
