"""The live picture with the page's outline, the ring that closes, and the flash of the shutter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import t
from app.ui.camera.live_camera import Glimpse

STEADY, MOVING = "#22b457", "#ffa51f"
_GROUND = "#141b20"
_HALO = QColor(0, 0, 0, 110)
_RING = 30.0
_FLASH_MS = 260
_FLASH = 0.75
_SMALLEST = QSize(480, 300)


class LiveView(QWidget):
    """``resized`` comes with the pixels of the screen there are for a picture."""

    resized = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(t("Hình từ camera"))
        self.setMinimumSize(_SMALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.glimpse: Glimpse | None = None
        self.shows_ring = True
        self._flash = QVariantAnimation(self)
        self._flash.setDuration(_FLASH_MS)
        self._flash.setStartValue(_FLASH)
        self._flash.setEndValue(0.0)
        self._flash.valueChanged.connect(lambda _: self.update())

    def show_glimpse(self, glimpse: Glimpse | None) -> None:
        """The moment to show; None: nothing is seen any more."""
        self.glimpse = glimpse
        self.update()

    def flash(self) -> None:
        """A picture was taken."""
        self._flash.stop()
        self._flash.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's own name)
        ratio = self.devicePixelRatioF()
        self.resized.emit(round(self.width() * ratio), round(self.height() * ratio))
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's own name)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_GROUND))
        if self.glimpse is not None:
            self._paint(painter, self.glimpse)
        painter.end()

    def _paint(self, painter: QPainter, glimpse: Glimpse) -> None:
        area = self._area(glimpse)
        painter.drawImage(area, glimpse.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if glimpse.outline:
            self._paint_outline(painter, area, glimpse)
            if self.shows_ring:
                self._paint_ring(painter, area, glimpse.steadiness)
        if self._flash.state() == QVariantAnimation.State.Running:
            painter.setOpacity(float(self._flash.currentValue()))
            painter.fillRect(area, Qt.GlobalColor.white)

    def _area(self, glimpse: Glimpse) -> QRectF:
        """Where the picture lies: as large as there is room, in the middle."""
        size = QRectF(glimpse.picture.rect()).size()
        size.scale(QRectF(self.rect()).size(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
        return QRectF(corner, size)

    def _paint_outline(self, painter: QPainter, area: QRectF, glimpse: Glimpse) -> None:
        corners = [
            QPointF(area.left() + x * area.width(), area.top() + y * area.height())
            for x, y in glimpse.outline
        ]
        colour = _colour(glimpse.steadiness)
        for pen in (QPen(_HALO, 8), QPen(colour, 4)):
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolygon(QPolygonF(corners))
        painter.setBrush(colour)
        for corner in corners:
            painter.drawEllipse(corner, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_ring(self, painter: QPainter, area: QRectF, steadiness: float) -> None:
        """Closes while the page lies still; closed, the picture is taken."""
        middle = area.topRight() + QPointF(-_RING - 14, _RING + 14)
        ring = QRectF(middle.x() - _RING, middle.y() - _RING, 2 * _RING, 2 * _RING)
        painter.setPen(QPen(_HALO, 12))
        painter.drawEllipse(ring)
        pen = QPen(_colour(steadiness), 8)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        # Sixteenths of a degree, counter-clockwise from three o'clock.
        painter.drawArc(ring, 90 * 16, round(-360 * 16 * steadiness))


def _colour(steadiness: float) -> QColor:
    return QColor(STEADY if steadiness >= 1 else MOVING)
