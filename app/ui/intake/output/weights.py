"""The pages of the dossier on the counter are weighed while nothing else is to be done."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.errors import AppError
from app.model.dossier import Page
from app.ui.desk import Desk
from app.ui.intake.output.work import weigh
from app.ui.intake.pages.work import PictureKey, key_of
from app.ui.lanes import Lane, Task
from app.ui.present.output import Sizes


class OutputWeights(QObject):
    """``changed`` comes whenever more is known.

    One page at a time is handed to the lane that gives way to everything else. What was weighed
    is kept while the dossier lies open; a page that cannot be taken is told of when its paper is
    made, not here.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._dossier_id = ""
        self._known: dict[PictureKey, Sizes] = {}
        self._failed: set[PictureKey] = set()
        self._wanted: dict[PictureKey, Page] = {}
        self._task: Task | None = None

    def open(self, dossier_id: str) -> None:
        """Another dossier is laid open."""
        self.rest()
        self._dossier_id = dossier_id
        self._known.clear()
        self._failed.clear()

    def rest(self) -> None:
        """Weigh nothing more until something is wanted again."""
        self._wanted.clear()

    def of(self, page: Page) -> Sizes | None:
        return self._known.get(key_of(page))

    def know(self, page: Page, sizes: Sizes) -> None:
        """A page was weighed, here or elsewhere."""
        self._known[key_of(page)] = sizes
        self.changed.emit()

    def want(self, pages: Iterable[Page]) -> None:
        """Weigh these, and none but these."""
        keyed = {key_of(page): page for page in pages if not page.left_out}
        self._wanted = {
            key: page
            for key, page in keyed.items()
            if key not in self._known and key not in self._failed
        }
        self._next()

    def _next(self) -> None:
        if self._task is not None or not self._wanted:
            return
        page = self._wanted.pop(next(iter(self._wanted)))
        station, dossier_id = self._desk.station, self._dossier_id
        self._task = self._desk.lanes.run(
            Lane.READ,
            lambda task: weigh(station, dossier_id, page),
            done=lambda sizes: self._weighed(dossier_id, page, sizes),
            failed=lambda error: self._cannot(page, error),
            ended=self._ended,
        )

    def _weighed(self, dossier_id: str, page: Page, sizes: Sizes) -> None:
        if dossier_id == self._dossier_id:
            self.know(page, sizes)

    def _cannot(self, page: Page, error: AppError) -> None:
        self._failed.add(key_of(page))

    def _ended(self) -> None:
        """The next one, unless all work was cancelled: then the home is about to be closed."""
        task, self._task = self._task, None
        if task is not None and task.cancelled():
            self.rest()
        self._next()
