"""Appending blobs from the offset the province has fsynced, in chunks the line can carry."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.protocol import wire
from app.protocol.messages import Appended
from app.sync.faults import ForeignServer
from app.sync.judge import WrongOffset

FAST_SECONDS = 1.0
SLOW_SECONDS = 4.0
_OFFSET_CORRECTIONS = 8


class ChunkSize:
    """Doubles while chunks go through quickly, halves when they crawl (DESIGN §4)."""

    def __init__(self) -> None:
        self.bytes = 2 * wire.CHUNK_MIN

    def took(self, seconds: float) -> None:
        if seconds < FAST_SECONDS:
            self.bytes = min(wire.CHUNK_MAX, self.bytes * 2)
        elif seconds > SLOW_SECONDS:
            self.bytes = max(wire.CHUNK_MIN, self.bytes // 2)


def upload_blob(
    append: Callable[[int, bytes], Appended],
    total: int,
    offset: int,
    read: Callable[[int, int], bytes],
    chunk: ChunkSize,
    sent: Callable[[int], None],
) -> None:
    """Append from ``offset`` until the province has all ``total`` bytes.

    ``append(offset, piece)`` asks the province, ``read(offset, length)`` gives the blob's bytes;
    ``sent`` is told of each chunk that is fsynced there. A province that keeps changing its mind
    about the offset is not ours.
    """
    if not 0 <= offset <= total:
        raise ForeignServer("offsets that cannot be")
    corrections = 0
    while True:
        piece = read(offset, chunk.bytes)
        began = time.monotonic()
        try:
            answer = append(offset, piece)
        except WrongOffset as wrong:
            corrections += 1
            if wrong.offset > total or corrections > _OFFSET_CORRECTIONS:
                raise ForeignServer("offsets that cannot be") from wrong
            if wrong.offset == total:
                return
            offset = wrong.offset
            continue
        chunk.took(time.monotonic() - began)
        sent(len(piece))
        if answer["complete"]:
            return
        if not offset < answer["offset"] <= total:
            raise ForeignServer("an append that did not append")
        offset = answer["offset"]
