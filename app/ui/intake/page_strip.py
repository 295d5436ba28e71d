"""The pages of one paper as small pictures: they come, go, change places."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListWidget, QListWidgetItem

from app.i18n import t
from app.model.dossier import Page
from app.ui.present.pages import page_caption, page_role, page_tip
from app.ui.present.states import Role
from app.ui.theme import ROLE_COLOURS

PICTURE = QSize(134, 172)
CELL = QSize(150, 224)
_PAGE = Qt.ItemDataRole.UserRole


class PageStrip(QListWidget):
    """Says what the officer wants; the pages change when the store has changed."""

    files_dropped = Signal(list)
    picture_pasted = Signal(QImage)
    remove_wanted = Signal(object)
    move_wanted = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(t("Các trang của giấy tờ"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setMovement(QListWidget.Movement.Static)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setWordWrap(True)
        self.setIconSize(PICTURE)
        self.setGridSize(CELL)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.pictures: dict[str, QImage] = {}

    def show_pages(self, pages: list[Page]) -> None:
        """These pages in this order; the one chosen stays chosen."""
        kept = self.page.page_id if self.page else ""
        self.clear()
        for place, page in enumerate(pages):
            item = QListWidgetItem(page_caption(place, page))
            item.setData(_PAGE, page)
            item.setToolTip(page_tip(page))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            role = page_role(page)
            if role is not Role.QUIET:
                item.setForeground(QColor(ROLE_COLOURS[role]))
            self.addItem(item)
            self._draw(item, page)
            if page.page_id == kept:
                self.setCurrentItem(item)

    def show_picture(self, page: Page, picture: QImage) -> None:
        self.pictures[page.page_id] = picture
        for place in range(self.count()):
            item = self.item(place)
            if item.data(_PAGE).page_id == page.page_id:
                self._draw(item, page)

    def _draw(self, item: QListWidgetItem, page: Page) -> None:
        picture = self.pictures.get(page.page_id)
        if picture is None:
            blank = QPixmap(PICTURE)
            blank.fill(Qt.GlobalColor.lightGray)
            item.setIcon(QIcon(blank))
        else:
            item.setIcon(QIcon(QPixmap.fromImage(picture)))

    @property
    def page(self) -> Page | None:
        item = self.currentItem()
        page = item.data(_PAGE) if item else None
        return page if isinstance(page, Page) else None

    def move_by(self, step: int) -> None:
        """Ask to put the chosen page ``step`` places further."""
        place = self.currentRow() + step
        if self.page is not None and 0 <= place < self.count():
            self.move_wanted.emit(self.page, place)

    def remove_chosen(self) -> None:
        if self.page is not None:
            self.remove_wanted.emit(self.page)

    def paste(self) -> None:
        """Files or a picture from the clipboard."""
        self._take(QApplication.clipboard().mimeData())

    def _take(self, brought: QMimeData) -> bool:
        paths = [Path(url.toLocalFile()) for url in brought.urls() if url.isLocalFile()]
        if paths:
            self.files_dropped.emit(paths)
            return True
        if brought.hasImage():
            self.picture_pasted.emit(QImage(brought.imageData()))
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's own name)
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_chosen()
        elif alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.move_by(-1)
        elif alt and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.move_by(1)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's own name)
        self._welcome(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 (Qt's own name)
        self._welcome(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 (Qt's own name)
        event.accept()

    def _welcome(self, event: QDropEvent) -> None:
        if event.source() is self or event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's own name)
        """A page of this strip goes where it was let go; anything else is added at the end."""
        if event.source() is self:
            target = self.indexAt(event.position().toPoint()).row()
            if self.page is not None:
                place = target if target >= 0 else self.count() - 1
                self.move_wanted.emit(self.page, place)
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
        elif self._take(event.mimeData()):
            event.acceptProposedAction()
