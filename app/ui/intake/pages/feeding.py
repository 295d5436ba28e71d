"""Questions of a scanner to the person beside it, asked in the window and answered there."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit

from app.capture.arranged.asking import Asking
from app.errors import AppError
from app.i18n import t
from app.ui.controls import button, colour_text
from app.ui.lanes import Task
from app.ui.present.states import Role

_LOOKS_EVERY = 0.1


@dataclass(frozen=True)
class Question:
    """What a run of the scanner waits for; ``answer`` is true for *yes*."""

    dossier_id: str
    sentence: str
    yes: str
    no: str
    answer: Future[bool] = field(default_factory=Future)


def asking(task: Task, dossier_id: str) -> Asking:
    """Ask in the window, from the lane that scans; stopping the task answers *no*."""

    def ask(sentence: str, yes: str, no: str) -> bool:
        question = Question(dossier_id, sentence, yes, no)
        task.give(question)
        while not task.cancelled():
            try:
                return question.answer.result(_LOOKS_EVERY)
            except NotYet:
                continue
        return False

    def go_on(fault: AppError) -> bool:
        return ask(
            f"{fault.title} {fault.hint}",
            t("Quét tiếp (Phím cách)"),
            t("Dừng (Esc)"),
        )

    return Asking(
        next_sheet=lambda: ask(
            t("Đặt tờ kế tiếp vào máy quét."), t("Tiếp (Phím cách)"), t("Xong (Esc)")
        ),
        turned_over=lambda: ask(
            t("Lật chồng giấy, đặt lại vào khay rồi quét mặt sau."),
            t("Quét mặt sau (Phím cách)"),
            t("Chỉ lấy mặt trước (Esc)"),
        ),
        go_on=go_on,
    )


class FeedBar(QFrame):
    """Stands above the pages while a question waits; nothing else is held up.

    Space, Enter or Page Down (what pedals send) say *yes*, Esc says *no*. ``answered`` comes
    when the bar goes.
    """

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("problem")
        self.setProperty("kind", "notice")
        self._question: Question | None = None
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        colour_text(self.sentence, Role.MOVING, bold=True)
        self.yes = button(t("Tiếp (Phím cách)"), lambda: self._answer(True), kind="primary")
        self.no = button(t("Xong (Esc)"), lambda: self._answer(False))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.hide()

    def ask(self, question: Question) -> None:
        """Show a question; the keys are its own unless someone is typing."""
        self._question = question
        self.sentence.setText(question.sentence)
        for made, text in ((self.yes, question.yes), (self.no, question.no)):
            made.setText(text)
            made.setAccessibleName(text)
        self.show()
        typing = isinstance(QApplication.focusWidget(), QLineEdit)
        if not typing and QApplication.activeModalWidget() is None:
            self.yes.setFocus()

    def give_up(self) -> None:
        """Nobody is there to answer any more."""
        self._answer(False)

    def _answer(self, yes: bool) -> None:
        question, self._question = self._question, None
        self.hide()
        if question is not None and not question.answer.done():
            question.answer.set_result(yes)
            self.answered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's own name)
        if event.key() == Qt.Key.Key_Escape:
            self._answer(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown):
            self._answer(True)
        else:
            super().keyPressEvent(event)
