"""The camera over the counter: papers laid one after the other become pages, whatever happens."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.document.digitize import digitize
from app.document.text.recognize import best_recognizer
from app.model.dossier import Outcome, Page
from app.model.edits import Below, Corners, Turn
from app.ui.camera.camera_window import CameraWindow
from app.ui.lanes import Lane
from app.ui.memory import load_memory
from app.ui.theme import TARGET
from app.ui.window import Window
from app.ui.workspace import Workspace
from app.workflow import intake
from app.workflow.page_input import page_input
from tests.capture.videos import two_papers
from tests.document.desk import Desk
from tests.ui.camera_films import Counter, film
from tests.ui.conftest import WAIT_MS, sign_in
from tests.ui.test_accessible import _name, _touched
from tests.ui.using import add_files, open_a_dossier, settle

Opening = Callable[[Path], Window]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_papers(tmp_path_factory.mktemp("phim") / "hai tờ.avi")


@pytest.fixture(scope="module")
def resting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One paper that lies there for half a minute, seen five times a second."""
    file = tmp_path_factory.mktemp("phim") / "một tờ.avi"
    return film(file, Desk().resting(1, 10), rate=5)


def counter_with(
    camera: Path | None, home: Path, open_window: Opening, qtbot: QtBot, **memory: str
) -> Workspace:
    """A workspace with a dossier on its counter, whose camera is this video."""
    file = home / "settings.json"
    settings = json.loads(file.read_text(encoding="utf-8"))
    settings |= {"find_network_scanners": False}
    if camera is not None:
        settings |= {"scan_source": f"camera:{camera}"}
    file.write_text(json.dumps(settings), encoding="utf-8")
    if memory:
        lines = "".join(f"{name}={value}\n" for name, value in memory.items())
        (home / "ui.ini").write_text(f"[General]\n{lines}", encoding="utf-8")
    workspace = sign_in(open_window(home), qtbot)
    open_a_dossier(workspace, qtbot)
    return workspace


def camera_over(workspace: Workspace, qtbot: QtBot) -> CameraWindow:
    """The window, opened with its key."""
    counter = workspace.intake.counter
    counter.window().activateWindow()
    until(qtbot, counter.isActiveWindow)
    QTest.keyClick(counter, Qt.Key.Key_F4)
    until(qtbot, lambda: counter.pages.camera.window is not None)
    window = counter.pages.camera.window
    assert window is not None
    until(qtbot, window.isActiveWindow)
    return window


def pages_of(workspace: Workspace) -> list[Page]:
    counter = workspace.intake.counter
    assert counter.counter is not None
    return counter.counter.pages.get(counter.checklist.key, [])


def until(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=WAIT_MS)


def live(window: CameraWindow) -> bool:
    return window.stage.currentWidget() is window.view


def close(window: CameraWindow, workspace: Workspace, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert workspace.intake.counter.pages.camera.window is None
    settle(workspace, qtbot)


def test_two_papers_become_two_pages_upright_and_cut_out(
    home: Path,
    open_window: Opening,
    scanned_pages: list[Path],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    table = Counter(scanned_pages)
    parts = table.empty(), table.paper(0), table.empty(), table.paper(1), table.empty()
    workspace = counter_with(film(tmp_path / "phim.avi", *parts), home, open_window, qtbot)
    window = camera_over(workspace, qtbot)
    until(qtbot, lambda: window.notice.title.text() == "Đoạn video đã hết.")
    until(qtbot, lambda: [page.blank for page in window.strip.chosen] == [False])
    assert window.count.text() == "Đã chụp 2 trang"
    assert window.verdict.sentence.text().startswith("Ảnh chỉ khoảng 140 dpi")
    close(window, workspace, qtbot)
    pages = pages_of(workspace)
    assert [page.kind for page in pages] == ["photo", "photo"]
    assert [[type(edit) for edit in page.edits] for page in pages] == [[Corners], [Corners]]
    counter = workspace.intake.counter
    assert counter.counter is not None
    assert counter.model.rows[0].outcome is Outcome.RECEIVED
    station, dossier_id = workspace.desk.station, counter.counter.dossier.dossier_id
    made = digitize(
        [page_input(station, dossier_id, page) for page in pages],
        title="Tờ khai",
        recognizer=best_recognizer(),
    )
    assert [page.rotation for page in made.pages] == [270, 270]
    assert all("Độc lập - Tự do - Hạnh phúc" in page.text for page in made.pages)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        for page in pdf.pages:
            _, _, width, height = map(float, page.mediabox)
            assert height / width == pytest.approx(297 / 210, rel=0.01)


def test_space_takes_f5_takes_again_delete_takes_out_and_undo_brings_back(
    home: Path, open_window: Opening, resting: Path, qtbot: QtBot
) -> None:
    workspace = counter_with(resting, home, open_window, qtbot, shoots_alone="false")
    window = camera_over(workspace, qtbot)
    until(qtbot, lambda: live(window) and "nhấn Phím cách" in window.hint.text())
    assert pages_of(workspace) == []
    QTest.keyClick(window, Qt.Key.Key_Space)
    until(qtbot, lambda: len(pages_of(workspace)) == 1)
    (first,) = pages_of(workspace)
    QTest.keyClick(window, Qt.Key.Key_F5)
    until(qtbot, lambda: pages_of(workspace)[0].source_name == "chụp-002.jpg")
    (again,) = pages_of(workspace)
    assert again.page_id == first.page_id
    assert [type(edit) for edit in again.edits] == [Corners]
    QTest.keyClick(window, Qt.Key.Key_R)
    until(qtbot, lambda: Turn(90) in pages_of(workspace)[0].edits)
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    until(qtbot, lambda: len(pages_of(workspace)) == 2)
    QTest.keyClick(window, Qt.Key.Key_Delete)
    until(qtbot, lambda: len(pages_of(workspace)) == 1)
    assert pages_of(workspace)[0].page_id == first.page_id
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, lambda: len(window.strip.chosen) == 1 and len(pages_of(workspace)) == 2)
    assert window.count.text() == "Đã chụp 2 trang"
    close(window, workspace, qtbot)
    assert len(pages_of(workspace)) == 2


def test_two_stills_of_a_card_become_one_page(
    home: Path, open_window: Opening, two: Path, qtbot: QtBot
) -> None:
    workspace = counter_with(two, home, open_window, qtbot)
    window = camera_over(workspace, qtbot)
    QTest.keyClick(window, Qt.Key.Key_F7)
    until(qtbot, lambda: live(window) and window.hint.text().startswith("Chờ mặt trước. "))
    until(qtbot, lambda: len(pages_of(workspace)) == 1)
    until(qtbot, lambda: window.hint.text().startswith("Chờ mặt sau. "))
    until(qtbot, lambda: any(isinstance(e, Below) for p in pages_of(workspace) for e in p.edits))
    (card,) = pages_of(workspace)
    assert [type(edit) for edit in card.edits] == [Corners, Below]
    until(qtbot, lambda: window.notice.isVisible())
    assert window.count.text() == "Đã chụp 1 trang"
    close(window, workspace, qtbot)


def test_a_camera_that_is_unplugged_keeps_its_stills_and_goes_on(
    home: Path, open_window: Opening, two: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    cut = tmp_path / "đứt.avi"
    data = two.read_bytes()
    cut.write_bytes(data[: len(data) * 6 // 10])
    workspace = counter_with(cut, home, open_window, qtbot)
    window = camera_over(workspace, qtbot)
    until(qtbot, lambda: window.notice.title.text().startswith("Mất hình từ camera"))
    assert "Các ảnh đã chụp vẫn còn." in window.notice.hint.text()
    assert window.notice.again.isVisible()
    until(qtbot, lambda: len(pages_of(workspace)) == 1)
    cut.write_bytes(data)
    QTest.keyClick(window, Qt.Key.Key_Space)
    until(qtbot, lambda: live(window))
    assert len(pages_of(workspace)) == 1
    close(window, workspace, qtbot)


def test_no_camera_says_what_to_do(home: Path, open_window: Opening, qtbot: QtBot) -> None:
    workspace = counter_with(None, home, open_window, qtbot)
    window = camera_over(workspace, qtbot)
    until(qtbot, lambda: window.notice.again.isVisible())
    assert window.notice.title.text() == "Chưa thấy camera nào."
    assert window.notice.hint.text().startswith("Cắm dây camera")
    assert not window.shoot.isEnabled()
    close(window, workspace, qtbot)


def test_a_still_that_cannot_be_kept_is_told_in_the_window(
    home: Path, open_window: Opening, resting: Path, qtbot: QtBot
) -> None:
    workspace = counter_with(resting, home, open_window, qtbot, shoots_alone="false")
    window = camera_over(workspace, qtbot)
    until(qtbot, lambda: live(window))
    counter = workspace.intake.counter
    assert counter.counter is not None
    intake.cancel(workspace.desk.station, counter.counter.dossier.dossier_id, "thử")
    QTest.keyClick(window, Qt.Key.Key_Space)
    until(qtbot, lambda: bool(window.problems.sentence))
    assert live(window)
    close(window, workspace, qtbot)


def test_a_page_is_taken_again_by_the_camera_that_is_the_source(
    home: Path, open_window: Opening, resting: Path, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    workspace = counter_with(resting, home, open_window, qtbot)
    add_files(workspace, scanned_pages, qtbot)
    counter = workspace.intake.counter
    counter.paper.strip.setCurrentRow(1)
    before = pages_of(workspace)
    counter.pages.actions.retake.trigger()
    window = counter.pages.camera.window
    assert window is not None
    until(qtbot, lambda: pages_of(workspace)[1].source_name == "chụp-001.jpg")
    assert [page.page_id for page in pages_of(workspace)] == [page.page_id for page in before]
    assert pages_of(workspace)[0] == before[0]
    close(window, workspace, qtbot)


def test_the_scan_button_opens_the_window_where_the_source_is_a_camera(
    home: Path, open_window: Opening, resting: Path, qtbot: QtBot
) -> None:
    workspace = counter_with(resting, home, open_window, qtbot)
    counter = workspace.intake.counter
    assert counter.sources.source.currentText() == "Video «một tờ.avi»"
    counter.sources.scan_button.click()
    window = counter.pages.camera.window
    assert window is not None
    until(qtbot, lambda: live(window))
    QTest.keyClick(window, Qt.Key.Key_F6)
    until(qtbot, lambda: not window.live.shutter.alone)
    close(window, workspace, qtbot)
    assert not load_memory(home).shoots_alone


def test_the_window_fits_and_every_control_has_a_name(
    home: Path, open_window: Opening, resting: Path, qtbot: QtBot
) -> None:
    workspace = counter_with(resting, home, open_window, qtbot)
    window = camera_over(workspace, qtbot)
    until(qtbot, lambda: live(window))
    assert not [each for each in _touched(window) if not _name(each)]
    assert window.width() <= 1366
    assert window.height() <= 700
    pressed = [
        each
        for each in window.findChildren(QPushButton) + window.findChildren(QToolButton)
        if each.isVisible()
    ]
    assert not [each for each in (*pressed, window.bar.camera) if each.height() < TARGET]
    assert not [
        each.text()
        for each in pressed
        if isinstance(each, QPushButton) and each.width() < each.minimumSizeHint().width()
    ]
    walked: set[QWidget | None] = set()
    field: QWidget | None = window.shoot
    while field is not None and field not in walked:
        walked.add(field)
        field = field.nextInFocusChain()
    assert {window.bar.camera, window.bar.alone, window.strip, window.done_button} <= walked
    close(window, workspace, qtbot)


def test_the_window_does_not_wait_while_the_camera_looks(
    home: Path, open_window: Opening, two: Path, qtbot: QtBot
) -> None:
    """Its own thread's time from one turn of the event loop to the next; others share the
    machine, so that the clock on the wall would say nothing."""
    workspace = counter_with(two, home, open_window, qtbot)
    window = camera_over(workspace, qtbot)
    until(qtbot, lambda: live(window))
    spent: list[float] = []
    last = time.thread_time()

    def turn() -> None:
        nonlocal last
        now = time.thread_time()
        spent.append(now - last)
        last = now

    ticking = QTimer()
    ticking.setInterval(5)
    ticking.timeout.connect(turn)
    ticking.start()
    until(qtbot, lambda: len(pages_of(workspace)) == 1 and pages_of(workspace)[0].blank is False)
    ticking.stop()
    assert float(np.percentile(spent, 99)) <= 0.050
    close(window, workspace, qtbot)


def test_the_window_is_closed_while_cameras_are_looked_for(
    home: Path, open_window: Opening, qtbot: QtBot
) -> None:
    workspace = counter_with(None, home, open_window, qtbot)
    window = camera_over(workspace, qtbot)
    until(qtbot, lambda: window.notice.again.isVisible())
    found = threading.Event()
    workspace.desk.lanes.run(Lane.CAPTURE, lambda task: found.wait(WAIT_MS / 1000))
    window.look()
    gone = [False]
    window.destroyed.connect(lambda: gone.__setitem__(0, True))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.wait(200)
    found.set()
    settle(workspace, qtbot)
    until(qtbot, lambda: gone[0])
