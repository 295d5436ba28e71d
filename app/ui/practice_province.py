"""The province of a practice home, kept running beside the window."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from app.practice.places import province_home
from app.practice.process import running_province


class PracticeProvince:
    """``start`` and ``stop`` wait for a process: call them on a lane."""

    def __init__(self) -> None:
        self._running = ExitStack()
        self._started = False

    def start(self, home: Path) -> None:
        """Start it once; later calls do nothing."""
        if self._started:
            return
        self._running.enter_context(running_province(province_home(home)))
        self._started = True

    def stop(self) -> None:
        self._running.close()
        self._started = False
