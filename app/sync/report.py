"""What one pass did, in the counts of ``tram sync --json``."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from app.errors import AppError


@dataclass
class SyncReport:
    """Counts of dossiers and bytes. ``fault`` is what ended the pass early, if anything did."""

    announced: int = 0
    committed: int = 0
    bytes_payload: int = 0
    bytes_sent: int = 0
    bytes_received: int = 0
    remaining: int = 0
    held: int = 0
    visited: int = 0
    changes: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    fault: AppError | None = None

    def to_json(self) -> dict[str, Any]:
        counts = asdict(self)
        counts["fault"] = str(self.fault) if self.fault else None
        return counts

    def add(self, other: SyncReport) -> None:
        """Count a further pass in; what remains and is held is what the last pass saw."""
        for name in ("announced", "committed", "bytes_payload", "bytes_sent", "bytes_received"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.visited += other.visited
        self.changes += other.changes
        self.remaining, self.held, self.fault = other.remaining, other.held, other.fault
        self.problems = other.problems
