"""One field of the check: what it is called, the place it was read from, and what it says."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import t
from app.ui.controls import colour_text, line, restyle
from app.ui.present.fields import FieldRow, stored
from app.ui.present.states import Role

_SNIPPET = QSize(430, 46)
"""The most room a snippet gets; a line of print then stands about as high as on paper."""
_SNIPPET_SCALE = 0.62


class FieldEdit(QWidget):
    """``entered`` comes when the officer goes to this field or clicks its picture."""

    entered = Signal(object)

    def __init__(self, row: FieldRow, snippet: QImage | None) -> None:
        super().__init__()
        self.row = row
        self.edit = line(row.caption, row.hint)
        self.edit.setText(row.text)
        self.edit.setCursorPosition(0)
        self.edit.installEventFilter(self)
        caption = QLabel(row.caption)
        caption.setBuddy(self.edit)
        self.doubt = QLabel(t("⚠ kiểm tra kỹ"))
        colour_text(self.doubt, Role.ATTENTION, bold=True)
        self.doubt.setVisible(row.doubtful)
        if row.doubtful:
            self.edit.setAccessibleDescription(t("Chữ đọc không rõ, kiểm tra kỹ."))
            self._mark(wrong=True)
        self.snippet = QLabel()
        self.snippet.setVisible(snippet is not None)
        if snippet is not None:
            self._show(snippet)
        self._lay_out(caption)

    def _lay_out(self, caption: QLabel) -> None:
        head = QHBoxLayout()
        head.addWidget(caption)
        head.addStretch(1)
        head.addWidget(self.doubt)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.snippet)
        column.addWidget(self.edit)

    def _show(self, picture: QImage) -> None:
        natural = picture.size() * _SNIPPET_SCALE
        size = natural.scaled(natural.boundedTo(_SNIPPET), Qt.AspectRatioMode.KeepAspectRatio)
        ratio = self.devicePixelRatioF()
        shown = QPixmap.fromImage(
            picture.scaled(
                size * ratio,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        shown.setDevicePixelRatio(ratio)
        self.snippet.setPixmap(shown)
        self.snippet.setFixedSize(size + QSize(2, 2))
        self.snippet.setStyleSheet("border: 1px solid #bcc6ce; background: white;")
        self.snippet.setAccessibleName(t("Chỗ đọc được trên giấy"))
        self.snippet.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def stored(self) -> str | None:
        """What it says, as it is kept; None (and marked) where a day is none."""
        value = stored(self.row, self.edit.text())
        self._mark(wrong=value is None)
        self.edit.setToolTip("" if value is not None else t("Ngày không đúng: gõ ngày/tháng/năm."))
        return value

    def _mark(self, *, wrong: bool) -> None:
        self.edit.setProperty("wrong", wrong)
        restyle(self.edit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's own name)
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit(self)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's own name)
        self.edit.setFocus()
        self.entered.emit(self)
        super().mousePressEvent(event)
