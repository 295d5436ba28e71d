"""Photographs in HEIC, as phones keep them, through libheif. Called in the opener only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image

from app.document.door import refusals
from app.document.door.limits import check_count, check_size
from app.document.door.plain import plain_bgr
from app.document.door.raster import from_camera
from app.document.frame import Frame

_FAILURES = (ValueError, EOFError, SyntaxError, RuntimeError, OSError)
"""What pi_heif says it lets out on damaged bytes."""


def count_photos(data: bytes, name: str) -> int:
    """Photographs in the file, without its thumbnails, depth maps and gain maps."""
    with _opened(data, name) as photos:
        check_count(len(photos), name)
        for photo in photos:
            check_size(photo.size[0], photo.size[1], name)
        return len(photos)


def load_photo(data: bytes, name: str, frame: int, dpi: float | None) -> Frame:
    """Photograph ``frame`` (from 0), turned as its container says.

    The Exif orientation is left alone: in a HEIC it only repeats what the container says
    (ISO/IEC 23008-12, annex A).
    """
    photo = _photo(data, name, frame)
    return Frame(plain_bgr(photo), dpi, camera=from_camera(photo))


def small_photo(data: bytes, name: str, frame: int, side: int) -> Frame:
    """Photograph ``frame`` with its longer side ``side`` pixels."""
    photo = _photo(data, name, frame)
    photo.thumbnail((side, side), Image.Resampling.BOX, reducing_gap=1.0)
    return Frame(plain_bgr(photo), None)


def _photo(data: bytes, name: str, frame: int) -> Image.Image:
    with _opened(data, name) as photos:
        if not 0 <= frame < len(photos):
            raise refusals.no_such_page(name, frame + 1)
        check_size(photos[frame].size[0], photos[frame].size[1], name)
        photo: Image.Image = photos[frame].to_pillow()
        return photo


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    try:
        import pi_heif  # type: ignore[import-untyped]  # it has no types
    except ImportError as error:
        raise refusals.heic(name) from error
    try:
        yield pi_heif.open_heif(data)
    except _FAILURES as error:
        raise refusals.damaged(name) from error
