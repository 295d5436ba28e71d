"""A real home, a real window on it, and real pictures; no screen is needed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.practice.papers.plan import practice_plan
from app.practice.places import PRACTICE_PASSPHRASE
from app.ui.theme import dress
from app.ui.window import Window
from app.ui.workspace import Workspace
from app.workflow.request import take_in
from app.workflow.station import Station
from tests.homes import practice_station

PLUGIN_TALK = "This plugin does not support"
"""The offscreen plugin's remark on hints it has no window system for."""

WAIT_MS = 120_000

CARD = (
    "040190001234||Nguyễn Thị Ánh Hồng|05091990|Nữ"
    "|Thôn Khe Mây, xã Thực Hành, tỉnh Thực Hành|15062021"
)
PROCEDURE = "1.004873"
"""Xác nhận tình trạng hôn nhân: one required paper, one that is only looked at."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(PLUGIN_TALK))


@pytest.fixture(autouse=True)
def scanners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that says which drivers SANE has: none, until a test writes one there."""
    folder = tmp_path / "sane.d"
    folder.mkdir()
    (folder / "dll.conf").write_text("", encoding="utf-8")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(folder))
    return folder


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    """The theme is part of what is tested: sizes, cut words."""
    dress(qapp)


@pytest.fixture(scope="session")
def home_made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("station") / "home"
    practice_station(home).close()
    # No province stands behind this home, so that it must not look like a practice one.
    settings = home / "settings.json"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('"practice": true', '"practice": false'), encoding="utf-8")
    return home


@pytest.fixture
def home(home_made_once: Path, tmp_path: Path) -> Path:
    """A station of its own for one test; it belongs to no province."""
    return Path(shutil.copytree(home_made_once, tmp_path / "home"))


@pytest.fixture(scope="session")
def scanned_pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two pages of a practice paper as a scanner gives them."""
    folder = tmp_path_factory.mktemp("pages")
    pictures = [each for paper in practice_plan(1, 7)[0].papers.values() for each in paper][:2]
    files = []
    for number, picture in enumerate(pictures, start=1):
        files.append(folder / f"trang-{number}.jpg")
        files[-1].write_bytes(picture.jpeg)
    return files


@pytest.fixture(scope="session")
def home_with_a_dossier(
    home_made_once: Path, scanned_pages: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The same station with one dossier in the queue."""
    home = Path(shutil.copytree(home_made_once, tmp_path_factory.mktemp("sealed") / "home"))
    request = {
        "procedure": PROCEDURE,
        "applicant": {"card": CARD},
        "components": [
            {"key": "to-khai", "files": [str(scanned_pages[0])]},
            {"key": "giay-to-tuy-than", "files": [], "outcome": "presented"},
        ],
    }
    with Station.open(home, PRACTICE_PASSPHRASE) as station:
        take_in(station, request)
    return home


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Callable[[Path], Window]]:
    """Opens windows; each is closed with its home at the end."""
    opened: list[Window] = []

    def opening(home: Path) -> Window:
        window = Window(home)
        opened.append(window)
        window.show()
        return window

    yield opening
    for window in opened:
        gone: list[bool] = []
        window.close_home(lambda gone=gone: gone.append(True))  # type: ignore[misc]
        qtbot.waitUntil(lambda gone=gone: bool(gone), timeout=WAIT_MS)  # type: ignore[misc]
        window.lanes.close()
        window.deleteLater()


@pytest.fixture
def window(home: Path, open_window: Callable[[Path], Window]) -> Window:
    return open_window(home)


def sign_in(window: Window, qtbot: QtBot) -> Workspace:
    """Type the passphrase and wait for the workspace."""
    qtbot.waitUntil(lambda: window.sign_in is not None, timeout=WAIT_MS)
    assert window.sign_in is not None
    window.sign_in.passphrase.setText(PRACTICE_PASSPHRASE)
    window.sign_in.open_button.click()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=WAIT_MS)
    assert window.workspace is not None
    return window.workspace


@pytest.fixture
def workspace(window: Window, qtbot: QtBot) -> Workspace:
    """The window, signed in."""
    return sign_in(window, qtbot)
