"""The audit trail: rows chained by their hashes, written with what they tell.

A row's hash is the SHA-256 of the canonical JSON (RFC 8785) of its fields and the hash before
it, so a row that was changed, taken out or put in breaks the chain; the last number and hash
are kept apart, so that a shortened tail shows too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.protocol.sealed import canonical
from app.store.database import Database, Row

HEAD = "audit.head"
"""Key in ``kv`` of ``<seq> <hash>`` of the last row."""


@dataclass(frozen=True)
class AuditRow:
    """Who did what to what, when. ``subject`` is an id; ``details`` holds no personal data."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    details: dict[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True)
class AuditReport:
    """What a walk along the chain found; ``first_broken_seq`` is None when all is well."""

    rows: int
    ok: bool
    first_broken_seq: int | None
    last_hash: str


class AuditTrail:
    """The chain in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(
        self, at: str, actor: str, action: str, subject: str, details: Mapping[str, Any]
    ) -> None:
        """Add one row in the transaction of the caller, or in its own."""
        with self._database.transaction():
            seq, previous = self._head()
            row: Row = {
                "seq": seq + 1,
                "at": at,
                "actor": actor,
                "action": action,
                "subject": subject,
                "details": canonical(dict(details)).decode(),
                "previous": previous,
            }
            digest = _hash(row)
            self._database.insert("audit", row | {"hash": digest})
            self._database.put("kv", ["key"], {"key": HEAD, "value": f"{seq + 1} {digest}"})

    def _head(self) -> tuple[int, str]:
        kept = self._database.row("SELECT value FROM kv WHERE key = ?", (HEAD,))
        if kept is None:
            return 0, ""
        seq, _, digest = str(kept["value"]).partition(" ")
        return int(seq), digest

    def rows(self, subject: str | None = None, limit: int | None = None) -> list[AuditRow]:
        """The newest ``limit`` rows (of one subject), oldest first."""
        found = self._database.rows(
            "SELECT * FROM audit WHERE ?1 IS NULL OR subject = ?1 ORDER BY seq DESC LIMIT ?2",
            (subject, -1 if limit is None else limit),
        )
        return [AuditRow(**raw | {"details": json.loads(raw["details"])}) for raw in found[::-1]]

    def verify(self) -> AuditReport:
        """Walk the whole chain and compare its end with the head that was kept."""
        with self._database.snapshot() as db:
            count, previous = 0, ""
            for row in db.query("SELECT * FROM audit ORDER BY seq"):
                if (row["seq"], row["previous"], row["hash"]) != (count + 1, previous, _hash(row)):
                    return AuditReport(count, False, count + 1, previous)
                count, previous = count + 1, row["hash"]
            if (count, previous) != self._head():
                return AuditReport(count, False, count + 1, previous)
        return AuditReport(count, True, None, previous)


_HASHED = ("seq", "at", "actor", "action", "subject", "details", "previous")


def _hash(row: Row) -> str:
    return hashlib.sha256(canonical([row[name] for name in _HASHED])).hexdigest()
