"""Pages on their way in: from files, the clipboard, a scanner; one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.capture.files import read_files
from app.model.dossier import Page
from app.model.scanning import ScanProfile
from app.ui.desk import Desk
from app.ui.intake import work
from app.ui.intake.pages import work as page_work
from app.ui.intake.pages.feeding import Question
from app.ui.intake.stack import work as stack_work
from app.ui.lanes import Lane, Task


class Adding(QObject):
    """``arrived`` carries an ``Arrival`` for each page that is safe, ``asked`` a ``Question`` of
    the scanner; ``told`` which file of how many of a stack is at hand; ``changed`` comes when
    something begins or ends."""

    arrived = Signal(object)
    asked = Signal(object)
    told = Signal(int, int)
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tasks: dict[Task, bool] = {}

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    @property
    def scanning(self) -> bool:
        """A device is at work, or will be when what is before it has come in."""
        return any(self._tasks.values())

    def add_files(self, dossier_id: str, key: str, paths: list[Path]) -> None:
        """Those that cannot be used are told of; the others stay."""
        station = self._desk.station
        self._run(lambda task: work.add_paths(station, dossier_id, key, paths, task))

    def add_picture(self, dossier_id: str, key: str, picture: QImage) -> None:
        station = self._desk.station
        self._run(
            lambda task: work.add_captured(station, dossier_id, key, work.pasted(picture), task)
        )

    def scan(self, dossier_id: str, key: str, source: str, profile: ScanProfile) -> None:
        station = self._desk.station
        self._run(
            lambda task: work.scan(station, dossier_id, key, source, profile, task), scanning=True
        )

    def add_stack(self, dossier_id: str, key: str, paths: list[Path]) -> None:
        """Files are the sheets of one stack, laid apart by separator sheets."""
        station = self._desk.station
        self._run(lambda task: stack_work.add_stack(station, dossier_id, key, paths, task))

    def scan_stack(self, dossier_id: str, key: str, source: str, profile: ScanProfile) -> None:
        station = self._desk.station
        self._run(
            lambda task: stack_work.scan_stack(station, dossier_id, key, source, profile, task),
            scanning=True,
        )

    def scan_again(self, dossier_id: str, page: Page, source: str, profile: ScanProfile) -> None:
        """One side takes the place of ``page``."""
        station = self._desk.station
        one = replace(profile, duplex=False, two_passes=False, ask_each_page=False, max_pages=1)

        def taking(task: Task) -> None:
            files = work.scanned(station, dossier_id, source, one, task)
            page_work.take_again(station, dossier_id, page, files)

        self._run(taking, scanning=True)

    def take_again(self, dossier_id: str, page: Page, path: Path) -> None:
        """A file takes the place of ``page``."""
        station = self._desk.station
        self._run(lambda task: page_work.take_again(station, dossier_id, page, read_files([path])))

    def stop(self) -> None:
        """At the next page; those that are here stay."""
        for task in self._tasks:
            task.cancel()

    def _run(self, adding: Callable[[Task], None], *, scanning: bool = False) -> None:
        task = self._desk.lanes.run(
            Lane.CAPTURE,
            adding,
            item=self._came,
            progress=self.told.emit,
            ended=lambda: self._ended(task),
        )
        self._tasks[task] = scanning
        self.changed.emit()

    def _came(self, item: object) -> None:
        (self.asked if isinstance(item, Question) else self.arrived).emit(item)

    def _ended(self, task: Task) -> None:
        self._tasks.pop(task)
        self.changed.emit()
