"""``tram scan`` from a camera: it shoots by itself, and the camera is among the devices."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import pytest

from app.capture.devices import open_source
from app.errors import ExitCode, Unavailable
from app.main import main
from app.settings import Settings, save_settings
from tests.capture.videos import two_papers


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return two_papers(tmp_path / "hai tờ.avi")


def test_each_paper_that_lies_still_is_one_file(
    film: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["scan", "--source", f"camera:{film}", "-o", str(tmp_path / "ra"), "--json"]
    assert main([*words, "--home", str(tmp_path / "nhà")]) == ExitCode.DONE
    pages = json.loads(capsys.readouterr().out)["pages"]
    assert [Path(page["file"]).name for page in pages] == ["trang-001.jpg", "trang-002.jpg"]
    for page in pages:
        seen = cv2.imread(page["file"])
        assert seen is not None
        assert seen.shape == (720, 1280, 3)


def test_the_video_of_the_settings_is_among_the_devices(
    film: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "nhà"
    home.mkdir()
    save_settings(home, Settings(scan_source=f"camera:{film}", find_network_scanners=False))
    assert main(["devices", "--home", str(home), "--json"]) == ExitCode.DONE
    devices = json.loads(capsys.readouterr().out)["devices"]
    assert {"name": f"camera:{film}", "kind": "camera", "label": "Video «hai tờ.avi»"}.items() <= (
        devices[-1].items()
    )


def test_a_camera_is_not_opened_by_who_cannot_say_when_to_shoot(film: Path) -> None:
    with pytest.raises(Unavailable):
        open_source(f"camera:{film}", Settings(find_network_scanners=False))
