"""The program with a window: one home, one window, one set of lanes."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from app.errors import AppError
from app.i18n import t
from app.log import FILE
from app.store.home import HomePaths
from app.ui.desk import Desk
from app.ui.first_run import FirstRunPage
from app.ui.icons import icon
from app.ui.lanes import Lane, Lanes
from app.ui.pin import ask_pin
from app.ui.practice_province import PracticeProvince
from app.ui.sign_in import HomeFacts, SignedIn, SignInPage, home_facts
from app.ui.theme import PRIMARY, dress
from app.ui.trouble import TroublePage
from app.ui.workspace import Workspace

log = logging.getLogger(__name__)

SMALLEST = (1180, 640)
"""A commune's 1366×768 screen has this much room between its task bar and its title bar."""


class Window(QMainWindow):
    """Shows one of: nothing yet, the first run, signing in, the workspace."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.home = home
        self.lanes = Lanes()
        self.sheets = QStackedWidget()
        self.sign_in: SignInPage | None = None
        self.workspace: Workspace | None = None
        self._desk: Desk | None = None
        self._facts: HomeFacts | None = None
        self._province = PracticeProvince()
        self._leaving = False
        self.setCentralWidget(self.sheets)
        self.setWindowTitle(t("Trạm Một Cửa"))
        self.setWindowIcon(icon("app", PRIMARY))
        self.setMinimumSize(*SMALLEST)
        self.look_at_home()

    def look_at_home(self) -> None:
        """Is there a station, and who may open it?"""
        self.lanes.run(
            Lane.STORE,
            lambda task: home_facts(self.home),
            done=self._meet,
            failed=self._cannot_look,
        )

    def _cannot_look(self, error: AppError) -> None:
        self._show(TroublePage(error, self.look_at_home))

    def _meet(self, facts: HomeFacts) -> None:
        if not facts.made:
            first = FirstRunPage(self.home, self.lanes)
            first.made.connect(self.look_at_home)
            self._show(first)
            return
        self.lanes.log_to(HomePaths(self.home).log / FILE)
        self._facts = facts
        self._offer_sign_in()

    def _offer_sign_in(self) -> None:
        """Signing in, in the language of the moment."""
        assert self._facts is not None
        self.sign_in = SignInPage(
            self.home, self.lanes, self._facts, lambda token: ask_pin(token, self)
        )
        self.sign_in.signed_in.connect(self._enter)
        self.sign_in.unlocked.connect(self._unlock)
        self._show(self.sign_in)
        self.sign_in.passphrase.setFocus()

    def _enter(self, signed_in: SignedIn) -> None:
        station = signed_in.station
        self._desk = Desk(station, self.lanes, signed_in.memory)
        self.setWindowTitle(f"{t('Trạm Một Cửa')} – {station.settings.agency_name}")
        if station.practice:
            self.lanes.run(
                Lane.LINE,
                lambda task: self._province.start(self.home),
                ended=self._province_ready,
            )
        self._build()

    def _province_ready(self) -> None:
        if self.workspace is not None:
            self.workspace.sending.nudge()

    def _build(self) -> None:
        """The workspace, made anew after signing in and after a change of language."""
        assert self._desk is not None
        old = self.workspace
        self.workspace = Workspace(self._desk)
        self.workspace.lock_wanted.connect(self.lock)
        self.workspace.language_changed.connect(self._rebuild)
        self._show(self.workspace)
        if old is not None:
            old.sending.retire()
            self._drop(old)
        self.workspace.begin()

    def _rebuild(self) -> None:
        """Once nothing on a lane will come back to the widgets that go."""
        self.lanes.cancel_all()
        self.lanes.when_idle(self._speak_anew)

    def _speak_anew(self) -> None:
        old = self.sign_in
        self._offer_sign_in()
        if old is not None:
            self._drop(old)
        self._build()

    def lock(self) -> None:
        """Hide everything behind signing in; the token is logged out, sending goes on."""
        if self.sign_in is None or self._desk is None:
            return
        station = self._desk.station
        self.lanes.run(Lane.PROCESS, lambda task: station.forget_signer())
        self.sign_in.lock_over(station.officer.officer_id, self._leave)
        self.sheets.setCurrentWidget(self.sign_in)

    def _unlock(self) -> None:
        assert self.workspace is not None
        self.sheets.setCurrentWidget(self.workspace)

    def _leave(self, then: Callable[[], None]) -> None:
        """Stop all work, close the station, go on."""
        self.lanes.cancel_all()
        self.lanes.when_idle(lambda: self._close_station(then))

    def _close_station(self, then: Callable[[], None]) -> None:
        desk, workspace = self._desk, self.workspace
        self._desk = self.workspace = None
        if workspace is not None:
            workspace.sending.retire()
            self._drop(workspace)
        if desk is None:
            then()
            return
        station = desk.station
        self.lanes.run(Lane.PROCESS, lambda task: station.close(), ended=then)

    def _drop(self, page: QWidget) -> None:
        self.sheets.removeWidget(page)
        page.deleteLater()

    def _show(self, page: QWidget) -> None:
        if self.sheets.indexOf(page) < 0:
            self.sheets.addWidget(page)
        self.sheets.setCurrentWidget(page)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's own name)
        """Hide at once; what is on the lanes stops at its next look, then the home is closed."""
        event.ignore()
        if self._leaving:
            return
        self._leaving = True
        self.hide()
        self.close_home(lambda: QApplication.exit(0))

    def close_home(self, then: Callable[[], None]) -> None:
        """Close the station and its practice province, then call ``then``."""
        self._leave(lambda: self._stop_province(then))

    def _stop_province(self, then: Callable[[], None]) -> None:
        self.lanes.run(Lane.LINE, lambda task: self._province.stop(), ended=then)


def tell_bugs(window: Window) -> None:
    """A bug on the GUI thread is logged, and the officer is told where."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("unexpected on the GUI thread", exc_info=(kind, error, trace))
        window.lanes.problem.emit(window.lanes.unexpected())

    sys.excepthook = told


def application() -> QApplication:
    """The one QApplication of this process, dressed."""
    running = QApplication.instance()
    made = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    made.setApplicationName("Trạm Một Cửa")
    made.setQuitOnLastWindowClosed(False)
    dress(made)
    return made


def run_window(home: Path) -> int:
    """Open the window on ``home`` and stay until it is closed; the exit code of the program."""
    made = application()
    window = Window(home)
    tell_bugs(window)
    window.resize(1366, 720)
    window.showMaximized()
    code = made.exec()
    window.lanes.close()
    return code
