"""The pages of a paper beside its fields, the place of the field at hand framed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame

from app.document.frame import Box
from app.document.scale import PAGE_DPI
from app.ui.pdf_pages import SCREEN_DPI
from app.ui.pdf_view import PdfView
from app.ui.theme import FOCUS

_ROUND = 6
"""Pixels between what is framed and its frame."""


class PaperView(PdfView):
    """Shows some pages of a PDF, drawn at ``SCREEN_DPI``."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[int, QImage] = {}
        self._framed: tuple[int, Box] | None = None
        self.frame: QFrame | None = None

    def show_paper(self, pages: dict[int, QImage]) -> None:
        """Pages by their number, from 0."""
        self.show_no_place()
        self._shown = pages
        self.show_pages(list(pages.values()))

    def show_place(self, page: int, box: Box) -> None:
        """Frame ``box`` (pixels at ``PAGE_DPI``) of a page and bring it into sight."""
        self.show_no_place()
        if page in self._shown:
            self._framed = page, box
            self.frame = QFrame(self.pages[list(self._shown).index(page)])
            self.frame.setStyleSheet(
                f"border: 3px solid {FOCUS}; background: rgba(224, 138, 0, 36);"
            )
            self.frame.show()
            self._lay_frame()
            QTimer.singleShot(0, self, self._bring_into_sight)

    def show_no_place(self) -> None:
        self._framed = None
        if self.frame is not None:
            self.frame.deleteLater()
            self.frame.hide()
            self.frame = None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's own name)
        super().resizeEvent(event)
        self._lay_frame()

    def _lay_frame(self) -> None:
        if self._framed is None or self.frame is None:
            return
        page, box = self._framed
        sheet = self.pages[list(self._shown).index(page)]
        scale = sheet.width() / max(1, self._shown[page].width()) * SCREEN_DPI / PAGE_DPI
        left, top, right, bottom = (round(side * scale) for side in box)
        place = QRect(left, top, right - left, bottom - top)
        self.frame.setGeometry(place.adjusted(-_ROUND, -_ROUND, _ROUND, _ROUND))

    def _bring_into_sight(self) -> None:
        """Once the pages have their places."""
        if self.frame is not None:
            self.ensureWidgetVisible(self.frame, 0, self.viewport().height() // 3)
