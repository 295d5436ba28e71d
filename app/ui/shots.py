"""Pictures of the real window at work: for the practice day, and for the README.

``python -m app.ui.shots HOME OUT`` plays one dossier on a copy of a practice home and leaves a
PNG of every page; the home itself is not touched.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.errors import TryLater
from app.i18n import t
from app.model.dossier import Outcome
from app.practice.papers.plan import PracticeDossier, practice_plan
from app.practice.places import PRACTICE_PASSPHRASE
from app.ui.intake.counter_page import CounterPage
from app.ui.window import Window, application
from app.ui.workspace import Workspace

SIZE = (1366, 768)
PATIENCE_SECONDS = 60.0
SEED = 468
PAGES_EACH = 2
"""So many pages of each paper: enough to be seen, few enough to be quick."""


def take_shots(home: Path, passphrase: str, out: Path) -> list[Path]:
    """Sign in on a copy of ``home``, take one dossier in, close the day; a picture of each step.

    Returns the files in the order of the work. ``TryLater`` where a step never comes to its end.
    """
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "home"
        shutil.copytree(home, copy)
        photographer = _Photographer(copy, out)
        try:
            photographer.play(passphrase, Path(folder))
        finally:
            photographer.leave()
    return photographer.taken


class _Photographer:
    """Uses the window as an officer would, and waits for it as one."""

    def __init__(self, home: Path, out: Path) -> None:
        application()
        self.window = Window(home)
        self.window.resize(*SIZE)
        self.window.show()
        self.out = out
        self.taken: list[Path] = []

    def play(self, passphrase: str, folder: Path) -> None:
        self._until(lambda: self.window.sign_in is not None)
        sign_in = self.window.sign_in
        assert sign_in is not None
        sign_in.passphrase.setText(passphrase)
        self._shoot("01-dang-nhap", self.window)
        sign_in.open_button.click()
        self._until(lambda: self.window.workspace is not None)
        assert self.window.workspace is not None
        self._take_in(self.window.workspace, practice_plan(1, SEED)[0], folder)
        self._rest_of_the_day(self.window.workspace)

    def _take_in(self, workspace: Workspace, planned: PracticeDossier, folder: Path) -> None:
        intake = workspace.intake
        start, counter = intake.start, intake.counter
        start.procedures.search.setText(planned.procedure_code)
        start.procedures.case.setCurrentIndex(
            max(0, start.procedures.case.findData(planned.case_key))
        )
        start.applicant.fill(planned.applicant)
        self._settle()
        self._shoot("02-bat-dau", self.window)
        start.open_button.click()
        self._until(lambda: counter.counter is not None)
        for key, pictures in planned.papers.items():
            files = []
            for number, picture in enumerate(pictures[:PAGES_EACH], start=1):
                files.append(folder / f"{key}-{number}.jpg")
                files[-1].write_bytes(picture.jpeg)
            self._add(counter, key, files)
        self._tick_the_rest(counter)
        self._choose(counter, max(planned.papers, key=lambda key: len(planned.papers[key])))
        self._until(lambda: _weighed(counter))
        self._settle()
        self._shoot("03-giay-to", self.window)
        counter.seal.seal_button.click()
        self._until(lambda: counter.seal.review is not None)
        review = counter.seal.review
        assert review is not None
        self._settle()
        self._shoot("04-kiem-tra", review)
        while counter.seal.review is not None:
            review.agree()
        self._until(lambda: intake.sheets.currentWidget() is intake.receipt)
        self._settle()
        self._shoot("05-giay-tiep-nhan", self.window)

    def _choose(self, counter: CounterPage, key: str) -> None:
        counter.checklist.choose([row.key for row in counter.model.rows].index(key))

    def _add(self, counter: CounterPage, key: str, files: list[Path]) -> None:
        self._choose(counter, key)
        counter.add_files(files)
        self._until(lambda: not self.window.lanes.busy)

    def _tick_the_rest(self, counter: CounterPage) -> None:
        for row in counter.model.rows:
            if row.required and row.outcome is Outcome.PENDING:
                counter.model.ticked.emit(row.key, row.settles)
                self._until(lambda: not self.window.lanes.busy)

    def _rest_of_the_day(self, workspace: Workspace) -> None:
        workspace.nav[1].click()
        workspace.queue.send_button.click()
        self._until(lambda: not self.window.lanes.busy)
        workspace.queue.table.selectRow(0)
        self._settle()
        self._shoot("06-hang-doi", self.window)
        workspace.nav[2].click()
        workspace.day.close_button.click()
        self._until(lambda: not self.window.lanes.busy)
        self._settle()
        self._shoot("07-dong-ngay", self.window)

    def leave(self) -> None:
        gone: list[bool] = []
        self.window.close_home(lambda: gone.append(True))
        self._until(lambda: bool(gone))
        self.window.lanes.close()

    def _shoot(self, name: str, widget: QWidget) -> None:
        file = self.out / f"{name}.png"
        widget.grab().save(str(file))
        self.taken.append(file)

    def _settle(self) -> None:
        """Let everything that was asked for come in and be drawn."""
        self._until(lambda: not self.window.lanes.busy)
        until = time.monotonic() + 0.1
        while time.monotonic() < until:
            self._turn()

    def _until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            if time.monotonic() > end:
                raise TryLater(t("Cửa sổ không phản hồi khi chụp hình."), t("Thử chụp lại."))
            self._turn()

    def _turn(self) -> None:
        QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)


def _weighed(counter: CounterPage) -> bool:
    """It is known how heavy every page will be."""
    assert counter.counter is not None
    papers = counter.counter.pages.values()
    return all(counter.output.weights.of(page) for pages in papers for page in pages)


if __name__ == "__main__":
    for picture in take_shots(
        Path(sys.argv[1]),
        os.environ.get("TRAM_PASSPHRASE") or PRACTICE_PASSPHRASE,
        Path(sys.argv[2]),
    ):
        sys.stdout.write(f"{picture}\n")
