"""Why a paper is not asked for: the words that must stand beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import t
from app.model.dossier import Outcome
from app.ui.controls import button, line, note


class EvidenceDialog(QDialog):
    """One line of words; it cannot be left empty."""

    def __init__(self, name: str, outcome: Outcome, evidence: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        reused = outcome is Outcome.REUSED
        title = t("Tái sử dụng giấy tờ") if reused else t("Không cần nộp giấy tờ")
        self.setWindowTitle(title)
        self.words = line(t("Căn cứ") if reused else t("Lý do"))
        self.words.setText(evidence)
        if not reused and not evidence:
            self.words.setText(t("Không thuộc trường hợp phải nộp."))
        question = (
            t("Giấy tờ này đã có ở đâu? Ghi nơi giữ, số và ngày, để không đòi người dân nộp lại.")
            if reused
            else t("Vì sao người dân không phải nộp giấy tờ này?")
        )
        self.agree = button(t("Ghi nhận"), self.accept, kind="primary")
        self.agree.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(t("Thôi"), self.reject))
        buttons.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        paper = QLabel(f"«{name}»")
        paper.setWordWrap(True)
        column.addWidget(paper)
        column.addWidget(note(question))
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.setMinimumWidth(520)
        self.words.textChanged.connect(lambda _: self._judge())
        self._judge()

    def _judge(self) -> None:
        self.agree.setEnabled(bool(self.words.text().strip()))
