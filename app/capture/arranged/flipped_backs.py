"""Feeders that turn a sheet over its short edge and so give its back upside down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.capture.source import ScanRequest, Source
from app.model.page import CapturedFile


class FlippedBacks:
    """Says of every second page of a duplex scan that it stands on its head.

    It must sit right upon the device: after a fault a run begins with a front again.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        """See ``Source.scan``."""
        is_back = False
        for page in self._source.scan(request, cancelled=cancelled):
            yield on_its_head(page) if is_back else page
            is_back = request.duplex and not is_back


def on_its_head(page: CapturedFile) -> CapturedFile:
    """The same bytes, to be turned by 180 degrees more."""
    return replace(page, turn=(page.turn + 180) % 360)
