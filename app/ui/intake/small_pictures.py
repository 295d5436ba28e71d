"""The small pictures of pages, drawn once on a lane and kept while their dossier lies open."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.model.dossier import Page
from app.ui.desk import Desk
from app.ui.intake import work
from app.ui.lanes import Lane, Task


class SmallPictures(QObject):
    """``drawn`` carries a page and its picture."""

    drawn = Signal(object, QImage)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked: set[str] = set()

    def forget(self) -> None:
        """Another dossier is laid open."""
        self._asked.clear()

    def have(self, page: Page, picture: QImage) -> None:
        """A picture that came with its page."""
        self._asked.add(page.page_id)
        self.drawn.emit(page, picture)

    def want(self, pages: Iterable[Page]) -> None:
        """Draw those that were not asked for yet."""
        missing = [page for page in pages if page.page_id not in self._asked]
        if missing:
            self._asked.update(page.page_id for page in missing)
            self._desk.lanes.run(
                Lane.PROCESS,
                lambda task: self._draw(missing, task),
                item=lambda drawn: self.drawn.emit(*drawn),
            )

    def _draw(self, pages: list[Page], task: Task) -> None:
        for page in pages:
            task.give((page, work.small_picture(self._desk.station, page)))
