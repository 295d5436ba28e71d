"""The window as a program: it opens, closes with exit code 0, and tells of what it cannot read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.practice.places import PRACTICE_PASSPHRASE
from app.ui.help import HelpDialog
from app.ui.trouble import TroublePage
from app.ui.window import Window
from app.ui.workspace import Workspace
from app.workflow.station import Station
from tests.ui.conftest import WAIT_MS
from tests.ui.using import open_a_dossier, settle

CLOSED_AFTER_SIGNING_IN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.practice.places import PRACTICE_PASSPHRASE
from app.ui.window import Window, application, run_window

def look():
    (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, Window)]
    if window.workspace is not None:
        window.close()
    elif window.sign_in is not None and window.sign_in.open_button.isEnabled():
        window.sign_in.passphrase.setText(PRACTICE_PASSPHRASE)
        window.sign_in.open_button.click()

application()
timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
sys.exit(run_window(Path(sys.argv[1])))
"""


def test_the_program_ends_well_and_leaves_the_home_free(home: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", CLOSED_AFTER_SIGNING_IN, str(home)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    Station.open(home, PRACTICE_PASSPHRASE).close()


def test_settings_that_cannot_be_read_are_told_and_tried_again(
    home: Path, open_window: Callable[[Path], Window], qtbot: QtBot
) -> None:
    settings = home / "settings.json"
    good = settings.read_text(encoding="utf-8")
    settings.write_text("{ broken", encoding="utf-8")
    window = open_window(home)
    qtbot.waitUntil(lambda: isinstance(window.sheets.currentWidget(), TroublePage))
    page = window.sheets.currentWidget()
    assert isinstance(page, TroublePage)
    assert "settings.json" in page.title.text()
    settings.write_text(good, encoding="utf-8")
    page.again_button.click()
    qtbot.waitUntil(lambda: window.sign_in is not None, timeout=WAIT_MS)


def test_the_number_keys_turn_the_pages_and_f1_helps(
    window: Window, workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    for place, key in enumerate((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)):
        QTest.keyClick(workspace, key, Qt.KeyboardModifier.ControlModifier)
        assert workspace.pages.currentIndex() == place
        assert workspace.nav[place].isChecked()
    QTest.keyClick(workspace, Qt.Key.Key_F1)
    settle(workspace, qtbot)
    dialog = workspace.findChild(HelpDialog)
    assert dialog is not None
    assert "Chốt ngày" in dialog.text.toPlainText()
    dialog.reject()


def test_ctrl_n_leaves_the_draft_and_turns_to_the_next_person(
    window: Window, workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    counter = open_a_dossier(workspace, qtbot)
    QTest.keyClick(counter, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(workspace, qtbot)
    assert workspace.intake.sheets.currentWidget() is workspace.intake.start
    assert workspace.intake.start.drafts.isVisible()
    assert workspace.intake.start.applicant.identifier.text() == ""


def test_a_bug_in_work_is_one_sentence_with_the_log_of_the_home(
    home: Path, workspace: Workspace, qtbot: QtBot
) -> None:
    settle(workspace, qtbot)
    workspace.desk.station.store.database.close()
    workspace.queue.refresh()
    settle(workspace, qtbot)
    assert str(home / "log" / "tram.log") in workspace.problems.sentence
    assert "Traceback" in (home / "log" / "tram.log").read_text(encoding="utf-8")
