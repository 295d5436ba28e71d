"""A whole stack at the counter: sheets printed, pages in their papers, all of it told."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.document.door.load import count_frames
from app.model.dossier import DigitizeClass
from app.model.ids import new_id
from app.slips.separator import separator_sheets
from app.ui.intake.counter_page import CounterPage
from app.ui.lanes import Lane
from app.ui.theme import TARGET
from app.ui.window import SMALLEST, Window
from app.ui.workspace import Workspace
from app.workflow.stack import make_separator_sheets
from tests.slips.papers import picture
from tests.ui.using import open_a_dossier, settle

FIRST, SECOND = "to-khai", "van-ban-uy-quyen"


def _page(folder: Path, name: str) -> Path:
    sheet = Image.new("RGB", (827, 1169), "white")
    ImageDraw.Draw(sheet).text((100, 100), f"Noi dung {name}", fill="black")
    sheet.save(folder / name, quality=80, dpi=(100, 100))
    return folder / name


def _sheet_of(pdf: bytes, number: int, file: Path) -> Path:
    Image.fromarray(picture(pdf, number, 100)[:, :, ::-1]).save(file, dpi=(100, 100))
    return file


def _sheet(counter: CounterPage, workspace: Workspace, key: str, file: Path) -> Path:
    """The scanned separator sheet of a paper of the dossier on the counter."""
    assert counter.counter is not None
    rows = [row.key for row in counter.model.rows if row.can_scan]
    pdf = make_separator_sheets(workspace.desk.station, counter.counter.dossier.dossier_id)
    return _sheet_of(pdf, rows.index(key), file)


def _counts(counter: CounterPage) -> dict[str, int]:
    return {row.key: row.pages for row in counter.model.rows if row.pages}


@pytest.fixture
def counter(workspace: Workspace, qtbot: QtBot) -> CounterPage:
    return open_a_dossier(workspace, qtbot)


def test_a_stack_of_files_falls_into_its_papers_and_is_taken_out_in_one_step(
    workspace: Workspace, counter: CounterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    counter.add_files([_page(tmp_path, "truoc.jpg")])
    settle(workspace, qtbot)
    stack = [
        _page(tmp_path, "quet-1.jpg"),
        _sheet(counter, workspace, SECOND, tmp_path / "quet-2.jpg"),
        _page(tmp_path, "quet-10.jpg"),
        _page(tmp_path, "quet-9.jpg"),
    ]
    seen: list[str] = []
    counter.pages.arrived.connect(lambda _: seen.append(counter.stack.bar.sentence.text()))
    counter.stack.add_files(stack)
    assert not counter.stack.bar.add_button.isEnabled()
    assert counter.stack.bar.stop_button.isVisible()
    settle(workspace, qtbot)
    assert _counts(counter) == {FIRST: 2, SECOND: 2}
    names = [page.source_name for page in counter.counter.pages[SECOND]]  # type: ignore[union-attr]
    assert names == ["quet-9.jpg", "quet-10.jpg"], "as the scanner numbered them"
    assert "3 trang đã vào" in seen[2]
    assert "Tệp" in seen[2]
    bar = counter.stack.bar
    assert bar.add_button.isEnabled()
    assert not bar.stop_button.isVisible()
    assert bar.sentence.text() == (
        "Đã xếp 3 trang: Tờ khai cấp giấy xác nhận tình trạng hôn nhân: 1 trang"
        " · Văn bản ủy quyền: 2 trang."
    )
    assert not bar.remarks.isVisible()

    bar.undo_button.click()
    settle(workspace, qtbot)
    assert _counts(counter) == {FIRST: 1}, "what was there before"
    assert not bar.told.isVisible()
    counter.pages.actions.undo.trigger()
    settle(workspace, qtbot)
    assert _counts(counter) == {FIRST: 2, SECOND: 2}


def test_a_stack_without_sheets_goes_to_the_paper_at_hand_and_says_so(
    workspace: Workspace, counter: CounterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    counter.checklist.choose([row.key for row in counter.model.rows].index(SECOND))
    counter.stack.add_files([_page(tmp_path, "1.jpg"), _page(tmp_path, "2.jpg")])
    settle(workspace, qtbot)
    assert _counts(counter) == {SECOND: 2}
    assert counter.stack.bar.sentence.text() == "2 trang đã vào «Văn bản ủy quyền»."
    assert "không có phiếu phân tách" in counter.stack.bar.remarks.text()
    counter.stack.bar.close_button.click()
    assert not counter.stack.bar.told.isVisible()


def test_a_sheet_of_another_dossier_is_told_and_shown(
    workspace: Workspace, counter: CounterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    assert counter.counter is not None
    other = replace(counter.counter.dossier, dossier_id=new_id())
    foreign = separator_sheets(other, counter.counter.components, practice=False)
    stack = [
        _sheet(counter, workspace, SECOND, tmp_path / "1.jpg"),
        _page(tmp_path, "2.jpg"),
        _sheet_of(foreign, 1, tmp_path / "3.jpg"),
        _page(tmp_path, "4.jpg"),
    ]
    counter.stack.add_files(stack)
    counter.checklist.choose([row.key for row in counter.model.rows].index(SECOND))
    settle(workspace, qtbot)
    assert _counts(counter) == {FIRST: 1, SECOND: 1}
    remarks = counter.stack.bar.remarks.text()
    assert remarks.startswith("1 trang cần xem lại. «Tờ khai cấp giấy")
    assert "trang 1: Trước trang này là phiếu phân tách của hồ sơ khác" in remarks
    counter.stack.bar.show_button.click()
    assert counter.checklist.key == FIRST


def test_a_damaged_sheet_ends_the_stack_and_what_lies_behind_it_is_named(
    workspace: Workspace, counter: CounterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    good = _page(tmp_path, "1.jpg")
    damaged = tmp_path / "2.jpg"
    damaged.write_bytes(good.read_bytes()[:200])
    letter = tmp_path / "0-thu.docx"
    letter.write_bytes(b"PK\x03\x04 no picture")
    counter.stack.add_files([letter, good, damaged, _page(tmp_path, "3.jpg")])
    settle(workspace, qtbot)
    assert _counts(counter) == {FIRST: 1}
    told = workspace.problems.sentence
    assert "0-thu.docx" in told
    assert "2.jpg" in told
    assert "thêm tiếp từ «3.jpg»: 1 tệp sau nó chưa được nhận" in told


def test_pages_of_a_paper_that_must_not_be_scanned_are_told(
    workspace: Workspace, counter: CounterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    assert counter.counter is not None
    open_to_all = [
        replace(line, digitize_class=DigitizeClass.MUST) for line in counter.counter.components
    ]
    every = separator_sheets(counter.counter.dossier, open_to_all, practice=False)
    shown_only = [line.key for line in open_to_all].index("giay-to-tuy-than")
    stack = [
        _sheet_of(every, shown_only, tmp_path / "1.jpg"),
        _page(tmp_path, "2.jpg"),
        _sheet(counter, workspace, FIRST, tmp_path / "3.jpg"),
        _page(tmp_path, "4.jpg"),
    ]
    counter.stack.add_files(stack)
    settle(workspace, qtbot)
    assert _counts(counter) == {FIRST: 1}
    assert "không được số hóa nên không được giữ lại" in workspace.problems.sentence
    assert "1 trang đã vào" in counter.stack.bar.sentence.text()


def test_a_stack_is_stopped_between_two_pages_and_keeps_what_came(
    workspace: Workspace, counter: CounterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    files = [_page(tmp_path, f"{number}.jpg") for number in range(1, 7)]
    counter.pages.arrived.connect(lambda _: counter.stack.bar.stop_button.click())
    counter.stack.add_files(files)
    settle(workspace, qtbot)
    kept = counter.model.rows[0].pages
    assert 1 <= kept < len(files)
    assert f"{kept} trang đã vào" in counter.stack.bar.sentence.text()
    assert "Đã dừng" in workspace.problems.sentence


def test_a_stack_put_aside_for_the_next_person_says_nothing_there(
    workspace: Workspace, counter: CounterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    held = threading.Event()
    workspace.desk.lanes.run(Lane.CAPTURE, lambda task: held.wait(60))
    counter.stack.add_files([_page(tmp_path, "1.jpg")])
    workspace.intake.next_person()
    held.set()
    open_a_dossier(workspace, qtbot)
    assert _counts(counter) == {}
    assert not counter.stack.bar.told.isVisible()


def test_the_feeder_fills_the_papers_of_a_stack_and_without_one_the_files_are_offered(
    workspace: Workspace, scanners: Path, qtbot: QtBot
) -> None:
    (scanners / "dll.conf").write_text("test\n", encoding="utf-8")
    (scanners / "test.conf").write_text("number_of_devices 1\nsource adf\n", encoding="utf-8")
    station = workspace.desk.station
    station.settings = replace(station.settings, scan_dpi=50)
    counter = open_a_dossier(workspace, qtbot)
    counter.stack.bar.scan_button.click()
    assert "Chưa có máy quét" in workspace.problems.sentence
    assert "Thêm cả xấp" in workspace.problems.sentence
    counter.sources.look()
    settle(workspace, qtbot)
    counter.stack.bar.scan_button.click()
    assert counter.sources.scan_button.text().startswith("Dừng")
    settle(workspace, qtbot)
    pages = counter.model.rows[0].pages
    assert pages >= 1
    assert counter.stack.bar.sentence.text().startswith(f"{pages} trang đã vào")


def test_keys_choose_files_and_show_the_sheets_which_are_saved(
    window: Window, workspace: Workspace, counter: CounterPage, tmp_path: Path, qtbot: QtBot
) -> None:
    bar = counter.stack.bar
    for made, keys in (
        (bar.scan_button, "Shift+F2"),
        (bar.add_button, "Shift+F3"),
        (bar.sheets_button, "Ctrl+P"),
    ):
        assert made.shortcut().toString() == keys
        assert keys in made.toolTip()
    bar.add_button.click()
    (chooser,) = window.findChildren(QFileDialog)
    assert chooser.fileMode() is QFileDialog.FileMode.ExistingFiles
    chooser.reject()
    bar.sheets_button.click()
    settle(workspace, qtbot)
    dialog = counter.stack.sheets
    assert dialog is not None
    assert dialog.isVisible()
    papers = [row for row in counter.model.rows if row.can_scan]
    assert len(dialog.view.pages) == len(papers)
    dialog.save_to(tmp_path / "phieu.pdf")
    settle(workspace, qtbot)
    assert count_frames((tmp_path / "phieu.pdf").read_bytes(), "phieu.pdf") == len(papers)
    assert "Đã lưu" in dialog.problems.sentence
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_bar_fits_the_smallest_window_and_every_button_has_its_room(
    window: Window, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    window.resize(*SMALLEST)
    counter = open_a_dossier(workspace, qtbot)
    counter.stack.add_files([_page(tmp_path, "1.jpg")])
    settle(workspace, qtbot)
    bar = counter.stack.bar
    pressed = [
        made
        for made in (*bar.findChildren(QPushButton), *bar.findChildren(QToolButton))
        if made.isVisible()
    ]
    assert bar.undo_button in pressed
    assert not [made.text() for made in pressed if made.width() < made.minimumSizeHint().width()]
    assert not [made.text() for made in pressed if made.height() < TARGET]
    assert not [made for made in pressed if not made.accessibleName()]
    assert window.width() == SMALLEST[0]
    assert window.minimumSizeHint().height() <= SMALLEST[1]
