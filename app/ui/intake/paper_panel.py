"""The paper at hand: what became of it, and its pages."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.document.extract.kinds import Misplaced
from app.i18n import t
from app.model.dossier import CopyKind, Outcome, Page
from app.ui.controls import GAP, button, choice, colour_text, heading, note
from app.ui.intake.evidence_dialog import EvidenceDialog
from app.ui.intake.pages.actions import PageActions
from app.ui.intake.pages.feeding import FeedBar
from app.ui.intake.pages.strip import PageStrip
from app.ui.intake.source_bar import SourceBar
from app.ui.present.checklist import ChecklistRow, copy_word, outcome_word
from app.ui.present.fields import misplaced_sentence
from app.ui.present.pages import page_sentences
from app.ui.present.states import Role
from app.ui.theme import TARGET


class PaperPanel(QFrame):
    """``settled`` carries key, outcome, evidence, copy kind and quantity of one paper."""

    settled = Signal(str, object, str, object, int)

    def __init__(self, sources: SourceBar, actions: PageActions, beside: QWidget) -> None:
        """``beside`` stands behind the paper's details."""
        super().__init__()
        self._beside = beside
        self.setProperty("panel", True)
        self.row: ChecklistRow | None = None
        self.name = heading("")
        self.name.setWordWrap(True)
        self.hint = note()
        self.outcomes: dict[Outcome, QPushButton] = {}
        self.copy_kind = choice(t("Bản chính hay bản sao"))
        for kind in CopyKind:
            self.copy_kind.addItem(copy_word(kind), kind)
        self.quantity = QSpinBox()
        self.quantity.setAccessibleName(t("Số lượng"))
        self.quantity.setRange(1, 99)
        self.quantity.setMinimumHeight(TARGET)
        self.quantity.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.strip = PageStrip(actions)
        self.feed = FeedBar()
        self.told = note()
        colour_text(self.told, Role.ATTENTION, bold=True)
        self.sources = sources
        self._lay_out()
        self.copy_kind.activated.connect(lambda _: self._detail())
        self.quantity.editingFinished.connect(self._detail)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        for outcome in (
            Outcome.RECEIVED,
            Outcome.PRESENTED,
            Outcome.REUSED,
            Outcome.NOT_NEEDED,
        ):
            asks = outcome in (Outcome.REUSED, Outcome.NOT_NEEDED)
            text = outcome_word(outcome) + ("…" if asks else "")
            made = button(text, partial(self._pressed, outcome))
            made.setCheckable(True)
            self.outcomes[outcome] = made
            buttons.addWidget(made)
        buttons.addStretch(1)
        details = QHBoxLayout()
        details.setSpacing(GAP)
        details.addWidget(self.copy_kind, 1)
        details.addWidget(QLabel(t("Số lượng")))
        details.addWidget(self.quantity)
        details.addWidget(self._beside)
        details.addStretch(1)
        pages = QWidget()
        page_column = QVBoxLayout(pages)
        page_column.setContentsMargins(0, 0, 0, 0)
        page_column.addWidget(self.sources)
        self.empty = note(
            t("Chưa có trang. Bấm «Quét», «Thêm tệp…», «Chụp…», hoặc kéo thả ảnh, PDF vào đây.")
        )
        page_column.addWidget(self.feed)
        page_column.addWidget(self.empty)
        page_column.addWidget(self.strip, 1)
        page_column.addWidget(self.told)
        self.not_scanned = note()
        resting = QWidget()
        resting_column = QVBoxLayout(resting)
        resting_column.addWidget(self.not_scanned)
        resting_column.addStretch(1)
        self.below = QStackedLayout()
        self.below.addWidget(pages)
        self.below.addWidget(resting)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.addWidget(self.name)
        column.addWidget(self.hint)
        column.addLayout(buttons)
        column.addLayout(details)
        column.addLayout(self.below, 1)

    def show_paper(self, row: ChecklistRow, pages: list[Page]) -> None:
        """A line of the checklist with its pages."""
        if self.row is not None and self.row.key != row.key:
            self.strip.choose_none()
        self.row = row
        self.name.setText(row.name)
        told = " ".join(text for text in (row.hint, self._evidence(row)) if text)
        self.hint.setText(told)
        self.hint.setVisible(bool(told))
        for outcome, made in self.outcomes.items():
            made.setVisible(outcome in row.outcomes)
            made.setChecked(outcome is row.outcome)
        self.copy_kind.setCurrentIndex(self.copy_kind.findData(row.copy_kind))
        self.quantity.setValue(row.quantity)
        self.below.setCurrentIndex(0 if row.can_scan else 1)
        self.not_scanned.setText(
            t("Giấy tờ này chỉ để xem và đối chiếu: xem xong trả lại người dân, không quét.")
            if Outcome.PRESENTED in row.outcomes
            else t("Giấy tờ này nhận bản giấy, không phải quét: bấm «Đã nhận» là xong.")
        )
        self.empty.setVisible(not pages)
        self.strip.show_pages(pages)

    def tell(self, pages: list[Page], misplaced: Misplaced | None) -> None:
        """The sentence on the page at hand, or on the first that wants a look, and whether the
        paper seems to belong elsewhere."""
        told = [page_sentences(pages, self.strip.currentRow())]
        if misplaced is not None and pages:
            told.append(misplaced_sentence(misplaced, self.name.text()))
        sentence = "\n".join(text for text in told if text)
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def _evidence(self, row: ChecklistRow) -> str:
        return t("Căn cứ: {evidence}", evidence=row.evidence) if row.evidence else ""

    def _pressed(self, outcome: Outcome) -> None:
        row = self.row
        if row is None:
            return
        self.outcomes[outcome].setChecked(outcome is row.outcome)
        if outcome is row.outcome:
            self._settle(Outcome.PENDING, "")
        elif outcome in (Outcome.REUSED, Outcome.NOT_NEEDED):
            self._ask(row, outcome)
        else:
            self._settle(outcome, "")

    def _ask(self, row: ChecklistRow, outcome: Outcome) -> None:
        dialog = EvidenceDialog(row.name, outcome, row.evidence, self)
        dialog.accepted.connect(lambda: self._settle(outcome, dialog.words.text().strip()))
        dialog.open()

    def _detail(self) -> None:
        row = self.row
        if row is None:
            return
        if (self.copy_kind.currentData(), self.quantity.value()) != (row.copy_kind, row.quantity):
            self._settle(row.outcome, row.evidence)

    def _settle(self, outcome: Outcome, evidence: str) -> None:
        assert self.row is not None
        self.settled.emit(
            self.row.key,
            outcome,
            evidence,
            CopyKind(self.copy_kind.currentData()),  # Qt gives a word back as plain text
            self.quantity.value(),
        )
