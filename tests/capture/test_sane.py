"""SANE for real: its test device, and the AirScan driver on a simulated scanner."""

from __future__ import annotations

import io
import os
import stat
import time
from pathlib import Path

import pytest
from PIL import Image

from app.capture.compressed import compressed
from app.capture.sane.batch import roomy_folder
from app.capture.sane.program import Listed, list_scanners
from app.capture.sane.source import SaneSource
from app.capture.source import ScanRequest
from app.errors import AppError, BadInput, Cancelled, CannotWrite, NotAllowed, TryLater, Unavailable
from app.model.page import CapturedFile
from tests.capture.conftest import ProgramWatch, SaneSetup, put_program
from tests.capture.escl_simulator import EsclSimulator
from tests.capture.papers import COARSE, never, number_of, scan_until_fault

TEST_DEVICE = Listed("test:0", "Máy thử")
FLATBED = ScanRequest(dpi=75, feed="flatbed")
SLOW = "read-delay true\nread-delay-duration 200000\n"
DELAYED_PAGE = ScanRequest(dpi=300, feed="flatbed")


def scan(source: SaneSource, request: ScanRequest = COARSE) -> list[CapturedFile]:
    return list(source.scan(request, cancelled=never))


def picture(page: CapturedFile) -> Image.Image:
    with Image.open(io.BytesIO(page.data)) as opened:
        opened.load()
        return opened


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_scanners_are_listed(sane_setup: SaneSetup) -> None:
    sane_setup(test="number_of_devices 2\n")
    listed = list_scanners(timeout=10)
    assert listed[0] == Listed("test:0", "Noname frontend-tester")
    assert [each.device for each in listed] == ["test:0", "test:1"]


def test_the_feeder_ends_when_it_is_empty(sane_setup: SaneSetup) -> None:
    sane_setup(test="")
    pages = scan(SaneSource(TEST_DEVICE))
    assert [page.name for page in pages] == [f"trang-{n:03d}.jpg" for n in range(1, 11)]
    assert {page.source for page in pages} == {"sane:test:0"}


def test_so_many_pages_and_no_more(sane_setup: SaneSetup) -> None:
    sane_setup(test="")
    source = SaneSource(TEST_DEVICE)
    first = scan(source, ScanRequest(dpi=75, max_pages=3))
    second = scan(source, ScanRequest(dpi=75, max_pages=1))
    assert [page.name for page in first + second][-2:] == ["trang-003.jpg", "trang-004.jpg"]


def test_the_glass_gives_one_page_as_asked_for(sane_setup: SaneSetup) -> None:
    sane_setup(test="")
    (page,) = scan(SaneSource(TEST_DEVICE), ScanRequest(dpi=100, feed="flatbed"))
    seen = picture(page)
    assert (seen.mode, seen.size) == ("RGB", (787, 787))  # the test device is 200 mm square
    assert seen.info["dpi"] == (100, 100)
    assert (page.dpi, page.media_type) == (100, "image/jpeg")


def test_grey_is_grey(sane_setup: SaneSetup) -> None:
    sane_setup(test="mode Color\n")
    request = ScanRequest(dpi=75, feed="flatbed", colour="grey")
    assert picture(scan(SaneSource(TEST_DEVICE), request)[0]).mode == "L"


@pytest.mark.parametrize(
    ("status", "family", "words"),
    [
        ("JAMMED", Unavailable, "bị kẹt giấy"),
        ("COVER_OPEN", Unavailable, "Nắp máy quét"),
        ("NO_DOCS", Unavailable, "không có giấy"),
        ("DEVICE_BUSY", TryLater, "đang bận"),
        ("IO_ERROR", Unavailable, "báo lỗi"),
        ("NO_MEM", Unavailable, "không đủ bộ nhớ"),
        ("ACCESS_DENIED", NotAllowed, "không được phép"),
        ("CANCELLED", TryLater, "dừng ngay trên máy quét"),
        ("INVAL", BadInput, "không nhận cách quét"),
        ("UNSUPPORTED", BadInput, "không nhận cách quét"),
    ],
)
def test_every_fault_has_its_own_sentence(
    sane_setup: SaneSetup, status: str, family: type[AppError], words: str
) -> None:
    sane_setup(test=f'read-status-code "SANE_STATUS_{status}"\n')
    request = ScanRequest(dpi=75, feed="feeder")
    pages, fault = scan_until_fault(SaneSource(TEST_DEVICE), request)
    assert not pages
    assert isinstance(fault, family)
    assert words in fault.title
    assert "«Máy thử»" in fault.title
    assert fault.hint


def test_a_page_without_lines_is_called_damaged(sane_setup: SaneSetup) -> None:
    sane_setup(test='read-status-code "SANE_STATUS_EOF"\n')
    with pytest.raises(Unavailable, match="trang 1 bị hỏng"):
        scan(SaneSource(TEST_DEVICE))


def test_a_scanner_that_is_gone(sane_setup: SaneSetup) -> None:
    sane_setup(test="")
    with pytest.raises(Unavailable, match="Không kết nối được với máy quét «Máy A»"):
        scan(SaneSource(Listed("test:9", "Máy A")))


def test_cancel_in_the_middle_of_a_page_leaves_nothing_behind(
    sane_setup: SaneSetup, watched_program: ProgramWatch
) -> None:
    sane_setup(test=SLOW)
    started = time.monotonic()
    with pytest.raises(Cancelled):
        list(
            SaneSource(TEST_DEVICE).scan(
                DELAYED_PAGE, cancelled=lambda: time.monotonic() - started > 0.5
            )
        )
    assert time.monotonic() - started < 5
    assert not watched_program.page_folder().exists()
    assert not any(map(is_running, watched_program.processes()))


def test_while_scanning_pages_lie_in_a_folder_of_ones_own(
    sane_setup: SaneSetup, watched_program: ProgramWatch
) -> None:
    sane_setup(test="")
    pages = SaneSource(TEST_DEVICE).scan(COARSE, cancelled=never)
    next(pages)
    time.sleep(0.2)
    folder = watched_program.page_folder()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(list(folder.glob("*.pnm*"))) <= 3, "the scanner does not run away from us"
    pages.close()  # type: ignore[attr-defined]  # it is a generator
    assert not folder.exists()
    assert not any(map(is_running, watched_program.processes()))


def test_a_scanner_that_hangs_is_given_up(sane_setup: SaneSetup) -> None:
    sane_setup(test=SLOW)
    with pytest.raises(Unavailable, match="không phản hồi"):
        scan(SaneSource(TEST_DEVICE, page_patience=0.3), DELAYED_PAGE)


def test_a_jam_keeps_the_pages_before_it_and_scanning_goes_on(
    airscan: str, scanner: EsclSimulator
) -> None:
    scanner.faults.jam_at_page = 3
    source = SaneSource(Listed(airscan, "Máy quét mẫu"))
    before, fault = scan_until_fault(source)
    scanner.repair()
    after = scan(source)
    assert isinstance(fault, Unavailable)
    assert "bị kẹt giấy" in fault.title
    assert [number_of(page) for page in before + after] == [1, 3, 5]
    assert after[0].name == "trang-003.jpg"


def test_both_sides_come_front_before_back(airscan: str) -> None:
    pages = scan(SaneSource(Listed(airscan, "M")), ScanRequest(dpi=75, duplex=True))
    assert [number_of(page) for page in pages] == [1, 2, 3, 4, 5, 6]


def test_left_to_itself_it_takes_the_glass_when_the_feeder_is_empty(
    airscan: str, scanner: EsclSimulator
) -> None:
    scanner.feeder.clear()
    assert [number_of(page) for page in scan(SaneSource(Listed(airscan, "M")))] == [0]


def test_what_the_scanner_has_not_is_refused(sane_setup: SaneSetup) -> None:
    sane_setup(test="")
    with pytest.raises(BadInput, match="hai mặt"):
        scan(SaneSource(TEST_DEVICE), ScanRequest(duplex=True))


def test_without_the_program_there_is_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="sane-utils"):
        scan(SaneSource(TEST_DEVICE))


def test_a_program_that_breaks_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_program(tmp_path, "kill -SEGV $$")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="báo lỗi"):
        scan(SaneSource(TEST_DEVICE))


def test_a_driver_that_hangs_after_the_fault_does_not_hide_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_program(
        tmp_path,
        """case "$*" in *-A) echo "    --source ADF [ADF]"; exit ;; esac
echo "scanimage: sane_read: Document feeder jammed" >&2
echo "Batch terminated, 1 page scanned" >&2
trap "" TERM
while :; do /bin/sleep 1; done""",
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    started = time.monotonic()
    with pytest.raises(Unavailable, match="bị kẹt giấy"):
        scan(SaneSource(TEST_DEVICE))
    assert time.monotonic() - started < 8


def test_a_disk_without_room_is_said_before_the_scanner_moves() -> None:
    assert roomy_folder().is_dir()
    with pytest.raises(CannotWrite, match="không còn đủ chỗ"):
        roomy_folder(needed=2**62)


def test_black_and_white_stays_lossless_and_half_a_picture_is_refused() -> None:
    data, media_type = compressed(b"P4\n8 2\n\xaa\x55", 300, forms=("PPM",))
    assert media_type == "image/png"
    with Image.open(io.BytesIO(data)) as opened:
        assert opened.convert("1").tobytes() == b"\x55\xaa"  # PNG has white as 1, PBM black
    with pytest.raises(OSError, match="truncated"):
        compressed(b"P5\n100 100\n255\n" + b"x" * 500, 300, forms=("PPM",))
