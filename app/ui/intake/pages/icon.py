"""The small picture of a page with its marks: left out, worth a look, with or without a note."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPen, QPixmap

from app.model.dossier import Page
from app.ui.present.pages import note_words, page_role
from app.ui.present.states import Role
from app.ui.theme import BORDER, PRIMARY, ROLE_COLOURS

PICTURE = QSize(118, 152)
_FADED = 0.3
_BADGE = 20


def page_icon(picture: QImage | None, page: Page, ratio: float) -> QIcon:
    """``picture`` may still be on its way; ``ratio`` is how many pixels the screen has to one."""
    canvas = QPixmap(PICTURE * ratio)
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHints(
        QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
    )
    area = _area(picture)
    if picture is None:
        painter.fillRect(area, QColor("#dde3e7"))
    else:
        painter.fillRect(area, Qt.GlobalColor.white)
        painter.setOpacity(_FADED if page.left_out else 1.0)
        painter.drawImage(area, picture)
        painter.setOpacity(1.0)
    _frame(painter, area, page)
    _badge(painter, area, note_words(page))
    painter.end()
    icon = QIcon(canvas)
    # The view must not tint what is chosen: the paper's own colour is what the officer checks.
    icon.addPixmap(canvas, QIcon.Mode.Selected)
    return icon


def _area(picture: QImage | None) -> QRect:
    """Where the picture lies: as large as there is room, at the bottom."""
    size = QSize(PICTURE.width() - 14, PICTURE.height())
    if picture is not None and not picture.isNull():
        size = picture.size().scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
    corner = QPoint((PICTURE.width() - size.width()) // 2, PICTURE.height() - size.height())
    return QRect(corner, size)


def _frame(painter: QPainter, area: QRect, page: Page) -> None:
    attention = page_role(page) is Role.ATTENTION
    colour = QColor(ROLE_COLOURS[Role.ATTENTION] if attention else BORDER)
    width = 3 if attention else 1
    painter.setPen(QPen(colour, width))
    inset = width // 2
    painter.drawRect(area.adjusted(inset, inset, -inset - 1, -inset - 1))
    if page.left_out:
        painter.setPen(QPen(QColor(ROLE_COLOURS[Role.BAD]), 2))
        painter.drawLine(area.bottomLeft(), area.topRight())


def _badge(painter: QPainter, area: QRect, words: str) -> None:
    if not words:
        return
    strip = QRect(area.left(), area.top(), area.width(), _BADGE)
    painter.fillRect(strip, QColor(PRIMARY))
    font = painter.font()
    font.setPointSizeF(8.5)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, words)
