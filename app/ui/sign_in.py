"""Signing in: who works at the counter, and the passphrase that opens the home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import prefer_language, t
from app.identity.personal_id import birth_province
from app.log import start_log
from app.model.people import Officer
from app.practice.places import PRACTICE_PASSPHRASE
from app.settings import Settings, is_home, load_settings
from app.store.keys import officers, unlock
from app.ui.controls import button, choice, colour_text, heading, line, note, panel
from app.ui.lanes import Lane, Lanes
from app.ui.memory import Memory, load_memory
from app.ui.present.states import Role
from app.workflow.station import Station

CARD_WIDTH = 460


@dataclass(frozen=True)
class HomeFacts:
    """What can be known of a home before it is opened."""

    made: bool
    settings: Settings
    officers: tuple[Officer, ...] = ()
    passphrase: str = ""


@dataclass(frozen=True)
class SignedIn:
    """An opened station and what the window remembers of it."""

    station: Station
    memory: Memory


def home_facts(home: Path) -> HomeFacts:
    """Read on a lane, which also settles the language and begins the log. A practice home tells
    its passphrase, since nothing in it is real."""
    settings = load_settings(home)
    prefer_language(settings.language)
    if not is_home(home):
        return HomeFacts(False, settings)
    start_log(home)
    passphrase = PRACTICE_PASSPHRASE if settings.practice else ""
    return HomeFacts(True, settings, tuple(officers(home)), passphrase)


Leave = Callable[[Callable[[], None]], None]
"""Closes the station behind a locked screen, then calls what it is given."""


class SignInPage(QWidget):
    """``signed_in`` carries a ``SignedIn``. Over a station that stays open behind a locked
    screen, its own officer is let back in by ``unlocked``; anyone else opens the home anew."""

    signed_in = Signal(object)
    unlocked = Signal()

    def __init__(
        self, home: Path, lanes: Lanes, facts: HomeFacts, ask_pin: Callable[[str], str]
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._home, self._lanes, self._facts, self._ask_pin = home, lanes, facts, ask_pin
        self._behind: tuple[str, Leave] | None = None
        self.officer = choice(t("Cán bộ"))
        for each in facts.officers:
            self.officer.addItem(each.full_name, each.officer_id)
        self.passphrase = line(t("Mật khẩu"))
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setText(facts.passphrase)
        self.open_button = button(t("Đăng nhập"), self._sign_in, kind="primary", picture="lock")
        self.passphrase.returnPressed.connect(self.open_button.click)
        self.wrong = note()
        colour_text(self.wrong, Role.BAD, bold=True)
        self._lay_out()

    def _lay_out(self) -> None:
        frame, column = panel()
        frame.setFixedWidth(CARD_WIDTH)
        column.addWidget(heading(t("Trạm Một Cửa")))
        column.addWidget(note(self._facts.settings.agency_name or str(self._home)))
        column.addSpacing(6)
        for label, field in ((t("Cán bộ"), self.officer), (t("Mật khẩu"), self.passphrase)):
            caption = QLabel(label)
            caption.setBuddy(field)
            column.addWidget(caption)
            column.addWidget(field)
        if self._facts.passphrase:
            column.addWidget(note(t("Trạm thực hành: mật khẩu đã được điền sẵn.")))
        column.addWidget(self.wrong)
        column.addWidget(self.open_button)
        whole = QVBoxLayout(self)
        whole.addWidget(frame, 0, Qt.AlignmentFlag.AlignCenter)
        self.wrong.hide()

    def lock_over(self, officer_id: str, leave: Leave) -> None:
        """Stand in front of an open station, whose officer is ``officer_id``."""
        self._behind = (officer_id, leave)
        self.officer.setCurrentIndex(self.officer.findData(officer_id))
        self.passphrase.setText(self._facts.passphrase)
        self.wrong.hide()
        self.passphrase.setFocus()

    def _sign_in(self) -> None:
        officer_id, passphrase = self.officer.currentData(), self.passphrase.text()
        if self._behind is None:
            self._open(officer_id, passphrase)
            return
        self._busy(True)
        self._lanes.run(
            Lane.STORE,
            lambda task: unlock(self._home, passphrase, officer_id),
            done=lambda _: self._let_in(officer_id, passphrase),
            failed=self._refuse,
            ended=lambda: self._busy(False),
        )

    def _let_in(self, officer_id: str, passphrase: str) -> None:
        if self._behind is None:
            return
        behind, leave = self._behind
        self._behind = None
        self.passphrase.setText(self._facts.passphrase)
        if officer_id == behind:
            self.unlocked.emit()
        else:
            leave(lambda: self._open(officer_id, passphrase))

    def _open(self, officer_id: str, passphrase: str) -> None:
        self._busy(True)
        self._lanes.run(
            Lane.STORE,
            lambda task: self._opened(officer_id, passphrase),
            done=self.signed_in.emit,
            failed=self._refuse,
            ended=lambda: self._busy(False),
        )

    def _opened(self, officer_id: str, passphrase: str) -> SignedIn:
        station = Station.open(
            self._home,
            passphrase,
            officer_id=officer_id,
            ask_pin=lambda token: self._lanes.ask(lambda: self._ask_pin(token)),
        )
        prefer_language(station.settings.language)
        birth_province("")
        return SignedIn(station, load_memory(self._home))

    def _busy(self, busy: bool) -> None:
        self.open_button.setDisabled(busy)
        if busy:
            self.wrong.hide()

    def _refuse(self, error: AppError) -> None:
        self.wrong.setText(str(error))
        self.wrong.show()
        self.passphrase.selectAll()
        self.passphrase.setFocus()
