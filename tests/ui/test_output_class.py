"""Whether a paper is digitised: the officer's word, its reason, and where the law has the last."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import BadInput, NotAllowed
from app.model.dossier import DigitizeClass
from app.ui.intake.counter_page import CounterPage
from app.ui.intake.paper_class import ReasonDialog
from app.ui.present.history import history
from app.ui.theme import TARGET
from app.ui.workspace import Workspace
from app.workflow.paper_class import CLASS_CHANGED, change_class
from tests.ui.conftest import WAIT_MS
from tests.ui.using import add_files, open_a_dossier, settle, type_text

ON_DEMAND, MUST, SHOWN_ONLY = "to-khai", "giay-xac-nhan-hon-nhan-cu", "giay-to-tuy-than"


@pytest.fixture
def counter(workspace: Workspace, qtbot: QtBot) -> CounterPage:
    return open_a_dossier(workspace, qtbot)


def _choose(counter: CounterPage, key: str) -> None:
    counter.checklist.choose([row.key for row in counter.model.rows].index(key))


def _offers(counter: CounterPage) -> list[QAction]:
    """What the menu of the paper at hand offers: to digitise, and not to."""
    counter.paper_class.button.click()
    offers = [action for action in counter.paper_class.menu.actions() if action.text()][1:]
    counter.paper_class.menu.hide()
    return offers


def _dialog(counter: CounterPage) -> ReasonDialog:
    """What asks for the reason."""
    assert counter.paper_class.dialog is not None
    return counter.paper_class.dialog


def _class(counter: CounterPage, key: str) -> DigitizeClass:
    assert counter.counter is not None
    return next(line.digitize_class for line in counter.counter.components if line.key == key)


def test_a_paper_that_must_be_digitised_is_lowered_with_a_reason_and_raised_again(
    workspace: Workspace, counter: CounterPage, qtbot: QtBot
) -> None:
    _choose(counter, MUST)
    assert counter.paper_class.button.toolTip() == "Phải số hóa (theo danh mục) (Ctrl+D)"
    digitise, not_to = _offers(counter)
    assert not digitise.isEnabled()
    not_to.trigger()
    QTest.keyClick(_dialog(counter), Qt.Key.Key_Escape)
    assert not workspace.desk.lanes.busy
    assert _class(counter, MUST) is DigitizeClass.MUST

    _offers(counter)[1].trigger()
    dialog = _dialog(counter)
    assert not dialog.agree.isEnabled(), "without a reason"
    type_text(dialog.words, "Bản giấy đã rách, không quét được")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    settle(workspace, qtbot)
    assert _class(counter, MUST) is DigitizeClass.DO_NOT_DIGITIZE
    row = next(row for row in counter.model.rows if row.key == MUST)
    assert not row.can_scan
    assert "không quét" in row.about
    assert counter.paper.not_scanned.isVisible()
    assert counter.paper_class.button.toolTip().startswith("Không số hóa (do cán bộ chọn)")

    digitise, not_to = _offers(counter)
    assert not not_to.isEnabled()
    digitise.trigger()
    settle(workspace, qtbot)
    assert _class(counter, MUST) is DigitizeClass.MUST
    assert counter.paper.sources.isVisible()

    assert counter.counter is not None
    rows = workspace.desk.station.store.audit_rows(counter.counter.dossier.dossier_id)
    changes = [row.details for row in rows if row.action == CLASS_CHANGED]
    assert [(each["from"], each["to"], each["why"]) for each in changes] == [
        ("must", "do_not_digitize", "Bản giấy đã rách, không quét được"),
        ("do_not_digitize", "must", ""),
    ]
    told = [line.what for line in history(rows, {})]
    assert (
        "Không số hóa «Giấy xác nhận tình trạng hôn nhân đã cấp trước đó»:"
        " Bản giấy đã rách, không quét được"
    ) in told
    assert "Số hóa «Giấy xác nhận tình trạng hôn nhân đã cấp trước đó»" in told


def test_a_paper_on_demand_is_raised_by_key_for_whoever_demands_it(
    workspace: Workspace, counter: CounterPage, qtbot: QtBot
) -> None:
    menu = counter.paper_class.menu
    button = counter.paper_class.button
    assert button.shortcut().toString() == "Ctrl+D"
    assert button.height() >= TARGET
    workspace.window().activateWindow()
    qtbot.waitUntil(workspace.window().isActiveWindow, timeout=WAIT_MS)
    QTest.keyClick(workspace.window(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(menu.isVisible, timeout=WAIT_MS)
    menu.hide()
    counter.checklist.customContextMenuRequested.emit(QPoint(20, 60))
    assert menu.isVisible()
    menu.hide()

    digitise, _ = _offers(counter)
    digitise.trigger()
    dialog = _dialog(counter)
    assert dialog.words.text() == "Theo nhu cầu của cơ quan giải quyết."
    assert dialog.agree.height() >= TARGET
    dialog.agree.click()
    settle(workspace, qtbot)
    assert _class(counter, ON_DEMAND) is DigitizeClass.MUST


def test_neither_the_law_s_own_class_nor_a_paper_with_pages_is_changed(
    workspace: Workspace, counter: CounterPage, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    _choose(counter, SHOWN_ONLY)
    digitise, not_to = _offers(counter)
    assert not digitise.isEnabled()
    assert "Theo quy định" in digitise.text()
    assert not not_to.isEnabled()
    assert counter.counter is not None
    station, dossier_id = workspace.desk.station, counter.counter.dossier.dossier_id
    with pytest.raises(NotAllowed):
        change_class(station, dossier_id, SHOWN_ONLY, DigitizeClass.MUST, "người nộp muốn")
    with pytest.raises(BadInput):
        change_class(station, dossier_id, MUST, DigitizeClass.DO_NOT_DIGITIZE, "  ")
    assert _class(counter, SHOWN_ONLY) is DigitizeClass.DO_NOT_DIGITIZE

    _choose(counter, ON_DEMAND)
    add_files(workspace, scanned_pages[:1], qtbot)
    _, not_to = _offers(counter)
    assert not not_to.isEnabled()
    assert "Bỏ các trang" in not_to.text()
    assert counter.counter is not None
    never = DigitizeClass.DO_NOT_DIGITIZE
    with pytest.raises(NotAllowed):
        change_class(
            workspace.desk.station,
            counter.counter.dossier.dossier_id,
            ON_DEMAND,
            never,
            "không cần nữa",
        )
    rows = station.store.audit_rows(dossier_id)
    assert CLASS_CHANGED not in [row.action for row in rows]
