"""One scan job at an eSCL scanner: started, its pages fetched one by one, ended."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from app.capture import faults
from app.capture.escl.line import Answer, ScannerLine
from app.capture.escl.messages import NotEscl, Status, read_status
from app.capture.media import JPEG, has_its_end, media_type_of
from app.errors import AppError
from app.model.scanning import Feed

BUSY_PATIENCE = 30.0
"""Seconds a scanner may go on answering that it is not ready."""

_CREATED = 201
_GONE = (404, 410)
_NOT_READY = 503
_EMPTY = "ScannerAdfEmpty"
_FEEDER_FAULTS = {
    "ScannerAdfJam": faults.jammed,
    "ScannerAdfHatchOpen": faults.cover_open,
    "ScannerAdfDoorOpen": faults.cover_open,
    "ScannerAdfMispick": faults.misfed,
    "ScannerAdfMultipickDetected": faults.misfed,
    "ScannerAdfInputTrayFailed": faults.failed,
}


@dataclass
class EsclJob:
    """``url`` is the scanner's base address; ``end`` must be called whatever happened."""

    line: ScannerLine
    url: str
    feed: Feed
    busy_patience: float = BUSY_PATIENCE
    _address: str = field(default="", init=False)

    def start(self, settings: bytes) -> None:
        """Raises that the feeder is empty or at fault, that the scanner is busy, or refuses."""
        answer = self._ask_until_ready("POST", f"{self.url}/ScanJobs", body=settings)
        if answer.status != _CREATED:
            raise self._why_not_started(answer.status)
        if not answer.location:
            raise faults.not_a_scanner(self.url)
        try:
            # Scanners call themselves by names that only they know: take the path alone.
            path = urlsplit(urljoin(f"{self.url}/ScanJobs", answer.location)).path
            self._address = urljoin(self.url, path.rstrip("/"))
        except ValueError as error:
            raise faults.not_a_scanner(self.url) from error

    def pages(self) -> Iterator[bytes]:
        """Each page as the JPEG that came, until the scanner has no more."""
        number = 1
        while (data := self._page(number)) is not None:
            yield data
            number += 1

    def end(self) -> None:
        """Tell the scanner to stop and forget the job; one that has ended by itself may be told."""
        if self._address:
            self.line.last_word("DELETE", self._address)

    def _page(self, number: int) -> bytes | None:
        answer = self._ask_until_ready("GET", f"{self._address}/NextDocument", page=number)
        if answer.status == 200:
            if media_type_of(answer.body) != JPEG or not has_its_end(answer.body, JPEG):
                raise faults.page_damaged(self.line.label, number)
            return answer.body
        fault = self._why_no_more(answer.status, arrived=number - 1)
        if fault is not None:
            raise fault
        return None

    def _ask_until_ready(
        self, method: str, url: str, *, body: bytes | None = None, page: int | None = None
    ) -> Answer:
        until = time.monotonic() + self.busy_patience
        while (answer := self.line.ask(method, url, body=body, page=page)).status == _NOT_READY:
            fault = self._feeder_fault(status_of(self.line, self.url))
            if fault is not None:
                raise fault
            if time.monotonic() > until:
                raise faults.busy(self.line.label)
            self.line.pause(answer.pause)
        return answer

    def _why_not_started(self, answered: int) -> AppError:
        status = status_of(self.line, self.url)
        label = self.line.label
        if self.feed == "feeder" and status.adf == _EMPTY:
            return faults.feeder_empty(label)
        otherwise = faults.failed(label) if answered >= 500 else faults.refused(label)
        return self._feeder_fault(status) or otherwise

    def _why_no_more(self, answered: int, *, arrived: int) -> AppError | None:
        """None where the paper has simply come to its end."""
        status = status_of(self.line, self.url)
        label = self.line.label
        fault = self._feeder_fault(status)
        if fault is not None:
            return fault
        state = status.jobs.get(self._address.rpartition("/")[2])
        if state == "Canceled":
            return faults.stopped_at_device(label)
        if state == "Aborted" or answered not in _GONE:
            return faults.failed(label)
        if arrived:
            return None
        return faults.feeder_empty(label) if self.feed == "feeder" else faults.failed(label)

    def _feeder_fault(self, status: Status) -> AppError | None:
        fault = _FEEDER_FAULTS.get(status.adf) if self.feed == "feeder" else None
        return fault(self.line.label) if fault else None


def status_of(line: ScannerLine, url: str) -> Status:
    """What the scanner says of itself now."""
    try:
        return read_status(line.ask("GET", f"{url}/ScannerStatus").body)
    except NotEscl as error:
        raise faults.not_a_scanner(url) from error
