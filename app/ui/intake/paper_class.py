"""Whether the paper at hand is digitised: its menu, and the reason of a change."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from app.i18n import t
from app.model.dossier import DossierComponent
from app.ui.controls import button, line, note, tool
from app.ui.desk import Desk
from app.ui.intake.pages.deeds import Change
from app.ui.intake.work import Counter
from app.ui.present.paper_class import ClassOffer, class_offers, class_word
from app.workflow.paper_class import change_class

KEYS = "Ctrl+D"


class PaperClass(QObject):
    """``button`` opens the menu of the paper at hand; ``change`` does a verb and shows what it
    made."""

    def __init__(self, desk: Desk, change: Change) -> None:
        super().__init__()
        self._desk = desk
        self._change = change
        self._dossier_id = ""
        self._line: DossierComponent | None = None
        self._word = ""
        self._offers: tuple[ClassOffer, ...] = ()
        self.dialog: ReasonDialog | None = None
        self.button = tool(t("Số hóa…"), "settings", self._open_below)
        self.button.setProperty("kind", "")
        self.button.setShortcut(QKeySequence(KEYS))
        self.setParent(self.button)
        self.menu = QMenu(self.button)
        self.menu.setToolTipsVisible(True)

    def show(self, counter: Counter, key: str) -> None:
        """The paper ``key`` is at hand."""
        found = next((each for each in counter.components if each.key == key), None)
        self._dossier_id, self._line = counter.dossier.dossier_id, found
        self.button.setEnabled(found is not None)
        if found is not None:
            known = counter.catalogue.get(key)
            law = known.digitize_class if known else found.digitize_class
            self._word = class_word(found, law)
            self._offers = class_offers(found, law, len(counter.pages.get(key, [])))
            self.button.setToolTip(f"{self._word} ({KEYS})")

    def popup(self, at: QPoint) -> None:
        """The menu at a place of the screen."""
        if self._line is None or not self.button.isEnabled():
            return
        self.menu.clear()
        self.menu.addAction(self._word).setEnabled(False)
        self.menu.addSeparator()
        for offer in self._offers:
            self._add(offer, self._line)
        self.menu.popup(at)

    def _add(self, offer: ClassOffer, paper: DossierComponent) -> None:
        action = self.menu.addAction(offer.text)
        action.setEnabled(not offer.why_not)
        action.setToolTip(offer.why_not or offer.text)
        if offer.why_not:
            action.setText(f"{offer.text}  –  {offer.why_not}")
        action.triggered.connect(lambda: self._want(offer, paper))

    def _open_below(self) -> None:
        self.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _want(self, offer: ClassOffer, paper: DossierComponent) -> None:
        if offer.reason is None:
            self._do(offer, paper, "")
            return
        dialog = ReasonDialog(paper.name, offer, self.button.window())
        self.dialog = dialog
        dialog.accepted.connect(lambda: self._do(offer, paper, dialog.words.text().strip()))
        dialog.finished.connect(lambda _: self._closed())
        dialog.open()

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _do(self, offer: ClassOffer, paper: DossierComponent, why: str) -> None:
        station, dossier_id = self._desk.station, self._dossier_id
        self._change(lambda: change_class(station, dossier_id, paper.key, offer.wanted, why))


class ReasonDialog(QDialog):
    """One line of words; it cannot be left empty."""

    def __init__(self, name: str, offer: ClassOffer, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(offer.text.rstrip("…"))
        self.words = line(t("Lý do"))
        self.words.setText(offer.reason or "")
        self.agree = button(t("Ghi nhận"), self.accept, kind="primary")
        self.agree.setDefault(True)
        back = button(t("Thôi"), self.reject)
        back.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        paper = QLabel(f"«{name}»")
        paper.setWordWrap(True)
        column.addWidget(paper)
        column.addWidget(
            note(
                t("Vì sao không số hóa giấy tờ này? Lý do được ghi vào nhật ký của hồ sơ.")
                if not offer.reason
                else t("Vì sao số hóa giấy tờ này? Lý do được ghi vào nhật ký của hồ sơ.")
            )
        )
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.setMinimumWidth(520)
        self.words.textChanged.connect(lambda _: self._judge())
        self.words.selectAll()
        self._judge()

    def _judge(self) -> None:
        self.agree.setEnabled(bool(self.words.text().strip()))
