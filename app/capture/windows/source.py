"""Scanners whose driver runs in a helper process: WIA and TWAIN on Windows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.capture import faults
from app.capture.compressed import compressed
from app.capture.feeds import feeds_to_try, resolution_for
from app.capture.media import JPEG, has_its_end, media_type_of
from app.capture.source import Device, DeviceProblem, Kind, ScanRequest, stopped
from app.capture.windows.helper_line import HelperLine, Message
from app.errors import AppError, Cancelled
from app.model.page import CapturedFile
from app.model.scanning import Feed

OPEN_PATIENCE = 30.0
PAGE_PATIENCE = 180.0

_FORMS = ("BMP", "PNG", "TIFF")
_MOST_DEVICES = 50


@dataclass(frozen=True)
class Driver:
    """How the helper is started, and what its fault codes mean (code, scanner's label)."""

    kind: Kind
    command: tuple[str, ...]
    fault: Callable[[int, str], AppError]


def find_helped(driver: Driver, *, timeout: float) -> tuple[list[Device], list[DeviceProblem]]:
    """The driver's scanners; one that hangs or fails leaves those that were told before it."""
    devices: list[Device] = []
    problems: list[DeviceProblem] = []
    until = time.monotonic() + timeout
    try:
        with HelperLine(driver.command, driver.kind.upper()) as line:
            line.say(list=True)
            while len(devices) + len(problems) < _MOST_DEVICES:
                message = line.hear(max(0.0, until - time.monotonic()))
                if message.word == "end":
                    break
                _raise_fault(driver, message, line.label)
                told = _Told(message.told.get("device"))
                if told.fault is None:
                    devices.append(_device(driver, told))
                else:
                    fault = driver.fault(told.fault, told.label)
                    problems.append(DeviceProblem(driver.kind, fault.title, fault.hint))
    except AppError as error:
        problems.append(DeviceProblem(driver.kind, error.title, error.hint))
    return devices, problems


class HelpedSource:
    """One scanner by the name its driver has for it. Pages come as JPEG, or PNG where they must.

    ``page_patience`` is how many seconds may pass without a new page.
    """

    def __init__(self, driver: Driver, name: str, *, page_patience: float = PAGE_PATIENCE) -> None:
        self._driver = driver
        self._name = name
        self._page_patience = page_patience
        self._pages = 0

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        """See ``Source.scan``; page numbers go on from one call to the next."""
        if cancelled():
            raise stopped()
        with HelperLine(self._driver.command, self._name) as line:
            line.say(open=self._name)
            opened = line.hear(OPEN_PATIENCE, cancelled)
            _raise_fault(self._driver, opened, self._name)
            told = _Told({"id": self._name, **_dict(opened.told.get("opened"))})
            line.label = told.label
            feeds = feeds_to_try(request, _device(self._driver, told))
            feed = feeds[1] if len(feeds) > 1 and told.empty else feeds[0]
            line.say(
                dpi=resolution_for(request.dpi, told.resolutions),
                colour=request.colour,
                feed=feed,
                duplex=request.duplex,
                max_pages=1 if feed == "flatbed" else request.max_pages,
            )
            yield from self._arrivals(line, feed, cancelled)

    def _arrivals(
        self, line: HelperLine, feed: Feed, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        before = self._pages
        try:
            while (message := line.hear(self._page_patience, cancelled)).word != "end":
                _raise_fault(self._driver, message, line.label)
                if message.word == "page":
                    yield self._page(message, line.label)
        except Cancelled:
            for message in line.rest():
                if message.word == "page":
                    yield self._page(message, line.label)
            raise
        if self._pages == before:
            raise (faults.feeder_empty if feed == "feeder" else faults.failed)(line.label)

    def _page(self, message: Message, label: str) -> CapturedFile:
        number = self._pages + 1
        dpi = message.told.get("dpi")
        dpi = float(dpi) if isinstance(dpi, int | float) and dpi > 0 else None
        data, media_type = message.data, media_type_of(message.data)
        if media_type != JPEG:
            try:
                data, media_type = compressed(data, dpi, forms=_FORMS)
            except (OSError, SyntaxError, ValueError) as error:
                raise faults.page_damaged(label, number) from error
        elif not has_its_end(data, JPEG):
            raise faults.page_damaged(label, number)
        self._pages = number
        ending = "jpg" if media_type == JPEG else "png"
        name = f"{self._driver.kind}:{self._name}"
        return CapturedFile(data, f"trang-{number:03d}.{ending}", media_type, name, dpi)


class _Told:
    """What a helper says of a scanner; what is not said, or not so, is left out."""

    def __init__(self, words: object) -> None:
        told = _dict(words)
        self.name = str(told.get("id", ""))
        self.label = " ".join(str(told.get("label") or self.name).split())[:80]
        feeds: tuple[Feed, ...] = ("flatbed", "feeder")
        self.feeds = tuple(each for each in feeds if each in _list(told.get("feeds")))
        self.duplex = told.get("duplex") is True and "feeder" in self.feeds
        self.empty = told.get("loaded") is False
        self.resolutions = sorted(
            {int(each) for each in _list(told.get("resolutions")) if isinstance(each, int | float)}
        )
        fault = told.get("fault")
        self.fault = fault if isinstance(fault, int) else None


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _device(driver: Driver, told: _Told) -> Device:
    """A driver that does not name its feeds has one place for paper: a glass, or as good."""
    name = f"{driver.kind}:{told.name}"
    return Device(name, told.label, driver.kind, told.feeds or ("flatbed",), told.duplex)


def _raise_fault(driver: Driver, message: Message, label: str) -> None:
    if message.word == "fault":
        code = message.told["fault"]
        raise driver.fault(code if isinstance(code, int) else 0, label)
