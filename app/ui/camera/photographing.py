"""The camera over one paper of a dossier: its stills become pages, safe before the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.model.dossier import Page
from app.ui.camera.camera_window import CameraWindow
from app.ui.camera.stills import Still, keep
from app.ui.desk import Desk
from app.ui.intake.pages.deeds import PageDeeds
from app.ui.intake.work import Arrival
from app.ui.lanes import Lane


class Photographing(QObject):
    """``arrived`` carries an ``Arrival`` for each still that is safe; ``closed`` comes when the
    officer is done. One window at a time."""

    arrived = Signal(object)
    closed = Signal()

    def __init__(
        self, desk: Desk, deeds: PageDeeds, picture_of: Callable[[Page], QImage | None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._deeds = deeds
        self._picture_of = picture_of
        self.window: CameraWindow | None = None

    def open(
        self,
        dossier_id: str,
        key: str,
        name: str,
        parent: QWidget,
        *,
        camera: str = "",
        again: Page | None = None,
    ) -> None:
        """Photograph pages of the paper ``key``, called ``name``; with ``again`` the first still
        takes the place of that page. ``camera`` is a ``Device.name``, else the last one."""
        if self.window is not None:
            return
        window = CameraWindow(name, self._desk, self._deeds, self._picture_of, parent)
        self.window = window
        window.taken.connect(lambda still: self._keep(dossier_id, key, still))
        window.retaken.connect(self._deeds.retake)
        window.finished.connect(lambda _: self._closed())
        if again is not None:
            window.take_again(again)
        window.open()
        window.look(camera)

    def close(self) -> None:
        """The officer goes away from the paper."""
        if self.window is not None:
            self.window.accept()

    def show_pages(self, pages: Sequence[Page], undo: str, redo: str) -> None:
        """The pages of the paper as the store has them now."""
        if self.window is not None:
            self.window.show_pages(pages, undo, redo)

    def draw_again(self, page: Page) -> None:
        """There is another picture of a page."""
        if self.window is not None:
            self.window.strip.draw_again(page)

    def _keep(self, dossier_id: str, key: str, still: Still) -> None:
        station = self._desk.station
        self._desk.lanes.run(
            Lane.STORE, lambda task: keep(station, dossier_id, key, still, task), item=self._kept
        )

    def _kept(self, arrival: Arrival) -> None:
        if self.window is not None:
            self.window.kept(arrival.page)
        self.arrived.emit(arrival)

    def _closed(self) -> None:
        self.window = None
        self.closed.emit()
