"""The editor: the verdict at once, marks by mouse and by key, a new take in the same place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.model.dossier import Page
from app.model.edits import Corners, Crop, Half, Turn
from app.ui.intake.counter_page import CounterPage
from app.ui.intake.pages.editor import PageEditor
from app.ui.workspace import Workspace
from tests.ui.test_page_verbs import mixed_pages
from tests.ui.using import add_files, open_a_dossier, settle

__all__ = ["mixed_pages"]


def _pages(counter: CounterPage) -> list[Page]:
    assert counter.counter is not None
    return counter.counter.pages.get(counter.checklist.key, [])


def _edit(workspace: Workspace, files: list[Path], place: int, qtbot: QtBot) -> PageEditor:
    """The editor on one of these pages, opened with Enter."""
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, files, qtbot)
    counter.paper.strip.setCurrentRow(place)
    QTest.keyClick(counter.paper.strip, Qt.Key.Key_Return)
    settle(workspace, qtbot)
    editor = counter.pages.editor
    assert editor is not None
    return editor


def _drag(editor: PageEditor, start: tuple[float, float], end: tuple[float, float]) -> None:
    view = editor.view
    left = Qt.MouseButton.LeftButton
    places = [view.on_screen(point).toPoint() for point in (start, end)]
    QTest.mousePress(view.viewport(), left, pos=places[0] + QPoint(4, 3))
    QTest.mouseMove(view.viewport(), places[1])
    QTest.mouseRelease(view.viewport(), left, pos=places[1])


def test_a_blurred_page_is_told_at_once_and_taken_again_in_its_place(
    workspace: Workspace, mixed_pages: list[Path], scanned_pages: list[Path], qtbot: QtBot
) -> None:
    editor = _edit(workspace, mixed_pages, 1, qtbot)
    counter = workspace.intake.counter
    assert editor.verdict.sentence.text().startswith("Ảnh bị mờ.")
    assert editor.verdict.retake_button.isVisible()
    before = _pages(counter)
    editor.verdict.retake_button.click()
    dialog = editor.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(scanned_pages[1])])
    dialog.close()
    settle(workspace, qtbot)
    after = _pages(counter)
    assert [page.page_id for page in after] == [page.page_id for page in before]
    assert after[1].source_name == "trang-2.jpg"
    assert editor.page == after[1]
    assert editor.verdict.sentence.text() == "Ảnh đạt yêu cầu."
    assert not editor.verdict.retake_button.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(workspace, qtbot)
    assert _pages(counter)[1].source_name == "mo.jpg"


def test_keys_turn_pages_and_cut_a_page(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    editor = _edit(workspace, scanned_pages, 0, qtbot)
    counter = workspace.intake.counter
    QTest.keyClick(editor.view, Qt.Key.Key_R)
    settle(workspace, qtbot)
    assert _pages(counter)[0].edits == (Turn(90),)
    editor.next.click()
    settle(workspace, qtbot)
    assert editor.title.text() == "Trang 2/2"
    editor.tools.crop.click()
    view = editor.view
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle(workspace, qtbot)
    (crop,) = _pages(counter)[1].edits
    assert isinstance(crop, Crop)
    assert (crop.left, crop.top, crop.right, crop.bottom) == pytest.approx((0.1, 0, 1, 0.998))
    editor.tools.crop.click()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert editor.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    settle(workspace, qtbot)
    assert counter.pages.editor is None
    assert counter.paper.strip.currentRow() == 1


def test_corners_are_dragged_on_the_untouched_picture(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    editor = _edit(workspace, scanned_pages[:1], 0, qtbot)
    editor.tools.corners.click()
    assert not editor.mode_panel.apply_button.isEnabled()
    settle(workspace, qtbot)
    marks = editor.view.marks
    assert marks is not None
    start = marks.handles[2]
    _drag(editor, start, (0.7, 0.8))
    editor.mode_panel.apply_button.click()
    settle(workspace, qtbot)
    (edit,) = _pages(workspace.intake.counter)[0].edits
    assert isinstance(edit, Corners)
    assert edit.points[2] == pytest.approx((0.7, 0.8), abs=0.01)
    assert edit.points[0] == pytest.approx(marks.handles[0])


def test_crossed_corners_are_not_taken(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    editor = _edit(workspace, scanned_pages[:1], 0, qtbot)
    editor.tools.corners.click()
    settle(workspace, qtbot)
    marks = editor.view.marks
    assert marks is not None
    _drag(editor, marks.handles[0], (0.99, 0.99))
    editor.mode_panel.apply_button.click()
    assert "chéo nhau" in editor.mode_panel.what.text()
    assert _pages(workspace.intake.counter)[0].edits == ()


def test_a_book_is_split_at_the_line_and_two_sides_are_joined(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    editor = _edit(workspace, scanned_pages, 0, qtbot)
    counter = workspace.intake.counter
    editor.actions_of_page.split.trigger()
    marks = editor.view.marks
    assert marks is not None
    _drag(editor, marks.handles[0], (0.4, 0.5))
    QTest.keyClick(editor.view, Qt.Key.Key_Return)
    settle(workspace, qtbot)
    left, right, _ = _pages(counter)
    assert isinstance(left.edits[0], Half)
    assert isinstance(right.edits[0], Half)
    assert left.edits[0].at == pytest.approx(0.4, abs=0.01)
    assert (left.edits[0].side, right.edits[0].side) == ("left", "right")
    small = counter.pages.pictures.of(left)
    whole = counter.pages.pictures.of(right)
    assert small is not None
    assert whole is not None
    assert small.width() / small.height() < whole.width() / whole.height()
    editor.actions_of_page.join.trigger()
    settle(workspace, qtbot)
    assert len(_pages(counter)) == 2
    editor.actions_of_page.delete.trigger()
    settle(workspace, qtbot)
    editor.actions_of_page.delete.trigger()
    settle(workspace, qtbot)
    assert counter.pages.editor is None
