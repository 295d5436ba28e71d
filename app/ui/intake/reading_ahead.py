"""The pages of the dossier on the counter are read while the citizen is still there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.document.extract.kinds import Misplaced
from app.errors import AppError
from app.ui.desk import Desk
from app.ui.lanes import Lane, Task
from app.workflow.proposals import misplaced_papers
from app.workflow.reading import read_ahead


class ReadingAhead(QObject):
    """``misplaced`` carries, by component key, the papers that seem to lie under a wrong line
    (``Misplaced``); ``looked`` a page with what was found about it."""

    misplaced = Signal(object)
    looked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self._dossier_id = ""
        self._again = False

    @property
    def busy(self) -> bool:
        return self._task is not None

    def want(self, dossier_id: str) -> None:
        """Read what is not read yet; called whenever pages of the dossier have come or changed."""
        if self._task is not None and dossier_id == self._dossier_id:
            self._again = True
            return
        self.stop()
        self._dossier_id = dossier_id
        self._start()

    def stop(self) -> None:
        """At once: the officer seals, or goes to other work. What is read stays, and of a page
        under way nothing is lost either: who needs it waits for its end."""
        self._again = False
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _start(self) -> None:
        station, dossier_id = self._desk.station, self._dossier_id

        def work(task: Task) -> dict[str, Misplaced]:
            read_ahead(station, dossier_id, task.cancelled, page_done=task.give)
            return {} if task.cancelled() else misplaced_papers(station, dossier_id)

        self._task = task = self._desk.lanes.run(
            Lane.READ,
            work,
            item=lambda page: self.looked.emit(page) if task is self._task else None,
            done=lambda found: self.misplaced.emit(found) if task is self._task else None,
            failed=lambda error: self._failed(task, error),
            ended=lambda: self._ended(task),
        )

    def _failed(self, task: Task, error: AppError) -> None:
        """Nobody asked for it, so nobody is told: the same fault is told when papers are made."""
        if task is self._task:
            self._again = False

    def _ended(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            if self._again and not task.cancelled():
                self._again = False
                self._start()
