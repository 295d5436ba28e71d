"""Network scanners that speak eSCL (AirScan, AirPrint scanning), over a client of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from app.capture import faults
from app.capture.escl.job import BUSY_PATIENCE, EsclJob, status_of
from app.capture.escl.line import PAGE_PATIENCE, ScannerLine
from app.capture.escl.messages import (
    Capabilities,
    NotEscl,
    chosen_resolution,
    read_capabilities,
    scan_settings,
)
from app.capture.feeds import feeds_to_try
from app.capture.media import JPEG
from app.capture.source import Device, ScanRequest
from app.model.page import CapturedFile
from app.model.scanning import Feed

_NO_PAPER = ("ScannerAdfEmpty", "")
_REDIRECTED = (301, 302, 303, 307, 308)


def find_escl(url: str, *, timeout: float) -> tuple[Device, str]:
    """The scanner at a base address such as ``http://192.0.2.10/eSCL``, and its UUID or nothing.

    Raises ``Unavailable`` where nothing, or something else, answers; ``timeout`` in seconds.
    """
    with ScannerLine(_host(url), cancelled=lambda: False, patience=timeout) as line:
        able = _capabilities(line, url)
        return _device(url, able), able.uuid


class EsclSource:
    """A scanner at its base address. Pages are JPEG, byte for byte as the scanner sent them.

    ``name`` is the ``Device.name`` it was opened by, where that is not its address.
    ``page_patience`` is how many seconds it may be silent while it draws a page in,
    ``busy_patience`` how many it may go on saying that it is not ready.
    """

    def __init__(
        self,
        url: str,
        *,
        name: str = "",
        page_patience: float = PAGE_PATIENCE,
        busy_patience: float = BUSY_PATIENCE,
    ) -> None:
        self.url = url.rstrip("/")
        self._name = name or f"escl:{self.url}"
        self._page_patience = page_patience
        self._busy_patience = busy_patience
        self._pages = 0

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        """See ``Source.scan``; page numbers go on from one call to the next."""
        with ScannerLine(
            _host(self.url), cancelled=cancelled, page_patience=self._page_patience
        ) as line:
            able = _capabilities(line, self.url)
            device = _device(self.url, able)
            line.label = device.label
            feed = self._feed_with_paper(line, feeds_to_try(request, device))
            inlet = able.inlets[feed]
            dpi = float(chosen_resolution(request, inlet))
            most = 1 if feed == "flatbed" else request.max_pages
            job = EsclJob(line, self.url, feed, self._busy_patience)
            try:
                job.start(scan_settings(request, feed, inlet))
                for data in islice(job.pages(), most):
                    self._pages += 1
                    name = f"trang-{self._pages:03d}.jpg"
                    yield CapturedFile(data, name, JPEG, self._name, dpi)
            finally:
                job.end()

    def _feed_with_paper(self, line: ScannerLine, feeds: tuple[Feed, ...]) -> Feed:
        """The glass only where the feeder says it is empty: one at fault must say so."""
        if len(feeds) > 1 and status_of(line, self.url).adf in _NO_PAPER:
            return feeds[1]
        return feeds[0]


def _capabilities(line: ScannerLine, url: str) -> Capabilities:
    answer = line.ask("GET", f"{url.rstrip('/')}/ScannerCapabilities")
    if answer.status in _REDIRECTED:
        raise faults.moved(url, answer.location.removesuffix("/ScannerCapabilities"))
    try:
        return read_capabilities(answer.body)
    except NotEscl as error:
        raise faults.not_a_scanner(url) from error


def _device(url: str, able: Capabilities) -> Device:
    return Device(
        name=f"escl:{url.rstrip('/')}",
        label=f"{able.model} ({_host(url)})",
        kind="escl",
        feeds=tuple(able.inlets),
        duplex=able.duplex,
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
