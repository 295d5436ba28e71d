"""PDF files at the door: each page as a picture, with its own text where it has real text."""

from __future__ import annotations

import math

import numpy as np
import pypdfium2
from pypdfium2 import raw

from app.document import refusals
from app.document.frame import Frame, Pixels
from app.document.limits import MAX_PIXELS, check_count, check_size
from app.document.pdfium import POINTS_PER_INCH, opened_page, opened_pdf
from app.document.pdfwords import own_words
from app.document.scale import PAGE_DPI

_HEADER_WITHIN = 1024
_SCAN_COVERS = 0.6
_SCAN_DPI = (150.0, 300.0)
_LEAST_DPI = 100


def is_pdf(data: bytes) -> bool:
    """True where the PDF header stands in the first kilobyte, as readers accept it."""
    return b"%PDF-" in data[:_HEADER_WITHIN]


def count_pages(data: bytes, name: str) -> int:
    """Pages of a PDF that opens without a password."""
    with opened_pdf(data, name) as document:
        count = len(document)
        check_count(count, name)
        return count


def load_page(data: bytes, name: str, page: int) -> Frame:
    """A page rendered: a scan at its own resolution, anything else at ``PAGE_DPI``.

    A page that was written and not scanned keeps its own words, which are truer than any
    reading of them.
    """
    with opened_page(data, name, page) as opened:
        scan = _scan_dpi(opened, name)
        dpi = _bounded_dpi(opened, scan or PAGE_DPI, name)
        bitmap = opened.render(scale=dpi / POINTS_PER_INCH)
        words = None if scan else own_words(opened, bitmap.get_posconv(opened))
        signed = raw.FPDF_GetSignatureCount(opened.pdf) > 0
        pixels = _pixels(bitmap)
    return Frame(pixels, dpi, born_digital=scan is None, words=words, signed=signed)


def small_page(data: bytes, name: str, page: int, side: int) -> Frame:
    """A page rendered with its longer side ``side`` pixels."""
    with opened_page(data, name, page) as opened:
        _scan_dpi(opened, name)
        return Frame(_pixels(opened.render(scale=side / max(opened.get_size()))), None)


def _pixels(bitmap: pypdfium2.PdfBitmap) -> Pixels:
    return np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8, order="C")


def _scan_dpi(page: pypdfium2.PdfPage, name: str) -> float | None:
    """The resolution of the picture that fills the page, or None where none does."""
    width, height = page.get_size()
    found = None
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        across, down = image.get_px_size()
        if across * down > MAX_PIXELS:
            raise refusals.too_large(name, MAX_PIXELS)
        left, bottom, right, top = image.get_bounds()
        covered = (right - left) * (top - bottom) / (width * height)
        if covered >= _SCAN_COVERS:
            found = max(across, down) * POINTS_PER_INCH / max(right - left, top - bottom)
    return None if found is None else float(np.clip(found, *_SCAN_DPI))


def _bounded_dpi(page: pypdfium2.PdfPage, wanted: float, name: str) -> float:
    """``wanted``, or less where the page would come out above ``MAX_PIXELS``."""
    width, height = (side / POINTS_PER_INCH for side in page.get_size())
    dpi = min(wanted, math.sqrt(MAX_PIXELS / (width * height)) * 0.99)
    if dpi < _LEAST_DPI:
        raise refusals.too_large(name, MAX_PIXELS)
    check_size(int(width * dpi), int(height * dpi), name)
    return dpi
