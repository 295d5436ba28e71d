"""What every part of the station's store stands on."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from app.clock import Clock
from app.model.people import Officer
from app.store.audit import AuditReport, AuditRow, AuditTrail
from app.store.database import Database
from app.store.rows import moment_text


class StorePart:
    """The database, the clock, the officer at work, and the audit trail they write."""

    def __init__(self, database: Database, clock: Clock, officer: Officer) -> None:
        self.database = database
        self.clock = clock
        self.officer = officer
        self._trail = AuditTrail(database)

    def transaction(self) -> AbstractContextManager[object]:
        """All of the block durably, or nothing of it; blocks inside blocks of a thread join."""
        return self.database.transaction()

    def audit(self, action: str, subject: str, details: Mapping[str, Any] | None = None) -> None:
        """Write down what the officer did. Give ids and hashes in ``details``, never personal
        data: the trail outlives the dossier."""
        self._trail.append(self._now(), self.officer.officer_id, action, subject, details or {})

    def verify_audit(self) -> AuditReport:
        """Walk the whole chain."""
        return self._trail.verify()

    def audit_rows(self, subject: str | None = None, limit: int | None = None) -> list[AuditRow]:
        """The newest ``limit`` rows (of one subject), oldest first."""
        return self._trail.rows(subject, limit)

    def _now(self) -> str:
        return moment_text(self.clock.now())
