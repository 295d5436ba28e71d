"""Feeding by hand: the window asks for the next sheet and goes on with everything else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.intake.counter_page import CounterPage
from app.ui.workspace import Workspace
from tests.ui.conftest import WAIT_MS
from tests.ui.using import open_a_dossier, settle

BY_HAND = {"key": "tay", "name": "Từng tờ", "dpi": 50, "feed": "flatbed", "ask_each_page": True}
TWO_PASSES = {
    "key": "hai-luot",
    "name": "Hai lượt",
    "dpi": 50,
    "feed": "feeder",
    "two_passes": True,
    "max_pages": 4,
}


def _with_scanner(
    workspace: Workspace, scanners: Path, profiles: list[dict[str, Any]], qtbot: QtBot
) -> CounterPage:
    """A counter with the simulated scanner and these ways of scanning."""
    (scanners / "dll.conf").write_text("test\n", encoding="utf-8")
    (scanners / "test.conf").write_text("number_of_devices 1\n", encoding="utf-8")
    station = workspace.desk.station
    station.settings = replace(station.settings, scan_profiles=profiles)
    counter = open_a_dossier(workspace, qtbot)
    counter.sources.look()
    settle(workspace, qtbot)
    return counter


def _wait_for_question(counter: CounterPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: counter.paper.feed.isVisible(), timeout=WAIT_MS)


def test_sheets_laid_by_hand_come_until_the_officer_is_done(
    workspace: Workspace, scanners: Path, qtbot: QtBot
) -> None:
    counter = _with_scanner(workspace, scanners, [BY_HAND, TWO_PASSES], qtbot)
    assert counter.sources.profile.isVisible()
    assert [counter.sources.profile.itemText(n) for n in range(2)] == ["Từng tờ", "Hai lượt"]
    counter.sources.scan_button.click()
    feed = counter.paper.feed
    _wait_for_question(counter, qtbot)
    assert "Đặt tờ kế tiếp" in feed.sentence.text()
    assert counter.checklist.isEnabled()
    QTest.keyClick(feed.yes, Qt.Key.Key_Space)
    assert not feed.isVisible()
    _wait_for_question(counter, qtbot)
    assert counter.paper.strip.count() == 2
    QTest.keyClick(feed, Qt.Key.Key_PageDown)
    _wait_for_question(counter, qtbot)
    QTest.keyClick(feed.yes, Qt.Key.Key_Escape)
    settle(workspace, qtbot)
    assert counter.model.rows[0].pages == 3
    assert not counter.sources.scanning


def test_the_stack_is_turned_over_between_two_passes(
    workspace: Workspace, scanners: Path, qtbot: QtBot
) -> None:
    counter = _with_scanner(workspace, scanners, [TWO_PASSES], qtbot)
    assert not counter.sources.profile.isVisible()
    counter.sources.scan_button.click()
    _wait_for_question(counter, qtbot)
    assert "Lật chồng giấy" in counter.paper.feed.sentence.text()
    counter.paper.feed.yes.click()
    settle(workspace, qtbot)
    assert counter.model.rows[0].pages == 4


def test_all_fronts_are_kept_where_the_officer_stops_between_two_passes(
    workspace: Workspace, scanners: Path, qtbot: QtBot
) -> None:
    counter = _with_scanner(workspace, scanners, [TWO_PASSES], qtbot)
    counter.sources.scan_button.click()
    _wait_for_question(counter, qtbot)
    counter.sources.stop_wanted.emit()
    settle(workspace, qtbot)
    assert counter.model.rows[0].pages == 2


def test_nobody_is_asked_any_more_once_the_officer_has_left(
    workspace: Workspace, scanners: Path, qtbot: QtBot
) -> None:
    counter = _with_scanner(workspace, scanners, [BY_HAND], qtbot)
    counter.sources.scan_button.click()
    _wait_for_question(counter, qtbot)
    workspace.intake.next_person()
    settle(workspace, qtbot)
    assert not counter.paper.feed.isVisible()
    (dossier,) = workspace.desk.station.store.dossiers()
    pages = workspace.desk.station.store.dossier_pages(dossier.dossier_id)
    assert [len(each) for each in pages.values()] == [1]


def test_a_page_is_scanned_again_in_its_place(
    workspace: Workspace, scanners: Path, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = _with_scanner(workspace, scanners, [BY_HAND], qtbot)
    counter.add_files(scanned_pages)
    settle(workspace, qtbot)
    counter.paper.strip.setCurrentRow(0)
    counter.pages.actions.retake.trigger()
    settle(workspace, qtbot)
    assert counter.counter is not None
    first, second = counter.counter.pages[counter.checklist.key]
    assert first.source_name not in ("trang-1.jpg", "trang-2.jpg")
    assert (first.dpi, second.source_name) == (50, "trang-2.jpg")


def test_a_broken_list_of_profiles_is_told_and_scanning_still_works(
    workspace: Workspace, scanners: Path, qtbot: QtBot
) -> None:
    counter = _with_scanner(workspace, scanners, [{"key": "x"}], qtbot)
    assert "thiếu mục «name»" in counter.sources.problems.text()
    assert counter.sources.scan_button.isEnabled()
