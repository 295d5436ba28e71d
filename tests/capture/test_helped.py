"""A driver in a helper process: its faults, its death, its silence; nothing that came is lost."""

from __future__ import annotations

import io
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.capture.source import ScanRequest
from app.capture.windows.codes import NOT_INSTALLED, TWAIN_RETURN, twain_fault, wia_fault
from app.capture.windows.drivers import windows_drivers
from app.capture.windows.source import Driver, HelpedSource, find_helped
from app.errors import AppError, BadInput, Cancelled, NotAllowed, TryLater, Unavailable
from app.model.page import CapturedFile
from app.settings import Settings
from tests.capture.papers import COARSE, driver_with, never, number_of, scan_until_fault

FEEDER = ScanRequest(dpi=75, feed="feeder")


def numbers(pages: list[CapturedFile]) -> list[int]:
    return [number_of(page) for page in pages]


def source(tray: Path, fault: str = "", *, page_patience: float = 20.0) -> HelpedSource:
    return HelpedSource(driver_with(tray, fault), "may-1", page_patience=page_patience)


def test_scanners_are_listed_with_what_they_can_do(tmp_path: Path) -> None:
    (device,), (problem,) = find_helped(driver_with(tmp_path), timeout=20)
    assert (device.name, device.label, device.kind) == ("twain:may-1", "Máy một", "twain")
    assert (device.feeds, device.duplex) == (("flatbed", "feeder"), True)
    assert "«Máy hai» bị kẹt giấy" in problem.sentence


def test_a_driver_that_hangs_leaves_what_it_told_before(tmp_path: Path) -> None:
    started = time.monotonic()
    devices, problems = find_helped(driver_with(tmp_path, "hang"), timeout=1.5)
    assert [device.name for device in devices] == ["twain:may-1"]
    assert "không phản hồi" in problems[-1].sentence
    assert time.monotonic() - started < 6


def test_what_was_asked_for_reaches_the_driver(tmp_path: Path) -> None:
    driver_with(tmp_path)
    request = ScanRequest(dpi=100, colour="grey", duplex=True, max_pages=2)
    (first, second) = source(tmp_path).scan(request, cancelled=never)
    wanted = json.loads((tmp_path / "wanted.json").read_text("utf-8"))
    assert wanted == {
        "dpi": 150, "colour": "grey", "feed": "feeder", "duplex": True, "max_pages": 2
    }  # fmt: skip
    assert (first.dpi, first.media_type, first.source) == (150, "image/jpeg", "twain:may-1")
    with Image.open(io.BytesIO(second.data)) as picture:
        assert picture.info["dpi"] == (150, 150)


def test_left_to_itself_it_takes_the_glass_when_the_feeder_is_empty(tmp_path: Path) -> None:
    driver = driver_with(tmp_path)
    for sheet in tmp_path.glob("*.bmp"):
        sheet.unlink()
    _, fault = scan_until_fault(HelpedSource(driver, "may-1"))
    assert json.loads((tmp_path / "wanted.json").read_text("utf-8"))["feed"] == "flatbed"
    assert isinstance(fault, Unavailable)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("20", "«Máy một» bị kẹt giấy"),
        ("24", "Nắp máy quét"),
        ("die-in-page", "dừng đột ngột"),
        ("die", "dừng đột ngột"),
        ("too-large", "dừng đột ngột"),
        ("damaged", "trang 2 bị hỏng"),
    ],
)
def test_what_goes_wrong_at_the_second_page_leaves_the_first_and_goes_on(
    tmp_path: Path, fault: str, words: str
) -> None:
    scanner = source(tmp_path, fault)
    before, raised = scan_until_fault(scanner)
    assert numbers(before) == [1]
    assert raised is not None
    assert words in raised.title
    after = list(scanner.scan(replace(COARSE, max_pages=1), cancelled=never))
    assert numbers(after) == [3]
    assert after[0].name == "trang-002.jpg"


def test_a_driver_that_is_deaf_is_ended(tmp_path: Path) -> None:
    started = time.monotonic()
    pages, fault = scan_until_fault(source(tmp_path, "deaf", page_patience=1.5))
    assert numbers(pages) == [1]
    assert fault is not None
    assert "không phản hồi" in fault.title
    assert time.monotonic() - started < 8


def test_a_deaf_driver_does_not_keep_a_stop_waiting(tmp_path: Path) -> None:
    pages: list[CapturedFile] = []
    started = time.monotonic()
    with pytest.raises(Cancelled):
        for page in source(tmp_path, "deaf").scan(COARSE, cancelled=lambda: bool(pages)):
            pages.append(page)
    assert time.monotonic() - started < 6
    assert numbers(pages) == [1]


def test_a_scanner_that_is_gone_and_a_helper_that_is_not_there(tmp_path: Path) -> None:
    driver = driver_with(tmp_path)
    with pytest.raises(Unavailable, match="Không kết nối được với máy quét «may-9»"):
        list(HelpedSource(driver, "may-9").scan(COARSE, cancelled=never))
    nowhere = Driver("twain", (str(tmp_path / "python32.exe"),), twain_fault)
    with pytest.raises(Unavailable, match="python32"):
        list(HelpedSource(nowhere, "may-1").scan(COARSE, cancelled=never))
    _, (problem,) = find_helped(nowhere, timeout=2)
    assert "twain_python" in problem.remedy


def test_a_helper_that_says_nothing_sensible(tmp_path: Path) -> None:
    babble = "print('[]'); print('{\"page\": 1, \"end\": 1}'); print('x' * 3_000_000)"
    driver = Driver("wia", (sys.executable, "-c", babble), wia_fault)
    with pytest.raises(Unavailable, match="dừng đột ngột"):
        list(HelpedSource(driver, "a").scan(COARSE, cancelled=never))


def test_both_drivers_are_windows_own() -> None:
    assert windows_drivers(Settings(), "linux") == {}
    drivers = windows_drivers(Settings(twain_python="C:\\py32\\python.exe"), "win32")
    assert drivers["wia"].command[0] == sys.executable
    assert drivers["twain"].command[0] == "C:\\py32\\python.exe"


@pytest.mark.parametrize("code", [0x80210002, 0x80210002 - 2**32])
def test_a_windows_fault_is_known_signed_or_not(code: int) -> None:
    assert "kẹt giấy" in wia_fault(code, "Máy").title


@pytest.mark.parametrize(
    ("code", "family", "words"),
    [
        (0x80210001, Unavailable, "báo lỗi"),
        (0x80210003, Unavailable, "không có giấy"),
        (0x80210005, Unavailable, "Không kết nối được"),
        (0x80210006, TryLater, "đang bận"),
        (0x80210016, Unavailable, "Nắp máy quét"),
        (0x80210020, Unavailable, "kéo hai tờ"),
        (0x80210064, TryLater, "dừng ngay trên máy quét"),
        (0x80070005, NotAllowed, "không được phép"),
        (0x8021000C, BadInput, "không nhận cách quét"),
        (0x80040154 - 2**32, Unavailable, "(WIA) không chạy"),
        (NOT_INSTALLED, Unavailable, "(WIA) không chạy"),
        (0x8BADF00D, Unavailable, "báo lỗi"),
    ],
)
def test_wia_faults_have_their_sentences(code: int, family: type[AppError], words: str) -> None:
    fault = wia_fault(code, "Máy")
    assert isinstance(fault, family)
    assert words in fault.title
    assert fault.hint


@pytest.mark.parametrize(
    ("code", "family", "words"),
    [
        (1, Unavailable, "báo lỗi"),
        (2, Unavailable, "không đủ bộ nhớ"),
        (10, BadInput, "không nhận cách quét"),
        (16, NotAllowed, "không được phép"),
        (21, Unavailable, "kéo hai tờ"),
        (23, Unavailable, "Không kết nối được"),
        (29, Unavailable, "không có giấy"),
        (TWAIN_RETURN + 3, TryLater, "dừng ngay trên máy quét"),
        (TWAIN_RETURN + 10, TryLater, "đang bận"),
        (NOT_INSTALLED, Unavailable, "TWAIN"),
        (999, Unavailable, "báo lỗi"),
    ],
)
def test_twain_faults_have_their_sentences(code: int, family: type[AppError], words: str) -> None:
    fault = twain_fault(code, "Máy")
    assert isinstance(fault, family)
    assert words in fault.title
    assert fault.hint
