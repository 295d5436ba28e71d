"""Scanners with a SANE driver, through the program ``scanimage``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.capture import faults
from app.capture.compressed import compressed
from app.capture.feeds import feeds_to_try
from app.capture.media import JPEG
from app.capture.sane.batch import PAGE_PATIENCE, SaneBatch
from app.capture.sane.options import SaneOptions
from app.capture.sane.program import Listed, ask_options
from app.capture.source import Device, ScanRequest, stopped
from app.model.page import CapturedFile
from app.model.scanning import Feed

_OPEN_WITHIN = 20.0


def find_sane(listed: Listed, *, timeout: float) -> Device:
    """The scanner with what it can do. Raises what is wrong where it cannot be opened."""
    return _device(listed, ask_options(listed.device, listed.label, timeout=timeout))


class SaneSource:
    """One SANE device. Pages come as JPEG of quality 95 without colour subsampling.

    ``page_patience`` is how many seconds may pass without a new page.
    """

    def __init__(self, listed: Listed, *, page_patience: float = PAGE_PATIENCE) -> None:
        self._listed = listed
        self._page_patience = page_patience
        self._pages = 0

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        """See ``Source.scan``; page numbers go on from one call to the next.

        Some drivers have drawn in one sheet more by the time ``max_pages`` are there.
        """
        if cancelled():
            raise stopped()
        options = ask_options(self._listed.device, self._listed.label, timeout=_OPEN_WITHIN)
        before = self._pages
        feeds = feeds_to_try(request, _device(self._listed, options))
        for feed in feeds:
            yield from self._scan_from(feed, request, options, cancelled)
            if self._pages > before:
                return
        nothing_came = faults.feeder_empty if feeds[-1] == "feeder" else faults.failed
        raise nothing_came(self._listed.label)

    def _scan_from(
        self,
        feed: Feed,
        request: ScanRequest,
        options: SaneOptions,
        cancelled: Callable[[], bool],
    ) -> Iterator[CapturedFile]:
        most = 1 if feed == "flatbed" else request.max_pages
        arguments = options.arguments(request, feed)
        if most is not None:
            arguments.append(f"--batch-count={most}")
        dpi = options.resolution(request)
        device, label, patience = self._listed.device, self._listed.label, self._page_patience
        with SaneBatch(device, label, arguments, patience=patience) as batch:
            for pnm in batch.pages(cancelled):
                page = self._captured(pnm, self._pages + 1, dpi)
                self._pages += 1
                yield page

    def _captured(self, pnm: bytes, number: int, dpi: int | None) -> CapturedFile:
        try:
            data, media_type = compressed(pnm, dpi, forms=("PPM",))
        except OSError as error:
            raise faults.page_damaged(self._listed.label, number) from error
        name = f"trang-{number:03d}.{'jpg' if media_type == JPEG else 'png'}"
        return CapturedFile(
            data, name, media_type, f"sane:{self._listed.device}", dpi and float(dpi)
        )


def _device(listed: Listed, options: SaneOptions) -> Device:
    return Device(f"sane:{listed.device}", listed.label, "sane", options.feeds, options.duplex)
