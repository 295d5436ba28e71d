"""A jam, an open cover, a plug pulled out: put right, and on from the next sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.capture.source import ScanRequest, Source
from app.errors import AppError
from app.model.page import CapturedFile


class AfterFault:
    """Scans on within the same run where ``go_on`` says that the fault is put right.

    Only faults that may pass are asked about (``AppError.retry``).
    """

    def __init__(self, source: Source, go_on: Callable[[AppError], bool]) -> None:
        self._source = source
        self._go_on = go_on

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        """See ``Source.scan``."""
        left = request.max_pages
        while left != 0:
            try:
                for page in self._source.scan(
                    replace(request, max_pages=left), cancelled=cancelled
                ):
                    left = None if left is None else left - 1
                    yield page
            except AppError as fault:
                if not fault.retry or not self._go_on(fault):
                    raise
            else:
                return
