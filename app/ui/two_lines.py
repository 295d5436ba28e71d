"""A list row of two lines: what it is, and in smaller letters what goes with it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.theme import MUTED

SECOND_LINE = Qt.ItemDataRole.UserRole + 1
_PAD = 8
_SMALLER = 0.9
HEIGHT = 46


class TwoLines(QStyledItemDelegate):
    """Draws the display text above ``SECOND_LINE``; both end in … where there is no room."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        first, second = option.text, str(index.data(SECOND_LINE) or "")
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        area = option.rect.adjusted(_PAD, 3, -_PAD, -3)
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            box = QStyle.SubElement.SE_ItemViewItemCheckIndicator
            area.setLeft(style.subElementRect(box, option, option.widget).right() + _PAD)
        painter.save()
        self._line(painter, area, first, option.font, option.palette.color(QPalette.ColorRole.Text))
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * _SMALLER)
        small.setBold(False)
        below = area.adjusted(0, area.height() // 2, 0, 0)
        self._line(painter, below, second, small, QColor(MUTED))
        painter.restore()

    def _line(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        top = QRect(area.left(), area.top(), area.width(), painter.fontMetrics().height())
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)

    def sizeHint(  # noqa: N802 (Qt's own name)
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), HEIGHT)
