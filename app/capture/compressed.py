"""Raw pictures of scanners made small without taking anything from what can be read."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from app.capture.media import JPEG, PNG

JPEG_OPTIONS: dict[str, Any] = {"quality": 95, "subsampling": 0}


def compressed(raw: bytes, dpi: float | None, *, forms: tuple[str, ...]) -> tuple[bytes, str]:
    """A picture in one of Pillow's ``forms`` as JPEG of quality 95 without colour subsampling.

    As PNG where JPEG cannot hold it (black and white, 16 bits). Returns the bytes and their
    media type. Raises ``OSError`` where the picture is not whole.
    """
    resolution = {"dpi": (dpi, dpi)} if dpi else {}
    with Image.open(io.BytesIO(raw), formats=forms) as picture, io.BytesIO() as out:
        if picture.mode in ("L", "RGB"):
            picture.save(out, "JPEG", **JPEG_OPTIONS, **resolution)
            return out.getvalue(), JPEG
        picture.save(out, "PNG", **resolution)
        return out.getvalue(), PNG
