"""Pages to look at, one under the other, as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.i18n import t

_MARGIN = 10
_BAR = 18


class PdfView(QScrollArea):
    """Shows pictures that were drawn elsewhere; never larger than they were drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(t("Xem trước"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self._pictures: list[QImage] = []

    def show_pages(self, pictures: list[QImage]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            page = item.widget()
            if page is not None:
                page.deleteLater()
        self._pictures = pictures
        for number in range(len(pictures)):
            sheet = QLabel()
            sheet.setAccessibleName(t("Trang {number}", number=number + 1))
            sheet.setStyleSheet("border: 1px solid #9aa7b0; background: white;")
            self._column.addWidget(sheet)
        self._fit()
        self.verticalScrollBar().setValue(0)

    @property
    def pages(self) -> list[QLabel]:
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QLabel)]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's own name)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(120, self.width() - 2 * _MARGIN - _BAR)
        ratio = self.devicePixelRatioF()
        for label, picture in zip(self.pages, self._pictures, strict=True):
            width = min(room, picture.width())
            size = QSize(width, round(picture.height() * width / max(1, picture.width())))
            shown = QPixmap.fromImage(
                picture.scaled(
                    size * ratio,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
            shown.setDevicePixelRatio(ratio)
            label.setPixmap(shown)
            label.setFixedSize(size)
