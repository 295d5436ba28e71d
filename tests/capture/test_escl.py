"""Our eSCL client against a scanner that behaves, and one that does not."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from app.capture.escl.source import EsclSource, find_escl
from app.capture.source import ScanRequest
from app.errors import AppError, BadInput, Cancelled, TryLater, Unavailable
from app.model.page import CapturedFile
from tests.capture.escl_simulator import EsclSimulator
from tests.capture.escl_simulator_state import Faults, Job, Sheet
from tests.capture.papers import COARSE, never, number_of, paper, scan_until_fault

FEEDER = ScanRequest(dpi=75, feed="feeder")


def scan(source: EsclSource, request: ScanRequest = COARSE) -> list[CapturedFile]:
    return list(source.scan(request, cancelled=never))


def numbers(pages: list[CapturedFile]) -> list[int]:
    return [number_of(page) for page in pages]


def only_job(scanner: EsclSimulator) -> Job:
    (job,) = scanner.jobs.values()
    return job


def test_a_scanner_is_found_with_what_it_can_do(scanner: EsclSimulator) -> None:
    device, uuid = find_escl(scanner.url + "/", timeout=5)
    assert uuid == scanner.uuid
    assert (device.name, device.kind) == (f"escl:{scanner.url}", "escl")
    assert device.label == "Máy quét mẫu (127.0.0.1)"
    assert (set(device.feeds), device.duplex) == ({"flatbed", "feeder"}, True)


def test_pages_are_the_bytes_the_scanner_sent(scanner: EsclSimulator) -> None:
    pages = scan(EsclSource(scanner.url))
    assert [page.data for page in pages] == [paper(1), paper(3), paper(5)]
    assert [page.name for page in pages] == ["trang-001.jpg", "trang-002.jpg", "trang-003.jpg"]
    assert {page.source for page in pages} == {f"escl:{scanner.url}"}


def test_both_sides_come_front_before_back(scanner: EsclSimulator) -> None:
    pages = scan(EsclSource(scanner.url), ScanRequest(dpi=75, duplex=True))
    assert numbers(pages) == [1, 2, 3, 4, 5, 6]


def test_the_glass_gives_one_page(scanner: EsclSimulator) -> None:
    assert numbers(scan(EsclSource(scanner.url), ScanRequest(dpi=75, feed="flatbed"))) == [0]
    assert only_job(scanner).settings["InputSource"] == "Platen"


def test_left_to_itself_it_takes_the_glass_when_the_feeder_is_empty(
    scanner: EsclSimulator,
) -> None:
    scanner.feeder.clear()
    assert numbers(scan(EsclSource(scanner.url))) == [0]


def test_the_scanner_is_told_what_was_asked_for(scanner: EsclSimulator) -> None:
    (page,) = scan(EsclSource(scanner.url), ScanRequest(dpi=250, colour="grey", max_pages=1))
    settings = only_job(scanner).settings
    assert (settings["XResolution"], settings["YResolution"]) == ("300", "300")
    assert (settings["ColorMode"], settings["Duplex"]) == ("Grayscale8", "false")
    assert settings["DocumentFormatExt"] == "image/jpeg"
    assert page.dpi == 300


def test_a_scanner_that_calls_itself_by_an_unknown_name(scanner: EsclSimulator) -> None:
    scanner.faults.calls_itself = "http://scanner.invalid:1"
    assert numbers(scan(EsclSource(scanner.url))) == [1, 3, 5]


def test_a_scanner_that_is_busy_at_first_is_waited_for(scanner: EsclSimulator) -> None:
    scanner.faults.busy_answers = 5
    assert numbers(scan(EsclSource(scanner.url))) == [1, 3, 5]


def test_a_scanner_that_stays_busy_is_left_for_later(scanner: EsclSimulator) -> None:
    scanner.faults.busy_answers = 10**6
    with pytest.raises(TryLater, match="đang bận"):
        scan(EsclSource(scanner.url, busy_patience=0.2))


def test_a_jam_keeps_the_pages_before_it_and_scanning_goes_on(scanner: EsclSimulator) -> None:
    scanner.faults.jam_at_page = 2
    source = EsclSource(scanner.url)
    before, fault = scan_until_fault(source)
    scanner.repair()
    after = scan(source)
    assert isinstance(fault, Unavailable)
    assert "bị kẹt giấy" in fault.title
    assert (numbers(before), numbers(after)) == ([1], [3, 5])
    assert [page.name for page in before + after][-1] == "trang-003.jpg"


def _cover(scanner: EsclSimulator) -> None:
    scanner.faults.cover_open = True


def _no_paper(scanner: EsclSimulator) -> None:
    scanner.feeder.clear()


def _jammed_before(scanner: EsclSimulator) -> None:
    scanner.jammed = True


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(_cover, "Nắp máy quét"), (_no_paper, "không có giấy"), (_jammed_before, "bị kẹt giấy")],
)
def test_a_feeder_that_cannot_start(
    scanner: EsclSimulator, spoil: Callable[[EsclSimulator], None], words: str
) -> None:
    spoil(scanner)
    pages, fault = scan_until_fault(EsclSource(scanner.url), FEEDER)
    assert not pages
    assert isinstance(fault, Unavailable)
    assert words in fault.title


@pytest.mark.parametrize(
    ("faults", "family", "words"),
    [
        (Faults(cut_in_page=2), Unavailable, "Mất kết nối"),
        (Faults(html_at_page=2), Unavailable, "trang 2 bị hỏng"),
        (Faults(half_a_page=2), Unavailable, "trang 2 bị hỏng"),
        (Faults(stopped_at_page=2), TryLater, "dừng ngay trên máy quét"),
    ],
)
def test_what_goes_wrong_at_the_second_page_leaves_the_first(
    scanner: EsclSimulator, faults: Faults, family: type[AppError], words: str
) -> None:
    scanner.faults = faults
    pages, fault = scan_until_fault(EsclSource(scanner.url))
    assert numbers(pages) == [1]
    assert isinstance(fault, family)
    assert words in fault.title


@pytest.mark.parametrize("spoil", [_cover, _jammed_before])
def test_a_feeder_at_fault_is_not_passed_over_for_the_glass(
    scanner: EsclSimulator, spoil: Callable[[EsclSimulator], None]
) -> None:
    spoil(scanner)
    pages, fault = scan_until_fault(EsclSource(scanner.url))
    assert not pages
    assert isinstance(fault, Unavailable)


def test_unplugged_in_the_middle_of_a_page(scanner: EsclSimulator) -> None:
    source = EsclSource(scanner.url)
    pages = source.scan(COARSE, cancelled=never)
    assert number_of(next(pages)) == 1
    scanner.page_seconds = 10
    puller = threading.Timer(0.2, scanner.unplug)
    puller.start()
    with pytest.raises(Unavailable):
        next(pages)
    puller.join()
    with pytest.raises(Unavailable, match="Không kết nối được"):
        scan(source)


def test_a_scanner_that_hangs_is_given_up(scanner: EsclSimulator) -> None:
    scanner.page_seconds = 10
    started = time.monotonic()
    with pytest.raises(Unavailable, match="không phản hồi"):
        scan(EsclSource(scanner.url, page_patience=0.2))
    assert time.monotonic() - started < 5


def test_cancel_does_not_wait_for_the_page_and_ends_the_job(scanner: EsclSimulator) -> None:
    scanner.page_seconds = 10
    started = time.monotonic()
    with pytest.raises(Cancelled):
        list(
            EsclSource(scanner.url).scan(COARSE, cancelled=lambda: time.monotonic() - started > 0.3)
        )
    assert time.monotonic() - started < 5
    assert only_job(scanner).state == "Canceled"


def test_enough_pages_or_a_caller_that_lets_go_end_the_job(scanner: EsclSimulator) -> None:
    source = EsclSource(scanner.url)
    scan(source, ScanRequest(dpi=75, max_pages=1))
    pages = source.scan(COARSE, cancelled=never)
    next(pages)
    pages.close()  # type: ignore[attr-defined]  # it is a generator
    assert [job.state for job in scanner.jobs.values()] == ["Canceled", "Canceled"]


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        (Faults(html=True), "không trả lời như một máy quét"),
        (Faults(document_type=True), "không trả lời như một máy quét"),
        (Faults(moved_to="https://192.0.2.7/eSCL"), "«https://192.0.2.7/eSCL»"),
    ],
)
def test_an_address_that_is_no_scanner(scanner: EsclSimulator, faults: Faults, words: str) -> None:
    scanner.faults = faults
    with pytest.raises(Unavailable, match=words):
        find_escl(scanner.url, timeout=5)
    assert scan_until_fault(EsclSource(scanner.url))[0] == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/eSCL", "ftp://127.0.0.1/eSCL", "http://[/eSCL", "eSCL", ""]
)
def test_an_address_where_nothing_answers(url: str) -> None:
    with pytest.raises(Unavailable):
        find_escl(url, timeout=2)


def test_what_the_scanner_has_not_is_refused_before_it_moves() -> None:
    with EsclSimulator(glass=paper(0)) as glass_only:
        with pytest.raises(BadInput, match="không có khay nạp"):
            scan(EsclSource(glass_only.url), FEEDER)
        assert numbers(scan(EsclSource(glass_only.url))) == [0]
    with EsclSimulator(feeder=[Sheet(paper(1))], can_duplex=False) as feeder_only:
        source = EsclSource(feeder_only.url)
        with pytest.raises(BadInput, match="không có mặt kính"):
            scan(source, ScanRequest(feed="flatbed"))
        with pytest.raises(BadInput, match="hai mặt"):
            scan(source, ScanRequest(duplex=True))
        assert not feeder_only.jobs
        assert numbers(scan(source)) == [1]
