"""Repeating one request while the line fails, until it succeeds, is paused, or is hopeless."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from app.errors import Cancelled
from app.i18n import t
from app.sync.backoff import full_jitter
from app.sync.faults import LineDown

TRIES = 4
"""How often one request is repeated inside a pass before the pass ends."""

LONGEST_WAIT_SECONDS = 4.0

T = TypeVar("T")


class Patience:
    """``cancelled`` is asked before each try and while waiting."""

    def __init__(self, cancelled: Callable[[], bool], sleep: Callable[[float], None]) -> None:
        self._cancelled = cancelled
        self._sleep = sleep

    def ask(self, request: Callable[[], T]) -> T:
        """One request, repeated with full jitter while the line fails."""
        for attempt in range(TRIES):
            self.require_going()
            try:
                return request()
            except LineDown:
                if attempt == TRIES - 1:
                    raise
                self._wait(full_jitter(attempt, longest=LONGEST_WAIT_SECONDS))
        raise AssertionError("unreachable")

    def require_going(self) -> None:
        """Raise ``Cancelled`` once the officer paused."""
        if self._cancelled():
            raise Cancelled(t("Đã tạm dừng gửi."), t("Lần sau sẽ gửi tiếp từ chỗ đã dừng."))

    def _wait(self, seconds: float) -> None:
        """Sleep in small steps, so that a pause takes hold within a second."""
        until = time.monotonic() + seconds
        while not self._cancelled() and (left := until - time.monotonic()) > 0:
            self._sleep(min(left, 0.2))
