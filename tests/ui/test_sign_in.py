"""Who may open the window, and what stands there when nobody may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.i18n import language, set_language
from app.model.people import Officer
from app.practice.places import PRACTICE_PASSPHRASE
from app.settings import load_settings
from app.ui.sign_in import SignInPage
from app.ui.window import Window
from app.ui.workspace import Workspace
from app.workflow.station import Station
from tests.ui.conftest import WAIT_MS
from tests.ui.using import open_a_dossier, settle

SECOND = Officer("can-bo-2", "Trần Văn Thứ Hai")
SECOND_PASSPHRASE = "một câu khác hẳn"


def _page(window: Window, qtbot: QtBot) -> SignInPage:
    qtbot.waitUntil(lambda: window.sign_in is not None, timeout=WAIT_MS)
    assert window.sign_in is not None
    return window.sign_in


def test_a_wrong_passphrase_is_said_and_the_right_one_opens(window: Window, qtbot: QtBot) -> None:
    page = _page(window, qtbot)
    page.passphrase.setText("không phải câu này")
    page.open_button.click()
    qtbot.waitUntil(page.wrong.isVisible, timeout=WAIT_MS)
    assert page.wrong.text().startswith("Mật khẩu không đúng.")
    page.passphrase.setText(PRACTICE_PASSPHRASE)
    page.passphrase.returnPressed.emit()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=WAIT_MS)
    assert page.wrong.isHidden()


def test_a_second_window_on_the_same_home_says_so(
    home: Path, window: Window, open_window: Callable[[Path], Window], qtbot: QtBot
) -> None:
    with Station.open(home, PRACTICE_PASSPHRASE):
        page = _page(window, qtbot)
        page.passphrase.setText(PRACTICE_PASSPHRASE)
        page.open_button.click()
        qtbot.waitUntil(page.wrong.isVisible, timeout=WAIT_MS)
        assert "đang mở ở một cửa sổ khác" in page.wrong.text()
        assert window.workspace is None


def test_locking_hides_everything_until_the_passphrase_comes_again(
    window: Window, workspace: Workspace, qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    workspace.header.lock_button.click()
    page = _page(window, qtbot)
    assert window.sheets.currentWidget() is page
    assert not counter.isVisible()
    assert page.passphrase.text() == ""
    page.passphrase.setText("sai rồi")
    page.open_button.click()
    qtbot.waitUntil(page.wrong.isVisible, timeout=WAIT_MS)
    assert window.sheets.currentWidget() is page
    page.passphrase.setText(PRACTICE_PASSPHRASE)
    page.open_button.click()
    qtbot.waitUntil(lambda: window.sheets.currentWidget() is workspace, timeout=WAIT_MS)
    assert counter.isVisible()
    assert page.passphrase.text() == ""


def test_another_officer_at_a_locked_screen_opens_the_home_anew(
    home: Path, open_window: Callable[[Path], Window], qtbot: QtBot
) -> None:
    with Station.open(home, PRACTICE_PASSPHRASE) as station:
        station.store.add_officer(SECOND, SECOND_PASSPHRASE)
    window = open_window(home)
    page = _page(window, qtbot)
    page.passphrase.setText(PRACTICE_PASSPHRASE)
    page.open_button.click()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=WAIT_MS)
    first = window.workspace
    window.lock()
    page.officer.setCurrentIndex(page.officer.findData(SECOND.officer_id))
    page.passphrase.setText(SECOND_PASSPHRASE)
    page.open_button.click()
    qtbot.waitUntil(lambda: window.workspace not in (None, first), timeout=WAIT_MS)
    assert window.workspace is not None
    assert window.workspace.desk.station.officer == SECOND
    assert window.workspace.header.officer_label.text() == SECOND.full_name
    settle(window.workspace, qtbot)


@pytest.fixture
def vietnamese_afterwards() -> object:
    yield
    set_language("vi")


@pytest.mark.usefixtures("vietnamese_afterwards")
def test_the_language_changes_at_once_and_is_remembered(
    home: Path, window: Window, workspace: Workspace, qtbot: QtBot
) -> None:
    settle(workspace, qtbot)
    english = workspace.header.settings_menu.actions()[1]
    assert english.text() == "English"
    english.trigger()
    qtbot.waitUntil(lambda: window.workspace not in (None, workspace), timeout=WAIT_MS)
    assert window.workspace is not None
    assert language() == "en"
    assert window.workspace.nav[0].text() == "Intake"
    assert load_settings(home).language == "en"
    settle(window.workspace, qtbot)
