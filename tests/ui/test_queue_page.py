"""The queue: found, looked at, let go again, told truthfully."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.model.dossier import Dossier
from app.model.states import State
from app.ui.queue.queue_model import APPLICANT, STATE
from app.ui.window import Window
from app.ui.workspace import Workspace
from tests.ui.conftest import sign_in
from tests.ui.using import open_a_dossier, settle


@pytest.fixture
def sealed(
    home_with_a_dossier: Path,
    tmp_path: Path,
    open_window: Callable[[Path], Window],
    qtbot: QtBot,
) -> Workspace:
    """The queue of a home in which one dossier waits."""
    home = Path(shutil.copytree(home_with_a_dossier, tmp_path / "sealed"))
    workspace = sign_in(open_window(home), qtbot)
    workspace.nav[1].click()
    settle(workspace, qtbot)
    return workspace


def _dossier(workspace: Workspace) -> Dossier:
    (dossier,) = workspace.desk.station.store.dossiers()
    return dossier


def _search(workspace: Workspace, words: str, qtbot: QtBot) -> None:
    workspace.queue.search.setText(words)
    workspace.queue.refresh()
    settle(workspace, qtbot)


def test_an_empty_queue_says_what_will_be_here(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.nav[1].click()
    settle(workspace, qtbot)
    assert workspace.queue.empty.isVisible()
    assert "Chưa có hồ sơ nào" in workspace.queue.empty.text()


def test_a_sealed_dossier_is_found_looked_at_and_uncovered_with_a_trace(
    sealed: Workspace, qtbot: QtBot
) -> None:
    workspace, dossier = sealed, _dossier(sealed)
    queue = workspace.queue
    for words, found in (("anh hong", 1), ("khong co ai", 0), (dossier.code, 1)):
        _search(workspace, words, qtbot)
        assert len(queue.model.rows) == found
    queue.table.selectRow(0)
    settle(workspace, qtbot)
    shown = queue.details.text.toPlainText()
    assert queue.details.isVisible()
    assert dossier.applicant.identifier not in shown
    assert "040•••••1234." in shown
    assert "Chờ gửi" in shown
    queue.details.uncover_button.click()
    settle(workspace, qtbot)
    assert queue.details.text.toPlainText().count(dossier.applicant.identifier) == 2
    trail = workspace.desk.station.store.audit_rows(dossier.dossier_id)
    assert trail[-1].action == "look"


def test_a_held_dossier_shows_why_and_can_be_let_go_again(sealed: Workspace, qtbot: QtBot) -> None:
    workspace, dossier = sealed, _dossier(sealed)
    store = workspace.desk.station.store
    store.move(dossier.dossier_id, State.HELD_SERVER, held_reason="Sai mã thủ tục")
    workspace.desk.dossiers_changed.emit()
    settle(workspace, qtbot)
    queue = workspace.queue
    state = queue.model.index(0, STATE).data()
    assert state == "Bị tỉnh giữ: Sai mã thủ tục"
    queue.table.selectRow(0)
    settle(workspace, qtbot)
    assert queue.details.release_button.isVisible()
    queue.details.release_button.click()
    settle(workspace, qtbot)
    assert store.dossier(dossier.dossier_id).state is State.QUEUED
    assert queue.model.rows[0].state == "Chờ gửi"


def test_the_table_sorts_by_what_a_column_means(workspace: Workspace, qtbot: QtBot) -> None:
    for _ in range(2):
        open_a_dossier(workspace, qtbot)
        station = workspace.desk.station
        dossier = station.store.dossiers()[0]
        station.store.move(dossier.dossier_id, State.CANCELLED, why="thử")
        workspace.intake.next_person()
        settle(workspace, qtbot)
    workspace.nav[1].click()
    workspace.queue.refresh()
    settle(workspace, qtbot)
    table = workspace.queue.table
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        table.sortByColumn(APPLICANT, order)
        assert table.model().rowCount() == 2


def test_sending_without_a_province_says_what_to_do(sealed: Workspace, qtbot: QtBot) -> None:
    workspace = sealed
    workspace.queue.send_button.click()
    settle(workspace, qtbot)
    assert "chưa đăng ký" in workspace.problems.sentence
    assert workspace.queue.model.rows[0].state == "Chờ gửi"


def test_closing_the_day_without_a_line_keeps_the_register_and_says_what_is_missing(
    sealed: Workspace, qtbot: QtBot
) -> None:
    workspace = sealed
    workspace.nav[2].click()
    settle(workspace, qtbot)
    day = workspace.day
    assert day.verdict.isHidden()
    assert day.numbers["received"].text() == "1"
    day.close_button.click()
    settle(workspace, qtbot)
    assert "chưa đối chiếu được" in day.verdict.headline.text()
    assert "chưa đăng ký" in day.verdict.hint.text()
    assert len(day.view.pages) >= 1
    workspace.nav[0].click()
    workspace.nav[2].click()
    day.refresh()
    settle(workspace, qtbot)
    assert day.verdict.isVisible()
    assert "Đóng lần 1" in day.verdict.when.text()
