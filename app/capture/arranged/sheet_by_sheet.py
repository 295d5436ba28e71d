"""Sheets laid by hand, one after the other, until the officer says that it was the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.capture.source import ScanRequest, Source, stopped
from app.model.page import CapturedFile


class SheetBySheet:
    """Scans again after each sheet for which ``more`` is true; see ``Asking.next_sheet``."""

    def __init__(self, source: Source, more: Callable[[], bool]) -> None:
        self._source = source
        self._more = more

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        """See ``Source.scan``; ``max_pages`` ends it without another question."""
        left = request.max_pages
        while True:
            for page in self._source.scan(replace(request, max_pages=left), cancelled=cancelled):
                left = None if left is None else left - 1
                yield page
            if left == 0:
                return
            more = self._more()
            if cancelled():
                raise stopped()
            if not more:
                return
