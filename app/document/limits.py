"""How much the door lets in, checked before anything is decoded."""

from __future__ import annotations

from app.document import refusals

MAX_FILE_BYTES = 200_000_000
MAX_PIXELS = 120_000_000
"""Of one frame: A4 at 1 000 dpi is 97 million."""
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
