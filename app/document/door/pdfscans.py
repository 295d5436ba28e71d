"""Whether a PDF page is a scan: what pictures lie on it, how large, how fine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import cast

import numpy as np
import pypdfium2
from PIL import Image
from pypdfium2 import raw

from app.document.door import refusals
from app.document.door.limits import MAX_PIXELS
from app.document.door.pdfium import POINTS_PER_INCH
from app.document.frame import Pixels

_SCAN_COVERS = 0.6
_STRIPS_COVER = 0.9
"""Some scanners cut a page into a dozen pictures, none of which covers it."""
_SCAN_DPI = (150.0, 300.0)
_INVISIBLE = 3
"""The text rendering mode of words laid over a scan (ISO 32000-1, table 106)."""

_Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


def scan_dpi(page: pypdfium2.PdfPage, name: str) -> float | None:
    """The resolution of the picture or pictures that fill the page, or None where none do.

    Raises ``BadInput`` for a picture that is too large to be decoded.
    """
    seen = page.get_cropbox()
    page_area = _area(seen)
    together, finest = 0.0, 0.0
    found = None
    for image in _pictures(page):
        across, down = image.get_px_size()
        if across * down > MAX_PIXELS:
            raise refusals.too_large(name, MAX_PIXELS)
        box = _on_page(image)
        dpi = max(across, down) * POINTS_PER_INCH / max(box[2] - box[0], box[3] - box[1], 1e-3)
        covered = _area(_common(box, seen)) / page_area
        together, finest = together + covered, max(finest, dpi)
        if covered >= _SCAN_COVERS:
            found = dpi
    if found is None and together >= _STRIPS_COVER:
        found = finest
    return None if found is None else float(np.clip(found, *_SCAN_DPI))


def small_scan(page: pypdfium2.PdfPage, side: int) -> Pixels | None:
    """The page with its longer side ``side`` pixels, where it is nothing but one colour JPEG.

    A JPEG is decoded at an eighth of its size, which PDFium does not do: 15 ms for 100.
    """
    image = _lone_jpeg(page)
    if image is None:
        return None
    try:
        with Image.open(io.BytesIO(bytes(image.get_data())), formats=["JPEG"]) as picture:
            if picture.mode != "RGB":
                return None
            picture.draft("RGB", (side, side))
            upright = picture.rotate(-page.get_rotation(), expand=True)
    except (OSError, SyntaxError, ValueError):
        return None
    width, height = page.get_size()
    scale = side / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(upright.resize(size, Image.Resampling.BOX))[:, :, ::-1]


def _pictures(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfImage]:
    """Those that lie in form XObjects too."""
    return cast(Iterator[pypdfium2.PdfImage], page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))


def _lone_jpeg(page: pypdfium2.PdfPage) -> pypdfium2.PdfImage | None:
    """The colour JPEG that is all there is to see on the page, the right way round."""
    found = None
    for each in page.get_objects(max_depth=1):
        if each.type == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(each) != _INVISIBLE:
                return None
        elif each.type != raw.FPDF_PAGEOBJ_IMAGE or found is not None:
            return None
        else:
            found = each
    return found if found is not None and _is_plain(found, page) else None


def _is_plain(image: pypdfium2.PdfImage, page: pypdfium2.PdfPage) -> bool:
    matrix = image.get_matrix()
    straight = matrix.b == matrix.c == 0 and matrix.a > 0 and matrix.d > 0
    if not straight or image.get_filters() != ["DCTDecode"]:
        return False
    if raw.FPDFPageObj_HasTransparency(image) or raw.FPDFPage_GetAnnotCount(page):
        return False
    space = image.get_metadata().colorspace
    fits = np.abs(np.subtract(image.get_bounds(), page.get_cropbox())).max() <= 1
    return bool(fits) and space in (raw.FPDF_COLORSPACE_DEVICERGB, raw.FPDF_COLORSPACE_ICCBASED)


def _on_page(image: pypdfium2.PdfImage) -> _Box:
    """The picture's box on the page, through the forms it lies in."""
    left, bottom, right, top = image.get_bounds()
    corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
    form = image.container
    while form is not None:
        matrix = form.get_matrix()
        corners = [matrix.on_point(x, y) for x, y in corners]
        form = form.container
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def _common(one: _Box, other: _Box) -> _Box:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def _area(box: _Box) -> float:
    return max((box[2] - box[0]) * (box[3] - box[1]), 1e-6)
