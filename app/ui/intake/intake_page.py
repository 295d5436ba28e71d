"""*Tiếp nhận*, its three sheets: the beginning, the counter, the receipt."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import t
from app.ui.desk import Desk
from app.ui.intake.counter_page import CounterPage
from app.ui.intake.receipt_page import ReceiptPage
from app.ui.intake.review.sealing import Sealed
from app.ui.intake.start_page import StartPage


class IntakePage(QWidget):
    """The page a working day is spent on. ``turned`` comes with every turn to another sheet."""

    turned = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName(t("Tiếp nhận"))
        self.start = StartPage(desk)
        self.counter = CounterPage(desk)
        self.receipt = ReceiptPage(desk)
        self.sheets = QStackedWidget()
        for sheet in (self.start, self.counter, self.receipt):
            self.sheets.addWidget(sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addWidget(self.sheets)
        QShortcut(QKeySequence("Ctrl+N"), self, self._next_by_key)
        self.start.opened.connect(self.lay_open)
        self.counter.left.connect(self.next_person)
        self.counter.seal.sealed.connect(self._sealed)
        self.receipt.next_wanted.connect(self.next_person)

    def begin(self) -> None:
        """Look for scanners and drafts; both may take their time."""
        self.counter.sources.look()
        self.next_person()

    def next_person(self) -> None:
        self.counter.pages.leave()
        self.start.start_over()
        self._turn_to(self.start)

    def _next_by_key(self) -> None:
        if not self.counter.seal.working:
            self.next_person()

    def lay_open(self, dossier_id: str) -> None:
        self.counter.open(dossier_id)
        self._turn_to(self.counter)

    def _sealed(self, sealed: Sealed) -> None:
        self.counter.unfreeze()
        self.receipt.show_sealed(sealed)
        self._turn_to(self.receipt)

    def _turn_to(self, sheet: QWidget) -> None:
        self.turned.emit()
        self.sheets.setCurrentWidget(sheet)
