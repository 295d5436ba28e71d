"""The pages of one paper as small pictures: they come, go, change places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListWidget, QListWidgetItem

from app.i18n import t
from app.model.dossier import Page
from app.ui.intake.pages.actions import PageActions
from app.ui.intake.pages.icon import PICTURE, page_icon
from app.ui.present.pages import page_caption, page_role, page_tip
from app.ui.theme import ROLE_COLOURS

CELL = QSize(134, 216)
"""Room for a picture and a caption of three lines."""
_LOOK = (
    "QListWidget { font-size: 9.5pt; }"
    "QListWidget::item { border: 2px solid transparent; border-radius: 5px; }"
    "QListWidget::item:selected { background: #d6e6f2; color: #1b2730; }"
    "QListWidget::item:focus { border-color: #e08a00; }"
)
_PAGE = Qt.ItemDataRole.UserRole
_PLACE = Qt.ItemDataRole.UserRole + 1
_KEPT = QItemSelectionModel.SelectionFlag.NoUpdate


class PageStrip(QListWidget):
    """Says what the officer wants; the pages change when the store has changed.

    ``picture_of`` gives the best picture there is of a page. ``chosen_changed`` comes with
    every other choice; ``move_wanted`` carries pages and the place they are let go at.
    """

    files_dropped = Signal(list)
    picture_pasted = Signal(QImage)
    chosen_changed = Signal()
    move_wanted = Signal(list, int)
    menu_wanted = Signal(QPoint)

    def __init__(self, actions: PageActions) -> None:
        super().__init__()
        self._deeds = actions
        self.picture_of: Callable[[Page], QImage | None] = lambda page: None
        self.setAccessibleName(t("Các trang của giấy tờ"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setMovement(QListWidget.Movement.Static)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setWordWrap(True)
        self.setIconSize(PICTURE)
        self.setGridSize(CELL)
        self.setUniformItemSizes(True)
        self.setStyleSheet(_LOOK)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.itemSelectionChanged.connect(self.chosen_changed.emit)
        self.currentRowChanged.connect(lambda _: self.chosen_changed.emit())
        self.itemDoubleClicked.connect(lambda _: actions.edit.trigger())

    def show_pages(self, pages: list[Page]) -> None:
        """These pages in this order; those that are chosen stay chosen."""
        chosen = {page.page_id for page in self.chosen}
        current, row = self.page, self.currentRow()
        with QSignalBlocker(self):
            while self.count() > len(pages):
                self.takeItem(self.count() - 1)
            for place, page in enumerate(pages):
                if place == self.count():
                    self.addItem(self._new_item())
                self._fill(place, page)
            self._choose_again(pages, chosen, current, row)
        self.chosen_changed.emit()

    def _new_item(self) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setSizeHint(CELL)
        item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        return item

    def _fill(self, place: int, page: Page) -> None:
        item = self.item(place)
        if item.data(_PAGE) == page and item.data(_PLACE) == place:
            return
        item.setData(_PAGE, page)
        item.setData(_PLACE, place)
        item.setText(page_caption(place, page))
        item.setToolTip(page_tip(page))
        item.setForeground(QColor(ROLE_COLOURS[page_role(page)]))
        self._draw(item, page)

    def _draw(self, item: QListWidgetItem, page: Page) -> None:
        item.setIcon(page_icon(self.picture_of(page), page, self.devicePixelRatioF()))

    def _choose_again(
        self, pages: list[Page], chosen: set[str], current: Page | None, row: int
    ) -> None:
        """The same pages as before; where they are gone, the one in the place at hand."""
        places = {page.page_id: place for place, page in enumerate(pages)}
        left = [places[page_id] for page_id in chosen if page_id in places]
        at = places.get(current.page_id) if current else None
        if at is None:
            at = min(row, len(pages) - 1) if chosen and not left else -1
            if at < 0 and pages and self.hasFocus():
                at = 0
            left = left or ([at] if at >= 0 else [])
        self.clearSelection()
        self.setCurrentRow(at, _KEPT)
        for place in left:
            self.item(place).setSelected(True)

    def choose_none(self) -> None:
        """Another paper is laid out."""
        with QSignalBlocker(self):
            self.clearSelection()
            self.setCurrentRow(-1)

    def choose(self, page_id: str) -> None:
        """Take one page to hand."""
        for place in range(self.count()):
            if self.item(place).data(_PAGE).page_id == page_id:
                self.setCurrentRow(place)

    def draw_again(self, page: Page) -> None:
        """There is another picture of a page."""
        for place in range(self.count()):
            item = self.item(place)
            if item.data(_PAGE).source_sha256 == page.source_sha256:
                self._draw(item, item.data(_PAGE))

    @property
    def page(self) -> Page | None:
        """The page at hand."""
        item = self.currentItem()
        page = item.data(_PAGE) if item else None
        return page if isinstance(page, Page) else None

    @property
    def chosen(self) -> list[Page]:
        """The chosen pages in their order; the one at hand where none is marked."""
        marked = [self.item(place).data(_PAGE) for place in self._chosen_places()]
        return marked or ([self.page] if self.page else [])

    def _chosen_places(self) -> list[int]:
        return sorted(index.row() for index in self.selectedIndexes())

    def move_by(self, step: int) -> None:
        """Ask to put the chosen pages ``step`` places further, as one block."""
        places = self._chosen_places() or [self.currentRow()]
        if (step < 0 and places[0] > 0) or (step > 0 and places[-1] < self.count() - 1):
            self.move_wanted.emit(self.chosen, max(0, places[0] + step))

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
        action = self._deeds.wanted_by(event)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's own name)
        """Whoever comes with the keyboard has a page at hand at once."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 (Qt's own name)
        """By mouse where it was pressed, by key at the page at hand."""
        at = event.globalPos()
        if event.reason() is not QContextMenuEvent.Reason.Mouse and self.currentItem():
            box = self.visualItemRect(self.currentItem())
            at = self.viewport().mapToGlobal(box.center())
        self.menu_wanted.emit(at)

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
        """Pages of this strip go where they were let go; anything else is added at the end."""
        if event.source() is self:
            target = self.indexAt(event.position().toPoint()).row()
            self._let_go_at(target if target >= 0 else self.count())
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
        elif self._take(event.mimeData()):
            event.acceptProposedAction()

    def _let_go_at(self, target: int) -> None:
        """Before the page under the mouse, or after it for pages that come from before it."""
        places = self._chosen_places()
        if places:
            others = [place for place in range(self.count()) if place not in places]
            place = sum(other < target for other in others)
            forward = target > places[0] and target not in places
            self.move_wanted.emit(self.chosen, place + forward)
