"""What every page of a signed-in officer works with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.ui.lanes import Lane, Lanes
from app.ui.memory import Memory, save_memory
from app.workflow.station import Station


class Desk(QObject):
    """The opened station, the lanes, and the word that dossiers changed.

    ``dossiers_changed`` comes after every operation that changes what lists show; nothing is
    found out by looking at the disk again and again.
    """

    dossiers_changed = Signal()
    notice = Signal(str, str)

    def __init__(self, station: Station, lanes: Lanes, memory: Memory) -> None:
        super().__init__()
        self.station = station
        self.lanes = lanes
        self.memory = memory

    def remember(self, **changes: Any) -> None:
        """Change what the window remembers, and keep it."""
        self.memory = replace(self.memory, **changes)
        memory = self.memory
        self.lanes.run(Lane.STORE, lambda task: save_memory(self.station.home, memory))
