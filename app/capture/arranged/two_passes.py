"""Both sides on a feeder that reads one: all fronts, the stack turned over, all backs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.capture.arranged.flipped_backs import on_its_head
from app.capture.source import ScanRequest, Source, stopped
from app.errors import BadInput
from app.i18n import t
from app.model.page import CapturedFile


class TwoPasses:
    """Fronts 1 … n, then backs n … 1 as the turned stack gives them, laid together as leaves.

    ``turned_over`` is asked between the passes; see ``Asking``. ``flip_backs`` where the stack is
    turned so that the backs come upside down.
    """

    def __init__(
        self, source: Source, turned_over: Callable[[], bool], *, flip_backs: bool = False
    ) -> None:
        self._source = source
        self._turned_over = turned_over
        self._flip_backs = flip_backs

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        """Front, back, front, back …, once both passes are done.

        Whatever ends it early, the pages that came are handed over first, in the order they were
        taken. So are passes of unequal length, before the ``BadInput`` that says so.
        """
        one_sided = replace(
            request,
            feed="feeder",
            duplex=False,
            max_pages=None if request.max_pages is None else (request.max_pages + 1) // 2,
        )
        fronts: list[CapturedFile] = []
        backs: list[CapturedFile] = []
        try:
            for page in self._source.scan(one_sided, cancelled=cancelled):
                fronts.append(page)
            turned = self._turned_over()
            if cancelled():
                raise stopped()
            if turned:
                for page in self._source.scan(one_sided, cancelled=cancelled):
                    backs.append(on_its_head(page) if self._flip_backs else page)
        except BaseException:
            yield from fronts + backs
            raise
        if not turned:
            yield from fronts
        elif len(fronts) == len(backs):
            for leaf in zip(fronts, reversed(backs), strict=True):
                yield from leaf
        else:
            yield from fronts + backs
            raise _unequal(len(fronts), len(backs))


def _unequal(fronts: int, backs: int) -> BadInput:
    return BadInput(
        t(
            "Mặt trước có {fronts} trang, mặt sau có {backs} trang: chưa xếp xen kẽ được.",
            fronts=fronts,
            backs=backs,
        ),
        t(
            "Các trang đã quét vẫn còn, mặt trước rồi đến mặt sau theo thứ tự quét: "
            "kéo xếp lại, hoặc bỏ đi và quét lại cả hai lượt."
        ),
    )
