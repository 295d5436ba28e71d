"""How papers will be written: chosen, remembered, weighed, seen before they are made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.capture.files import read_files
from app.model.dossier import Page
from app.model.output import OutputProfile
from app.model.people import Person
from app.model.states import State
from app.practice.places import PRACTICE_PASSPHRASE
from app.settings import load_settings
from app.ui.intake.counter_page import CounterPage
from app.ui.intake.output.preview import PreviewDialog
from app.ui.present.output import Weight, too_heavy, weight_of, weight_sentence
from app.ui.theme import TARGET
from app.ui.window import SMALLEST, Window
from app.ui.workspace import Workspace
from app.workflow import intake
from app.workflow.output_choice import choose_output
from app.workflow.station import Station
from tests.ui.conftest import PROCEDURE, WAIT_MS
from tests.ui.using import add_files, open_a_dossier, seal, settle, tick_required

ARCHIVE, SEND = OutputProfile.ARCHIVE, OutputProfile.SEND
MB = 1_000_000


def _page(page_id: str, *, keep: bool | None = None) -> Page:
    return Page(page_id, "giấy", 0, page_id, f"{page_id}.jpg", "image/jpeg", keep=keep)


def _weight(papers: dict[str, list[Page]], known: dict[str, int]) -> Weight:
    sizes = {page: {ARCHIVE: size, SEND: size // 3} for page, size in known.items()}
    return weight_of(papers, lambda page: sizes.get(page.page_id), ARCHIVE)


def _plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def test_pages_not_weighed_yet_are_taken_to_be_like_the_others() -> None:
    papers = {"a": [_page("1"), _page("2")], "b": [_page("3", keep=False)], "c": []}
    assert weight_sentence(_weight({"c": []}, {}), 6 * MB).startswith("Chưa có trang")
    assert weight_sentence(_weight(papers, {}), 6 * MB).startswith("Đang ước tính")
    half = _weight(papers, {"1": 68_000})
    assert (half.measured, half.pages, half.each, half.whole) == (1, 2, 68_000, 210_000)
    assert _plain(weight_sentence(half, 6 * MB)) == (
        "Cả hồ sơ khoảng 210 kB (68 kB/trang); mỗi giấy tối đa 6 MB. (đã tính 1/2 trang)"
    )
    two = _weight({"a": [_page("1")], "b": [_page("2")]}, {"1": 50_000, "2": 1_200_000})
    assert _plain(weight_sentence(two, 6 * MB)) == (
        "Cả hồ sơ khoảng 1,4 MB (625 kB/trang); giấy nặng nhất 1,3 MB, tối đa 6 MB."
    )


def test_a_paper_that_will_not_fit_is_told_beforehand() -> None:
    papers = {"a": [_page("1")], "b": [_page("2")], "c": [_page("3")]}
    sizes = {"1": 7 * MB, "2": 30 * MB, "3": 40_000}
    names = {"a": "Tờ khai", "b": "Bản vẽ", "c": "Đơn"}
    weight = _weight(papers, sizes)
    smallest = _weight(papers, {page: size // 3 for page, size in sizes.items()})
    made_smaller, too_large = too_heavy(weight, smallest, 6 * MB, names)
    assert _plain(made_smaller) == (
        "«Tờ khai» khoảng 7,1 MB, quá mức 6 MB: khi niêm phong sẽ được ghi nhỏ hơn cho vừa."
    )
    assert _plain(too_large).startswith("«Bản vẽ» khoảng 30,1 MB, quá mức 6 MB kể cả khi gửi nhanh")


def _small_page(folder: Path, number: int = 1) -> Path:
    """With a red stamp, so that it looks different in colour."""
    sheet = Image.new("RGB", (827, 1169), "#f3efe2")
    pen = ImageDraw.Draw(sheet)
    pen.text((100, 100), f"Noi dung trang nho {number}", fill="black")
    pen.ellipse((500, 700, 640, 840), outline="#c22a30", width=6)
    file = folder / f"nho-{number}.jpg"
    sheet.save(file, quality=80, dpi=(100, 100))
    return file


@pytest.fixture
def counter(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> CounterPage:
    """A dossier with two small pages."""
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, [_small_page(tmp_path, number) for number in (1, 2)], qtbot)
    return counter


def _until_weighed(counter: CounterPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: counter.output.bar.sentence.text().endswith("."), timeout=WAIT_MS)


def _until_drawn(dialog: PreviewDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: all("khoảng" in name.text() for name in dialog.names.values()), timeout=WAIT_MS
    )


def test_the_choice_is_kept_and_its_weight_is_shown(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    bar = counter.output.bar
    assert bar.sentence.text().startswith("Chưa có trang nào")
    assert not bar.preview_button.isEnabled()
    assert bar.current is ARCHIVE
    add_files(workspace, [_small_page(tmp_path)], qtbot)
    _until_weighed(counter, qtbot)
    in_archive = bar.sentence.text()
    assert "kB/trang" in _plain(in_archive)
    bar.profile.setFocus()
    QTest.keyClick(bar.profile, Qt.Key.Key_Down)
    settle(workspace, qtbot)
    assert bar.current is SEND
    assert bar.sentence.text() != in_archive
    assert load_settings(workspace.desk.station.home).output_profile is SEND
    workspace.intake.next_person()
    again = open_a_dossier(workspace, qtbot)
    assert again.output.bar.current is SEND


def test_what_was_estimated_is_about_what_is_sent(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, scanned_pages[:1], qtbot)
    _until_weighed(counter, qtbot)
    assert counter.counter is not None
    weight = weight_of(counter.counter.pages, counter.output.weights.of, ARCHIVE)
    tick_required(workspace, qtbot)
    seal(workspace, qtbot)
    store = workspace.desk.station.store
    (document,) = store.documents(counter.counter.dossier.dossier_id)
    assert document.signed_bytes == pytest.approx(weight.whole, rel=0.1)


def test_both_ways_are_seen_side_by_side_and_one_is_chosen(
    workspace: Workspace, counter: CounterPage, qtbot: QtBot
) -> None:
    counter.paper.strip.setCurrentRow(1)
    counter.output.bar.preview_button.click()
    dialog = counter.output.preview
    assert dialog is not None
    assert "trang 2" in dialog.title.text()
    assert not dialog.next.isEnabled()
    assert "đang vẽ" in dialog.names[SEND].text()
    _until_drawn(dialog, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_PageUp)
    assert "trang 1" in dialog.title.text()
    _until_drawn(dialog, qtbot)
    first, second = dialog.views.values()
    shown = [view.grab().toImage() for view in (first, second)]
    assert shown[0] != shown[1], "a colour picture of the page here, inks there"
    wheel = QWheelEvent(
        QPointF(50, 60),
        QPointF(50, 60),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    for _ in range(5):
        QApplication.sendEvent(second.viewport(), wheel)
    assert first.transform() == second.transform()
    assert first.transform().m11() > 0.3
    second.verticalScrollBar().setValue(200)
    assert first.verticalScrollBar().value() == 200
    QTest.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    bars = first.verticalScrollBar(), second.verticalScrollBar()
    qtbot.waitUntil(lambda: all(bar.maximum() == 0 for bar in bars), timeout=WAIT_MS)

    assert dialog.choices[ARCHIVE].isChecked()
    QTest.keyClick(dialog, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: counter.output.bar.current is SEND, timeout=WAIT_MS)
    settle(workspace, qtbot)
    assert workspace.desk.station.settings.output_profile is SEND
    assert [made.isChecked() for made in dialog.choices.values()] == [False, True]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert counter.output.preview is None


def test_a_page_that_cannot_be_drawn_is_told_in_the_preview(
    workspace: Workspace, counter: CounterPage, qtbot: QtBot
) -> None:
    settle(workspace, qtbot)
    assert counter.counter is not None
    lost = counter.counter.pages["to-khai"][0].source_sha256
    workspace.desk.station.store.objects.path(lost).unlink()
    counter.output.bar.preview_button.click()
    dialog = counter.output.preview
    assert dialog is not None
    qtbot.waitUntil(dialog.fault.isVisible, timeout=WAIT_MS)
    assert dialog.fault.text()
    assert "không xem được" in dialog.names[ARCHIVE].text()
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    assert not dialog.fault.isVisible()
    _until_drawn(dialog, qtbot)


def test_every_control_has_a_name_and_room_in_the_smallest_window(
    window: Window, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    window.resize(*SMALLEST)
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, [_small_page(tmp_path)], qtbot)
    counter.output.bar.show_weight(
        "Cả hồ sơ khoảng 4,1 MB (68 kB/trang); giấy nặng nhất 1,4 MB, tối đa 6 MB.",
        ["«Tờ khai» khoảng 7,1 MB, quá mức 6 MB: khi niêm phong sẽ được ghi nhỏ hơn cho vừa."],
        pages=True,
    )
    settle(workspace, qtbot)
    counter.output.bar.preview_button.click()
    dialog = counter.output.preview
    assert dialog is not None
    pressed = [
        made
        for top in (counter.output.bar, dialog)
        for made in top.findChildren(QPushButton)
        if made.isVisible()
    ]
    assert not [made for made in pressed if not made.accessibleName()]
    assert not [made.text() for made in pressed if made.width() < made.minimumSizeHint().width()]
    assert not [made.text() for made in pressed if made.height() < TARGET]
    assert window.minimumSizeHint().height() <= SMALLEST[1]
    assert dialog.minimumSizeHint().width() <= SMALLEST[0]
    assert dialog.minimumSizeHint().height() <= SMALLEST[1]
    _until_drawn(dialog, qtbot)


def test_papers_made_another_way_are_made_anew(home: Path, tmp_path: Path) -> None:
    with Station.open(home, PRACTICE_PASSPHRASE) as station:
        applicant = Person("042090000017", "Lê Thị Mẫu")
        dossier_id = intake.open_dossier(station, PROCEDURE, applicant).dossier_id
        list(intake.add_files(station, dossier_id, "to-khai", read_files([_small_page(tmp_path)])))
        (document,) = station.store.documents(dossier_id)
        digest = station.store.objects.put(b"%PDF made before")
        made = replace(document, pdf_sha256=digest, page_count=1, profile=ARCHIVE.value)
        station.store.put_document(made)
        for state in (State.CAPTURED, State.PROCESSED):
            station.store.move(dossier_id, state)
        choose_output(station, dossier_id, ARCHIVE)
        assert station.store.documents(dossier_id) == [made]
        choose_output(station, dossier_id, SEND)
        assert station.store.documents(dossier_id)[0].pdf_sha256 == ""
        assert station.store.dossier(dossier_id).state is State.DRAFT
