"""Pages come from files, the mouse, the clipboard and a scanner; go, come back, change places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import segno
from PIL import Image
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.document.codes.separators import sheet_text
from app.settings import load_settings, save_settings
from app.ui.intake.pages.strip import PageStrip
from app.ui.workspace import Workspace
from tests.ui.using import add_files, open_a_dossier, settle


def _drop(strip: PageStrip, files: list[Path]) -> None:
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        brought,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    strip.dropEvent(event)


def _names(strip: PageStrip) -> list[str]:
    return [strip.item(place).toolTip().splitlines()[0] for place in range(strip.count())]


def test_dropped_files_become_pages(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    _drop(counter.paper.strip, scanned_pages)
    settle(workspace, qtbot)
    assert _names(counter.paper.strip) == ["trang-1.jpg", "trang-2.jpg"]
    assert counter.model.rows[0].result == "2 trang"


def test_a_pasted_picture_becomes_a_page(workspace: Workspace, qtbot: QtBot) -> None:
    counter = open_a_dossier(workspace, qtbot)
    picture = QImage(800, 1100, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    QGuiApplication.clipboard().setImage(picture)
    counter.paper.strip.paste()
    settle(workspace, qtbot)
    assert counter.model.rows[0].pages == 1


def test_a_bad_file_is_told_in_one_sentence_and_the_good_ones_stay(
    workspace: Workspace, scanned_pages: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    broken = tmp_path / "giấy khai sinh.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    add_files(workspace, [scanned_pages[0], broken, scanned_pages[1]], qtbot)
    assert "giấy khai sinh.pdf" in workspace.problems.sentence
    assert _names(counter.paper.strip) == ["trang-1.jpg", "trang-2.jpg"]


def test_several_bad_files_are_told_together(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    open_a_dossier(workspace, qtbot)
    empty, text = tmp_path / "rỗng.jpg", tmp_path / "thư.docx"
    empty.write_bytes(b"")
    text.write_bytes(b"PK\x03\x04 no picture")
    add_files(workspace, [empty, text], qtbot)
    assert "rỗng.jpg" in workspace.problems.sentence
    assert "thư.docx" in workspace.problems.sentence


def test_pages_of_a_dossier_put_aside_do_not_show_up_in_the_next(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    first = open_a_dossier(workspace, qtbot)
    first.add_files(scanned_pages)
    workspace.intake.next_person()
    second = open_a_dossier(workspace, qtbot)
    assert second.paper.strip.count() == 0
    assert second.model.rows[0].pages == 0
    kept = workspace.desk.station.store.dossiers()
    pages = [workspace.desk.station.store.dossier_pages(each.dossier_id) for each in kept]
    assert sorted(len(page) for each in pages for page in each.values()) == [2]


def test_a_removed_page_comes_back_where_it_stood(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    strip = counter.paper.strip
    add_files(workspace, scanned_pages, qtbot)
    assert not counter.pages.actions.undo.isEnabled()
    strip.setCurrentRow(0)
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    settle(workspace, qtbot)
    assert _names(strip) == ["trang-2.jpg"]
    counter.pages.actions.undo.trigger()
    settle(workspace, qtbot)
    assert _names(strip) == ["trang-1.jpg", "trang-2.jpg"]
    assert not counter.pages.actions.undo.isEnabled()


def test_the_last_page_removed_and_undone_stands_in_its_paper_again(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, scanned_pages[:1], qtbot)
    counter.paper.strip.setCurrentRow(0)
    counter.pages.actions.delete.trigger()
    settle(workspace, qtbot)
    assert not counter.model.rows[0].settled
    counter.pages.actions.undo.trigger()
    settle(workspace, qtbot)
    assert counter.model.rows[0].result == "1 trang"


def test_alt_and_an_arrow_change_places(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    strip = counter.paper.strip
    add_files(workspace, scanned_pages, qtbot)
    strip.setCurrentRow(1)
    QTest.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle(workspace, qtbot)
    assert _names(strip) == ["trang-2.jpg", "trang-1.jpg"]
    assert strip.currentRow() == 0


class _DropFromTheStrip(QDropEvent):
    """A drop of what was taken up in the strip itself."""

    strip: PageStrip

    def source(self) -> QObject:
        return self.strip


def test_a_page_let_go_on_another_takes_its_place_and_none_is_lost(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    strip = counter.paper.strip
    add_files(workspace, scanned_pages, qtbot)
    strip.setCurrentRow(0)
    brought = strip.mimeData([strip.item(0)])
    event = _DropFromTheStrip(
        QPointF(strip.visualItemRect(strip.item(1)).center()),
        Qt.DropAction.MoveAction,
        brought,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.strip = strip
    strip.dropEvent(event)
    settle(workspace, qtbot)
    assert _names(strip) == ["trang-2.jpg", "trang-1.jpg"]
    assert event.dropAction() is Qt.DropAction.IgnoreAction


def test_scanned_pages_come_one_by_one(workspace: Workspace, scanners: Path, qtbot: QtBot) -> None:
    (scanners / "dll.conf").write_text("test\n", encoding="utf-8")
    (scanners / "test.conf").write_text("number_of_devices 1\nsource adf\n", encoding="utf-8")
    station = workspace.desk.station
    station.settings = replace(station.settings, scan_dpi=50)
    counter = open_a_dossier(workspace, qtbot)
    counter.sources.look()
    settle(workspace, qtbot)
    assert counter.sources.scan_button.isEnabled()
    seen: list[int] = []
    counter.paper.strip.model().rowsInserted.connect(
        lambda *_: seen.append(counter.paper.strip.count())
    )
    counter.sources.scan_button.click()
    assert counter.sources.scan_button.text().startswith("Dừng")
    settle(workspace, qtbot)
    pages = counter.paper.strip.count()
    assert pages >= 1
    assert 1 in seen
    assert counter.sources.scan_button.text().startswith("Quét")
    assert counter.model.rows[0].pages == pages


def test_the_watched_folder_is_a_source_and_is_remembered(
    workspace: Workspace, scanned_pages: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "quet"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(scanned_pages[0].read_bytes())
    home = workspace.desk.station.home
    workspace.desk.station.settings = replace(load_settings(home), watched_folder=str(folder))
    save_settings(home, workspace.desk.station.settings)
    counter = open_a_dossier(workspace, qtbot)
    counter.sources.look()
    settle(workspace, qtbot)
    counter.sources.source.activated.emit(0)
    counter.sources.scan_button.click()
    qtbot.waitUntil(lambda: counter.paper.strip.count() == 1, timeout=20_000)
    if counter.sources.scan_button.text().startswith("Dừng"):
        counter.sources.scan_button.click()
    settle(workspace, qtbot)
    assert workspace.desk.memory.source.startswith("folder")
    assert "source=folder" in (home / "ui.ini").read_text(encoding="utf-8")


def test_a_scanned_stack_in_one_file_is_split_at_its_separator_sheet(
    workspace: Workspace, scanned_pages: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    assert counter.counter is not None
    target = next(row for row in counter.model.rows[1:] if row.can_scan)
    text = sheet_text(counter.counter.dossier.dossier_id, target.key)
    sheet = tmp_path / "phieu.png"
    segno.make(text, error="m").save(str(sheet), scale=8, border=8)
    stack = tmp_path / "chong.tif"
    with Image.open(scanned_pages[0]) as page, Image.open(sheet) as separator:
        paper = Image.new("RGB", page.size, "white")
        paper.paste(separator.convert("RGB"), (200, 200))
        page.convert("RGB").save(
            stack, save_all=True, append_images=[paper, page.convert("RGB")], dpi=(200, 200)
        )
    add_files(workspace, [stack], qtbot)
    assert [row.pages for row in counter.model.rows if row.pages] == [1, 1]
    assert next(row for row in counter.model.rows if row.key == target.key).settled
