"""Pages of a PDF as pictures, made on a lane."""

from __future__ import annotations

from PySide6.QtGui import QImage

from app.document.door.load import count_frames
from app.document.door.pictures import pdf_page_png

SCREEN_DPI = 110
PRINT_DPI = 300


def draw_page(pdf: bytes, page: int, dpi: int) -> QImage:
    """Page ``page`` (from 0) at ``dpi``."""
    return QImage.fromData(pdf_page_png(pdf, page, dpi))


def draw_pages(pdf: bytes, dpi: int) -> list[QImage]:
    """All pages, in order."""
    return [draw_page(pdf, page, dpi) for page in range(count_frames(pdf, "PDF"))]
