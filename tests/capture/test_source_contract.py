"""What every source promises, asked of each of them with three papers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.capture.arranged.after_fault import AfterFault
from app.capture.arranged.flipped_backs import FlippedBacks
from app.capture.arranged.sheet_by_sheet import SheetBySheet
from app.capture.escl.source import EsclSource
from app.capture.files import ChosenFiles
from app.capture.folder import WatchedFolder
from app.capture.media import media_type_of
from app.capture.sane.program import Listed
from app.capture.sane.source import SaneSource
from app.capture.source import ScanRequest, Source
from app.capture.windows.source import HelpedSource
from app.errors import AppError, Cancelled
from app.model.page import CapturedFile
from tests.capture.escl_simulator import EsclSimulator
from tests.capture.papers import COARSE, driver_with, never, number_of, paper, scan_until_fault


def numbers(pages: list[CapturedFile]) -> list[int]:
    return [number_of(page) for page in pages]


class SourceContract:
    """Subclasses give a ``source`` that holds papers 1, 3 and 5."""

    draws_ahead = False
    """The driver draws in the next sheet while the last one that was asked for is sent."""

    @pytest.fixture
    def source(self) -> Source:
        raise NotImplementedError

    def test_every_page_comes_once_and_in_order(self, source: Source) -> None:
        assert numbers(list(source.scan(COARSE, cancelled=never))) == [1, 3, 5]

    def test_a_page_says_what_it_is(self, source: Source) -> None:
        pages = list(source.scan(COARSE, cancelled=never))
        assert all(page.media_type == media_type_of(page.data) for page in pages)
        assert all(page.source and (page.dpi is None or page.dpi == 75) for page in pages)
        assert len({page.name for page in pages}) == 3

    def test_the_next_scan_goes_on_where_the_last_one_ended(self, source: Source) -> None:
        request = ScanRequest(dpi=75, feed="feeder", max_pages=2)
        first = list(source.scan(request, cancelled=never))
        second, _ = scan_until_fault(source, request)
        assert numbers(first) == [1, 3]
        assert numbers(second) == [5] or self.draws_ahead
        assert not {page.name for page in first} & {page.name for page in second}

    def test_no_paper_is_said_with_what_to_do(self, source: Source) -> None:
        list(source.scan(COARSE, cancelled=never))
        pages, fault = scan_until_fault(source, ScanRequest(dpi=75, feed="feeder"))
        assert not pages
        assert fault is not None
        assert fault.title
        assert fault.hint

    def test_cancelled_before_the_first_page_takes_nothing(self, source: Source) -> None:
        with pytest.raises(Cancelled):
            next(source.scan(COARSE, cancelled=lambda: True))
        assert numbers(list(source.scan(COARSE, cancelled=never))) == [1, 3, 5]

    def test_cancelled_in_the_middle_keeps_what_came_and_repeats_nothing(
        self, source: Source
    ) -> None:
        pages: list[CapturedFile] = []
        with pytest.raises(Cancelled):
            for page in source.scan(COARSE, cancelled=lambda: bool(pages)):
                pages.append(page)
        assert pages
        later, _ = scan_until_fault(source, ScanRequest(dpi=75, feed="feeder"))
        together = numbers(pages) + numbers(later)
        assert together == sorted(set(together))

    def test_letting_go_of_the_pages_sets_the_device_free(self, source: Source) -> None:
        pages = source.scan(COARSE, cancelled=never)
        assert number_of(next(pages)) == 1
        started = time.monotonic()
        pages.close()  # type: ignore[attr-defined]  # every source is a generator
        assert time.monotonic() - started < 3
        later, _ = scan_until_fault(source, ScanRequest(dpi=75, feed="feeder"))
        assert 1 not in numbers(later)


@pytest.fixture
def papers_on_disk(tmp_path: Path) -> Path:
    folder = tmp_path / "giay-to"
    folder.mkdir()
    for name, number in (("trang 1.jpg", 1), ("trang 2.jpg", 3), ("trang 10.jpg", 5)):
        (folder / name).write_bytes(paper(number))
    return folder


class TestChosenFiles(SourceContract):
    @pytest.fixture
    def source(self, papers_on_disk: Path) -> Source:
        return ChosenFiles([papers_on_disk])


class TestWatchedFolder(SourceContract):
    @pytest.fixture
    def source(self, papers_on_disk: Path) -> Source:
        return WatchedFolder(papers_on_disk, steady=0.1)


class TestEscl(SourceContract):
    @pytest.fixture
    def source(self, scanner: EsclSimulator) -> Source:
        return EsclSource(scanner.url)


class TestSane(SourceContract):
    """The real ``sane-airscan`` driver; SANE's test device never runs out for good."""

    draws_ahead = True

    @pytest.fixture
    def source(self, airscan: str) -> Source:
        return SaneSource(Listed(airscan, "Máy quét mẫu"))


class TestHelped(SourceContract):
    """A driver in a helper process, as WIA and TWAIN are on Windows."""

    draws_ahead = True

    @pytest.fixture
    def source(self, tmp_path: Path) -> Source:
        return HelpedSource(driver_with(tmp_path), "may-1")


class TestAfterFault(SourceContract):
    """On after a jam at the second page, put right by somebody."""

    @pytest.fixture
    def source(self, scanner: EsclSimulator) -> Source:
        scanner.faults.jam_at_page = 2

        def put_right(fault: AppError) -> bool:
            scanner.repair()
            return "kẹt giấy" in fault.title

        return AfterFault(EsclSource(scanner.url), put_right)


class TestSheetBySheet(SourceContract):
    """A feeder that takes one sheet at a time, and a person who lays the next."""

    @pytest.fixture
    def source(self, scanner: EsclSimulator) -> Source:
        waiting, scanner.feeder = scanner.feeder[1:], scanner.feeder[:1]

        def lay_next() -> bool:
            if waiting and not scanner.feeder:
                scanner.feeder.append(waiting.pop(0))
            return bool(scanner.feeder)

        return SheetBySheet(_Laid(EsclSource(scanner.url), lay_next), lay_next)


class _Laid:
    """Somebody lays a sheet before a scan is started."""

    def __init__(self, source: Source, lay: Callable[[], bool]) -> None:
        self._source = source
        self._lay = lay

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        self._lay()
        yield from self._source.scan(request, cancelled=cancelled)


class TestFlippedBacks(SourceContract):
    @pytest.fixture
    def source(self, scanner: EsclSimulator) -> Source:
        return FlippedBacks(EsclSource(scanner.url))
