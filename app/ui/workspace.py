"""The window of a signed-in officer: head, navigation, pages, and where problems are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.i18n import ENGLISH, VIETNAMESE, language, set_language, t
from app.ui.day.day_page import DayPage
from app.ui.desk import Desk
from app.ui.header import Header
from app.ui.help import HelpDialog
from app.ui.icons import SIDE, icon
from app.ui.intake.intake_page import IntakePage
from app.ui.lanes import Lane
from app.ui.problems import ProblemBar
from app.ui.queue.queue_page import QueuePage
from app.ui.sending import Sending

NAV_WIDTH = 148
HELP_PAGES = ("tiep-nhan", "hang-doi", "dong-ngay")


class Workspace(QWidget):
    """``lock_wanted``: back to signing in. ``language_changed``: build everything anew."""

    lock_wanted = Signal()
    language_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sending = Sending(desk)
        self.header = Header(desk.station, on_help=self.show_help, on_lock=self.lock_wanted.emit)
        self.problems = ProblemBar()
        self.intake = IntakePage(desk)
        self.queue = QueuePage(desk, self.sending)
        self.day = DayPage(desk)
        self.pages = QStackedWidget()
        self.nav: list[QPushButton] = []
        self._lay_out()
        self._fill_settings()
        QShortcut(QKeySequence("F1"), self, self.show_help)
        desk.lanes.problem.connect(self.problems.show_error)
        desk.notice.connect(self.problems.tell)
        desk.dossiers_changed.connect(self.intake.start.look_for_drafts)
        self.intake.counter.seal.sealed.connect(lambda _: self.sending.nudge())
        self.intake.turned.connect(self.problems.hide)
        self.sending.changed.connect(self.header.show_line)
        self.header.show_line(self.sending.line)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("nav")
        bar.setFixedWidth(NAV_WIDTH)
        buttons = QVBoxLayout(bar)
        buttons.setContentsMargins(6, 8, 6, 8)
        group = QButtonGroup(self)
        for place, (text, picture, page) in enumerate(
            (
                (t("Tiếp nhận"), "intake", self.intake),
                (t("Hàng đợi"), "queue", self.queue),
                (t("Chốt ngày"), "day", self.day),
            )
        ):
            made = QPushButton(text)
            made.setAccessibleName(text)
            made.setIcon(icon(picture))
            made.setIconSize(QSize(SIDE + 2, SIDE + 2))
            made.setCheckable(True)
            made.setToolTip(f"Ctrl+{place + 1}")
            made.clicked.connect(self._go_to(place))
            QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self, made.click)
            group.addButton(made)
            buttons.addWidget(made)
            self.nav.append(made)
            self.pages.addWidget(page)
        buttons.addStretch(1)
        self.nav[0].setChecked(True)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.problems)
        column.addWidget(self.pages, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(bar)
        below.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        if self.desk.station.practice:
            whole.addWidget(_practice_banner())
        whole.addLayout(below, 1)

    def _go_to(self, place: int) -> Callable[[], None]:
        def go() -> None:
            self.problems.hide()
            self.pages.setCurrentIndex(place)

        return go

    def begin(self) -> None:
        """The first look at devices, drafts and the line."""
        self.intake.begin()
        self.sending.nudge()

    def show_help(self) -> None:
        page = HELP_PAGES[self.pages.currentIndex()]
        HelpDialog(page, self.desk.lanes, self).open()

    def _fill_settings(self) -> None:
        menu = self.header.settings_menu
        languages = QActionGroup(menu)
        for code, name in ((VIETNAMESE, "Tiếng Việt"), (ENGLISH, "English")):
            action = QAction(name, menu)
            action.setCheckable(True)
            action.setChecked(code == language())
            action.triggered.connect(self._speak(code))
            languages.addAction(action)
            menu.addAction(action)

    def _speak(self, code: str) -> Callable[[], None]:
        def chosen() -> None:
            station = self.desk.station
            self.desk.lanes.run(
                Lane.STORE,
                lambda task: station.change_settings(replace(station.settings, language=code)),
                done=lambda _: self._spoken(code),
            )

        return chosen

    def _spoken(self, code: str) -> None:
        set_language(code)
        self.language_changed.emit()


def _practice_banner() -> QLabel:
    banner = QLabel(t("THỰC HÀNH – không có giá trị pháp lý"))
    banner.setObjectName("practice")
    banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return banner
