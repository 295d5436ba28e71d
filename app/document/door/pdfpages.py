"""PDF files at the door: each page as a picture, with its own text where it has real text."""

from __future__ import annotations

import math

import numpy as np
import pypdfium2
from pypdfium2 import raw

from app.document.door import refusals
from app.document.door.limits import MAX_PIXELS, check_count, check_size
from app.document.door.pdfium import POINTS_PER_INCH, opened_page, opened_pdf
from app.document.door.pdfscans import scan_dpi, small_scan
from app.document.door.pdfwords import own_words
from app.document.frame import Frame, Pixels
from app.document.scale import PAGE_DPI

_HEADER_WITHIN = 1024
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
        scan = scan_dpi(opened, name)
        dpi = _bounded_dpi(opened, scan or PAGE_DPI, name)
        bitmap = opened.render(scale=_just(dpi / POINTS_PER_INCH))
        words = None if scan else own_words(opened, bitmap.get_posconv(opened))
        signed = raw.FPDF_GetSignatureCount(opened.pdf) > 0
        pixels = _pixels(bitmap)
    return Frame(pixels, dpi, born_digital=scan is None, words=words, signed=signed)


def small_page(data: bytes, name: str, page: int, side: int) -> Frame:
    """A page rendered with its longer side ``side`` pixels."""
    with opened_page(data, name, page) as opened:
        scan_dpi(opened, name)
        small = small_scan(opened, side)
        if small is None:
            small = _pixels(opened.render(scale=_just(side / max(opened.get_size()))))
        return Frame(small, None)


def _just(scale: float) -> float:
    """A hair less: PDFium rounds up, and a scan drawn one pixel wider is blurred all over."""
    return scale * (1 - 3e-5)


def _pixels(bitmap: pypdfium2.PdfBitmap) -> Pixels:
    return np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8, order="C")


def _bounded_dpi(page: pypdfium2.PdfPage, wanted: float, name: str) -> float:
    """``wanted``, or less where the page would come out above ``MAX_PIXELS``."""
    width, height = (side / POINTS_PER_INCH for side in page.get_size())
    dpi = min(wanted, math.sqrt(MAX_PIXELS / (width * height)) * 0.99)
    if dpi < _LEAST_DPI:
        raise refusals.too_large(name, MAX_PIXELS)
    check_size(int(width * dpi), int(height * dpi), name)
    return dpi
