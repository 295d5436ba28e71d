"""What an officer does to pages in the strip: by key, by menu, with many pages at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.model.dossier import Page
from app.model.edits import Below, Turn
from app.ui.intake.counter_page import CounterPage
from app.ui.intake.pages.strip import PageStrip
from app.ui.window import Window
from app.ui.workspace import Workspace
from tests.document.papers import jpg, paper
from tests.ui.conftest import WAIT_MS, sign_in
from tests.ui.using import add_files, open_a_dossier, settle

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="session")
def mixed_pages(scanned_pages: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A good page, a blurred one, and a blank one."""
    folder = tmp_path_factory.mktemp("mixed")
    blurred, blank = folder / "mo.jpg", folder / "trang.jpg"
    with Image.open(scanned_pages[0]) as page:
        page.filter(ImageFilter.GaussianBlur(6)).save(blurred, dpi=page.info["dpi"])
    Image.new("RGB", (827, 1169), (250, 250, 248)).save(blank, dpi=(100, 100))
    return [scanned_pages[0], blurred, blank]


def _names(strip: PageStrip) -> list[str]:
    return [strip.item(place).toolTip().splitlines()[0] for place in range(strip.count())]


def _pages(counter: CounterPage) -> list[Page]:
    assert counter.counter is not None
    return counter.counter.pages.get(counter.checklist.key, [])


def _choose(strip: PageStrip, *places: int) -> None:
    """As Ctrl and the mouse do."""
    strip.clearSelection()
    for number, place in enumerate(places):
        QTest.mouseClick(
            strip.viewport(),
            Qt.MouseButton.LeftButton,
            CTRL if number else NONE,
            strip.visualItemRect(strip.item(place)).center(),
        )


def _menu_entry(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_keys_turn_leave_out_and_undo(
    workspace: Workspace, mixed_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    strip = counter.paper.strip
    add_files(workspace, mixed_pages, qtbot)
    assert "⚠ Ảnh bị mờ" in strip.item(1).text()
    assert "trắng, để ngoài" in strip.item(2).text()
    assert counter.paper.told.text().startswith("Trang 2: Ảnh bị mờ.")

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(strip, key, modifiers)
        settle(workspace, qtbot)

    strip.setFocus()
    _choose(strip, 0, 1)
    press(Qt.Key.Key_R)
    press(Qt.Key.Key_R)
    press(Qt.Key.Key_R, SHIFT)
    assert [page.edits for page in _pages(counter)] == [(Turn(90),), (Turn(90),), ()]
    assert [page.page_id for page in strip.chosen] == [page.page_id for page in _pages(counter)[:2]]
    picture = counter.pages.pictures.of(_pages(counter)[0])
    assert picture is not None
    assert picture.width() > picture.height()

    _choose(strip, 2)
    press(Qt.Key.Key_K)
    assert (_pages(counter)[2].blank, _pages(counter)[2].left_out) == (True, False)
    assert "vẫn giữ" in strip.item(2).text()
    press(Qt.Key.Key_K)
    assert _pages(counter)[2].left_out
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    assert _pages(counter)[2].keep is None
    press(Qt.Key.Key_Y, CTRL)
    assert _pages(counter)[2].keep is True
    assert counter.pages.actions.undo.iconText() == "Hoàn tác: đưa lại vào hồ sơ"


def test_many_pages_go_and_move_together(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    strip = counter.paper.strip
    add_files(workspace, [*scanned_pages, *scanned_pages], qtbot)
    strip.setFocus()
    ids = [page.page_id for page in _pages(counter)]
    _choose(strip, 0, 1)
    QTest.keyClick(strip, Qt.Key.Key_Right, ALT)
    settle(workspace, qtbot)
    assert [page.page_id for page in _pages(counter)] == [ids[2], ids[0], ids[1], ids[3]]
    assert [page.page_id for page in strip.chosen] == ids[:2]
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    settle(workspace, qtbot)
    assert [page.page_id for page in _pages(counter)] == [ids[2], ids[3]]
    assert [page.page_id for page in strip.chosen] == [ids[3]]


def test_the_menu_joins_a_card_marks_a_pair_and_moves_to_another_paper(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    strip, actions = counter.paper.strip, counter.pages.actions
    add_files(workspace, scanned_pages, qtbot)
    _choose(strip, 0)
    assert not actions.join.isEnabled()
    _choose(strip, 0, 1)
    actions.pair.trigger()
    settle(workspace, qtbot)
    assert [page.note_side for page in _pages(counter)] == ["with_note", "without_note"]
    strip.menu_wanted.emit(QPoint(5, 5))
    menu = next(each for each in strip.findChildren(QMenu) if each.isVisible())
    _menu_entry(menu, "Ghép hai mặt vào một trang")
    menu.close()
    settle(workspace, qtbot)
    (card,) = _pages(counter)
    assert isinstance(card.edits[0], Below)
    assert counter.paper.told.text().startswith("Trang có ghi chú bút tay phải chụp hai lần")

    strip.menu_wanted.emit(QPoint(5, 5))
    menu = next(each for each in strip.findChildren(QMenu) if each.isVisible())
    others = next(each for each in menu.findChildren(QMenu) if each.title().startswith("Chuyển"))
    target = next(row for row in counter.model.rows[1:] if row.can_scan)
    assert len(others.actions()) == sum(row.can_scan for row in counter.model.rows[1:])
    _menu_entry(others, target.name)
    menu.close()
    settle(workspace, qtbot)
    assert _pages(counter) == []
    moved = next(row for row in counter.model.rows if row.key == target.key)
    assert (moved.pages, moved.settled) == (1, True)


def test_what_was_done_is_undone_after_the_window_was_closed(
    home: Path, open_window: Callable[[Path], Window], scanned_pages: list[Path], qtbot: QtBot
) -> None:
    window = open_window(home)
    workspace = sign_in(window, qtbot)
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, scanned_pages, qtbot)
    _choose(counter.paper.strip, 0)
    QTest.keyClick(counter.paper.strip, Qt.Key.Key_Delete)
    settle(workspace, qtbot)
    gone: list[bool] = []
    window.close_home(lambda: gone.append(True))
    qtbot.waitUntil(lambda: bool(gone))

    again = sign_in(open_window(home), qtbot)
    settle(again, qtbot)
    again.intake.start.drafts.go_on.click()
    settle(again, qtbot)
    reopened = again.intake.counter
    strip = reopened.paper.strip
    assert (reopened.checklist.currentIndex().row(), strip.count()) != (0, 1)
    reopened.pages.actions.undo.trigger()
    settle(again, qtbot)
    assert reopened.checklist.currentIndex().row() == 0
    assert _names(strip) == ["trang-1.jpg", "trang-2.jpg"]


def test_a_paper_under_the_wrong_line_is_told_while_it_can_still_be_moved(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    file = tmp_path / "uy-quyen.jpg"
    file.write_bytes(jpg(paper(title="GIẤY ỦY QUYỀN").picture))
    add_files(workspace, [file], qtbot)
    qtbot.waitUntil(lambda: "Văn bản ủy quyền" in counter.paper.told.text(), timeout=WAIT_MS)
    assert counter.paper.told.isVisible()


def test_whoever_is_in_the_strip_has_a_page_at_hand(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    strip = counter.paper.strip
    workspace.window().activateWindow()
    strip.setFocus()
    qtbot.waitUntil(strip.hasFocus)
    add_files(workspace, scanned_pages, qtbot)
    assert [page.source_name for page in strip.chosen] == ["trang-1.jpg"]
    counter.checklist.choose(1)
    assert strip.chosen == []
    counter.checklist.choose(0)
    assert [page.source_name for page in strip.chosen] == ["trang-1.jpg"]
