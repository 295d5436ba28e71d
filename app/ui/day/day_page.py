"""*Chốt ngày*: the day in numbers, the closing, the register."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.i18n import VIETNAMESE, language, t
from app.ui.controls import button, heading, note, panel
from app.ui.day import work
from app.ui.day.verdict_box import VerdictBox
from app.ui.day.work import DaySheet
from app.ui.desk import Desk
from app.ui.lanes import Lane
from app.ui.pdf_view import PdfView
from app.ui.printing import ask_and_print
from app.ui.theme import TARGET


class DayPage(QWidget):
    """Shows the day chosen; today unless another is wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName(t("Chốt ngày"))
        self._desk = desk
        self._stale = True
        self._telling = False
        self._register = b""
        today = desk.station.clock.now().date()
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setAccessibleName(t("Ngày"))
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setMaximumDate(self.day.date())
        self.day.setCalendarPopup(True)
        spoken = QLocale.Language.Vietnamese
        if language() != VIETNAMESE:
            spoken = QLocale.Language.English
        self.day.setLocale(QLocale(spoken))
        self.day.setMinimumHeight(TARGET)
        self.numbers = {name: QLabel("–") for name in ("received", "sent", "waiting", "held")}
        self.close_button = button(t("Chốt ngày"), self._close, picture="day", kind="big")
        self.moving = QProgressBar()
        self.moving.setRange(0, 0)
        self.moving.setAccessibleName(t("Đang đối chiếu với tỉnh"))
        self.moving.setTextVisible(False)
        self.moving.hide()
        self.verdict = VerdictBox()
        self.view = PdfView()
        self.print_button = button(t("In sổ theo dõi"), self._print, picture="print")
        self.nothing = note(t("Sổ theo dõi hồ sơ của ngày sẽ hiện ở đây sau khi chốt ngày."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.day.dateChanged.connect(lambda _: self.refresh())
        desk.dossiers_changed.connect(self._mark_stale)

    def _lay_out(self) -> None:
        frame, column = panel()
        head = QHBoxLayout()
        head.addWidget(heading(t("Ngày")))
        head.addWidget(self.day)
        head.addStretch(1)
        column.addLayout(head)
        grid = QGridLayout()
        words = {
            "received": t("Hồ sơ đã niêm phong"),
            "sent": t("Tỉnh đã nhận"),
            "waiting": t("Chờ gửi"),
            "held": t("Bị giữ"),
        }
        for row, (name, number) in enumerate(self.numbers.items()):
            number.setStyleSheet("font-size: 15pt; font-weight: 600;")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            number.setAccessibleName(words[name])
            grid.addWidget(QLabel(words[name]), row, 0)
            grid.addWidget(number, row, 1)
        column.addLayout(grid)
        column.addWidget(
            note(t("Gửi nốt hồ sơ chờ gửi, đối chiếu với tỉnh từng hồ sơ và lập sổ theo dõi."))
        )
        column.addWidget(self.close_button)
        column.addWidget(self.moving)
        left = QVBoxLayout()
        left.addWidget(frame)
        left.addWidget(self.verdict, 1)
        left.addStretch(0)
        right = QVBoxLayout()
        top = QHBoxLayout()
        top.addWidget(heading(t("Sổ theo dõi hồ sơ")))
        top.addStretch(1)
        top.addWidget(self.print_button)
        right.addLayout(top)
        right.addWidget(self.nothing)
        right.addWidget(self.view, 1)
        right.addStretch(0)
        row_box = QHBoxLayout(self)
        row_box.setContentsMargins(10, 8, 10, 10)
        row_box.addLayout(left, 2)
        row_box.addLayout(right, 4)
        self.print_button.hide()
        self.view.hide()

    @property
    def chosen(self) -> date:
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's own name)
        super().showEvent(event)
        today = self._desk.station.clock.now().date()
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        if self._stale:
            self.refresh()

    def _mark_stale(self) -> None:
        if self._telling:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        self._stale = False
        station, day = self._desk.station, self.chosen
        self._desk.lanes.run(Lane.STORE, lambda task: work.look(station, day), done=self._show)

    def _show(self, sheet: DaySheet) -> None:
        if sheet.day != self.chosen:
            return
        for name, label in self.numbers.items():
            label.setText(str(getattr(sheet.summary, name)))
        self.verdict.show_verdict(sheet.verdict, sheet.closed)
        self._register = sheet.register
        for widget in (self.view, self.print_button):
            widget.setVisible(bool(sheet.pictures))
        self.nothing.setVisible(not sheet.pictures)
        self.view.show_pages(sheet.pictures)

    def _close(self) -> None:
        station, day = self._desk.station, self.chosen
        self._busy(True)
        self._desk.lanes.run(
            Lane.LINE,
            lambda task: work.close(station, day, task.cancelled),
            done=self._closed,
            ended=lambda: self._busy(False),
        )

    def _closed(self, sheet: DaySheet) -> None:
        """The others look again; this page shows the closing itself, with why it fell short."""
        self._show(sheet)
        self._telling = True
        self._desk.dossiers_changed.emit()
        self._telling = False

    def _busy(self, busy: bool) -> None:
        self.close_button.setDisabled(busy)
        self.day.setDisabled(busy)
        self.moving.setVisible(busy)

    def _print(self) -> None:
        ask_and_print(self._desk, self._register, self)
