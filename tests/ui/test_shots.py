"""The pictures of the window: one of every page, of the real size, with something on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.practice.places import PRACTICE_PASSPHRASE
from app.ui.shots import SIZE, take_shots


def test_every_page_is_pictured_and_the_home_is_left_alone(
    home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    before = {file: file.stat().st_mtime_ns for file in home.rglob("*") if file.is_file()}
    shots = take_shots(home, PRACTICE_PASSPHRASE, tmp_path / "shots")
    assert [shot.stem for shot in shots] == [
        "01-dang-nhap",
        "02-bat-dau",
        "03-giay-to",
        "04-kiem-tra",
        "05-giay-tiep-nhan",
        "06-hang-doi",
        "07-dong-ngay",
    ]
    for shot in shots:
        picture = QImage(str(shot))
        colours = {
            picture.pixelColor(x, y).rgb()
            for x in range(0, picture.width(), 7)
            for y in range(0, picture.height(), 7)
        }
        assert len(colours) > 10
    assert (QImage(str(shots[0])).width(), QImage(str(shots[0])).height()) == SIZE
    assert {file: file.stat().st_mtime_ns for file in before} == before
