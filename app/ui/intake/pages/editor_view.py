"""One page, large, with marks that the mouse and the arrow keys move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from app.i18n import t
from app.model.edits import Point
from app.ui.present.page_marks import Marks
from app.ui.theme import FOCUS, PRIMARY

_REACH = 26.0
"""A handle is taken hold of from so near, in pixels of the screen."""
_HANDLE = 8.0
_ROOM = 0.02
"""Round the page, so that a handle on its edge can be taken hold of."""
_STEP, _LONG_STEP = 0.002, 0.02
_ZOOM = 1.25
_LARGEST = 6.0
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PageView(QGraphicsView):
    """Fits the page into the window until it is zoomed; ``marks`` are what the officer made."""

    marks_moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(t("Ảnh của trang"))
        self._scene = QGraphicsScene(self)
        self._picture = QGraphicsPixmapItem()
        self._picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.addItem(self._picture)
        self.setScene(self._scene)
        self.setBackgroundBrush(QColor("#5c6a73"))
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.marks: Marks | None = None
        self.handle = 0
        self._dragging = False
        self._fits = True

    def show_picture(self, picture: QImage) -> None:
        """Another picture; a zoom stays where the picture has the shape it had."""
        same = self._picture.pixmap().size() == picture.size()
        self._picture.setPixmap(QPixmap.fromImage(picture))
        room = _ROOM * max(picture.width(), picture.height())
        self._scene.setSceneRect(self._page.adjusted(-room, -room, room, room))
        if self._fits or not same:
            self.fit()

    @property
    def _page(self) -> QRectF:
        return QRectF(self._picture.pixmap().rect())

    def show_marks(self, marks: Marks | None) -> None:
        self.marks = marks
        self.handle = 0
        hand = QGraphicsView.DragMode.ScrollHandDrag
        self.setDragMode(hand if marks is None else QGraphicsView.DragMode.NoDrag)
        self.viewport().update()

    def fit(self) -> None:
        """The whole page."""
        self._fits = True
        self.fitInView(self._scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def zoom_in(self) -> None:
        self._zoom(_ZOOM)

    def zoom_out(self) -> None:
        self._zoom(1 / _ZOOM)

    def _zoom(self, factor: float) -> None:
        if factor < 1 and self._fits:
            return
        self._fits = False
        if factor > 1 and self.transform().m11() * factor > _LARGEST:
            return
        self.scale(factor, factor)
        whole = self.mapFromScene(self._scene.sceneRect()).boundingRect()
        room = self.viewport().rect()
        if whole.width() <= room.width() and whole.height() <= room.height():
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's own name)
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's own name)
        """Ctrl and the wheel zoom at the mouse."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM)
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab goes from handle to handle while there are any."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self.marks:
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if step and len(self.marks.handles) > 1:
                self.handle = (self.handle + step) % len(self.marks.handles)
                self._moved()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's own name)
        """Arrows move the handle at hand, with Shift ten times as far."""
        way = _WAYS.get(Qt.Key(event.key()))
        if self.marks is None or way is None:
            super().keyPressEvent(event)
            return
        step = _LONG_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        x, y = self.marks.handles[self.handle]
        self._move_handle((x + way[0] * step, y + way[1] * step))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's own name)
        near = self._near(event.position()) if self.marks else None
        if near is None:
            super().mousePressEvent(event)
            return
        self.handle, self._dragging = near, True
        self._moved()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's own name)
        if self._dragging:
            self._move_handle(self._share(event.position()))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's own name)
        self._dragging = False
        super().mouseReleaseEvent(event)

    def _move_handle(self, to: Point) -> None:
        assert self.marks is not None
        self.marks = self.marks.moved(self.handle, to)
        self._moved()

    def _moved(self) -> None:
        self.viewport().update()
        self.marks_moved.emit()

    def _near(self, place: QPointF) -> int | None:
        """The handle nearest to a place of the window, unless it is out of reach."""
        assert self.marks is not None
        if len(self.marks.handles) == 1:
            line = self.on_screen(self.marks.handles[0])
            return 0 if abs(line.x() - place.x()) <= _REACH else None
        away = [(self.on_screen(handle) - place).manhattanLength() for handle in self.marks.handles]
        nearest = away.index(min(away))
        return nearest if away[nearest] <= _REACH else None

    def on_screen(self, point: Point) -> QPointF:
        """A share of the page's sides as a place in the window."""
        return QPointF(self.mapFromScene(self._on_scene(point)))

    def _on_scene(self, point: Point) -> QPointF:
        size = self._page.size()
        return QPointF(point[0] * size.width(), point[1] * size.height())

    def _share(self, place: QPointF) -> Point:
        size = self._page.size()
        on_scene = self.mapToScene(place.toPoint())
        return on_scene.x() / max(1.0, size.width()), on_scene.y() / max(1.0, size.height())

    def drawForeground(  # noqa: N802 (Qt's own name)
        self, painter: QPainter, rect: QRectF | object
    ) -> None:
        """What is cut away in shade, the outline, the handles; the one at hand is filled."""
        if self.marks is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPolygonF([self._on_scene(point) for point in self.marks.outline])
        if len(self.marks.outline) > 2:
            shade = QPainterPath()
            shade.addRect(self._page)
            shade.addPolygon(outline)
            shade.closeSubpath()
            painter.fillPath(shade, QColor(0, 0, 0, 110))
        pen = QPen(QColor(PRIMARY), 3)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawPolygon(outline)
        radius = _HANDLE / self.transform().m11()
        for number, handle in enumerate(self.marks.handles):
            at_hand = number == self.handle
            painter.setBrush(QColor(FOCUS if at_hand else "#ffffff"))
            painter.drawEllipse(self._on_scene(handle), radius, radius)
