"""A camera as a source of pages, with videos in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.capture.camera.picture import Camera, Picture
from app.capture.camera.source import CameraSource, find_cameras, still
from app.capture.media import JPEG
from app.capture.source import ScanRequest
from app.document.photo.live import PageWatcher
from app.errors import AppError, BadInput, Cancelled, ExitCode, Unavailable
from app.model.page import CapturedFile
from tests.capture.papers import COARSE, never, scan_until_fault
from tests.capture.videos import two_papers, write_video
from tests.document.desk import Desk, Frame


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_papers(tmp_path_factory.mktemp("phim") / "hai tờ.avi")


def auto(place: Path | str) -> CameraSource:
    """With the shutter that takes each paper by itself."""
    watcher = PageWatcher()
    return CameraSource(str(place), lambda picture, at: watcher.look(picture, at).ready)


def picture_of(file: CapturedFile) -> Picture:
    seen = cv2.imdecode(np.frombuffer(file.data, np.uint8), cv2.IMREAD_UNCHANGED)
    assert seen is not None
    return np.asarray(seen, np.uint8)


def unlike(file: CapturedFile, frame: Frame) -> float:
    """The mean difference in grey levels."""
    return float(cv2.absdiff(picture_of(file), frame).mean())


def test_each_paper_gives_one_still_without_the_hand(film: Path) -> None:
    stills = list(auto(film).scan(COARSE, cancelled=never))
    assert [file.name for file in stills] == ["chụp-001.jpg", "chụp-002.jpg"]
    assert {(file.media_type, file.source, file.dpi) for file in stills} == {
        (JPEG, f"camera:{film}", None)
    }
    for paper, file in enumerate(stills, start=1):
        assert unlike(file, Desk().resting(paper, 0.1)[0]) < 6
        assert unlike(file, Desk().resting(3 - paper, 0.1)[0]) > 10


def test_an_mp4_is_a_camera_too(tmp_path: Path) -> None:
    frames = Desk().resting(1, 1.2)
    film = write_video(tmp_path / "một tờ.mp4", frames, "mp4v")
    assert len(list(auto(film).scan(COARSE, cancelled=never))) == 1


def test_pages_wanted_and_grey(film: Path) -> None:
    request = ScanRequest(colour="grey", max_pages=1)
    (file,) = auto(film).scan(request, cancelled=never)
    assert picture_of(file).ndim == 2


def test_a_camera_unplugged_in_mid_use_keeps_what_was_taken(film: Path, tmp_path: Path) -> None:
    cut = tmp_path / "đứt.avi"
    data = film.read_bytes()
    cut.write_bytes(data[: len(data) * 7 // 10])
    stills, fault = scan_until_fault(auto(cut))
    assert len(stills) == 1
    assert isinstance(fault, Unavailable)
    assert "Cắm lại" in fault.hint


def test_an_empty_table_is_said(tmp_path: Path) -> None:
    film = write_video(tmp_path / "bàn.avi", Desk().empty(1))
    stills, fault = scan_until_fault(auto(film))
    assert not stills
    assert isinstance(fault, Unavailable)
    assert "bốn mép" in fault.hint


def test_a_covered_lens_is_said(tmp_path: Path) -> None:
    film = write_video(tmp_path / "đen.avi", [np.zeros((720, 1280, 3), np.uint8)] * 60)
    _, fault = scan_until_fault(auto(film))
    assert fault is not None
    assert "nắp" in fault.hint


@pytest.mark.parametrize("content", [b"", "Đây không phải video.\n".encode() * 50])
def test_a_text_named_mp4_is_no_camera(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "ghi chú.mp4"
    file.write_bytes(content)
    _, fault = scan_until_fault(auto(file))
    assert isinstance(fault, BadInput)
    assert "ghi chú.mp4" in fault.title


@pytest.mark.parametrize("place", ["/không/có.mp4", "97"])
def test_a_camera_that_is_not_there_is_said(place: str) -> None:
    _, fault = scan_until_fault(auto(place))
    assert isinstance(fault, AppError)
    assert fault.code in (ExitCode.UNAVAILABLE, ExitCode.TRY_LATER)
    assert fault.hint


def test_nothing_is_told_on_stderr_but_our_own_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "hỏng.mp4"
    file.write_bytes(b"0" * 1000)
    scan_until_fault(auto(file))
    assert capfd.readouterr().err == ""


def test_the_officer_stops_the_camera(film: Path) -> None:
    stills: list[CapturedFile] = []
    with pytest.raises(Cancelled):
        for file in auto(film).scan(COARSE, cancelled=lambda: bool(stills)):
            stills.append(file)
    assert len(stills) == 1


def test_letting_go_of_the_pictures_sets_the_camera_free(film: Path) -> None:
    with Camera(str(film)) as camera:
        pictures: Iterator[tuple[Picture, float]] = camera.pictures(cancelled=never)
        picture, at = next(pictures)
    assert picture.shape == (720, 1280, 3)
    assert at > 0
    assert picture_of(still(picture, "a.jpg", camera.place)).shape == picture.shape


def test_cameras_are_listed_without_opening_them() -> None:
    devices, problems = find_cameras()
    assert all(device.kind == "camera" and device.label for device in devices)
    assert all(problem.kind == "camera" and problem.remedy for problem in problems)
