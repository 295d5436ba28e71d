"""A page as a file of its own, right way up."""

from __future__ import annotations

import io

from PIL import Image

from app.capture.compressed import JPEG_OPTIONS
from app.model.page import CapturedFile

_TURNED = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def upright(page: CapturedFile) -> bytes:
    """The page's own bytes, or its picture turned where the source gives it wrong (``turn``).

    A page that Pillow cannot turn stays as it came.
    """
    if not page.turn:
        return page.data
    try:
        with Image.open(io.BytesIO(page.data), formats=("JPEG", "PNG")) as picture:
            options = JPEG_OPTIONS if picture.format == "JPEG" else {}
            resolution = {"dpi": (page.dpi, page.dpi)} if page.dpi else {}
            with io.BytesIO() as out:
                turned = picture.transpose(_TURNED[page.turn])
                turned.save(out, picture.format, **options, **resolution)
                return out.getvalue()
    except OSError:
        return page.data
