"""An officer's hands: typing, waiting, taking a dossier in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.model.dossier import Outcome
from app.ui.intake.counter_page import CounterPage
from app.ui.workspace import Workspace
from tests.ui.conftest import CARD, PROCEDURE, WAIT_MS


def type_text(field: QLineEdit, text: str) -> None:
    """As a Vietnamese input method does; plain key clicks cannot carry these letters."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def settle(workspace: Workspace, qtbot: QtBot) -> None:
    """Until nothing is on any lane."""
    qtbot.waitUntil(lambda: not workspace.desk.lanes.busy, timeout=WAIT_MS)


def open_a_dossier(workspace: Workspace, qtbot: QtBot) -> CounterPage:
    """Procedure by typing, applicant by card, and the papers lie on the counter."""
    start, counter = workspace.intake.start, workspace.intake.counter
    type_text(start.procedures.search, PROCEDURE)
    type_text(start.applicant.card, CARD)
    start.applicant.card.returnPressed.emit()
    start.open_button.click()
    qtbot.waitUntil(lambda: counter.counter is not None, timeout=WAIT_MS)
    settle(workspace, qtbot)
    return counter


def add_files(workspace: Workspace, files: list[Path], qtbot: QtBot) -> None:
    workspace.intake.counter.add_files(files)
    settle(workspace, qtbot)


def tick_required(workspace: Workspace, qtbot: QtBot) -> None:
    """Tick what is required and not settled yet."""
    counter = workspace.intake.counter
    for row in counter.model.rows:
        if row.required and row.outcome is Outcome.PENDING:
            counter.model.ticked.emit(row.key, row.settles)
            settle(workspace, qtbot)


def seal(workspace: Workspace, qtbot: QtBot) -> None:
    """The big button, Enter on every paper, and the receipt is shown."""
    intake = workspace.intake
    intake.counter.seal.seal_button.click()
    qtbot.waitUntil(
        lambda: intake.counter.seal.review is not None or not workspace.desk.lanes.busy,
        timeout=WAIT_MS,
    )
    review = intake.counter.seal.review
    assert review is not None, workspace.problems.sentence
    while intake.counter.seal.review is not None:
        review.agree()
    qtbot.waitUntil(lambda: intake.sheets.currentWidget() is intake.receipt, timeout=WAIT_MS)
    settle(workspace, qtbot)
