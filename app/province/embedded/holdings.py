"""What every step of the archive works on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import Clock, iso
from app.protocol.sealed import key_id_of
from app.province.embedded.partials import PartialFiles
from app.store.audit import AuditTrail
from app.store.database import Database, Parameters, Row
from app.store.objects import Objects

PROVINCE = "province"
"""Actor of what the province's own people do."""


@dataclass(frozen=True)
class Holdings:
    """Rows, whole blobs, unfinished blobs, the receipt key and the time, of one province."""

    province_id: str
    database: Database
    objects: Objects
    partials: PartialFiles
    clock: Clock
    few_whole: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(4))
    """Held by whoever has whole blobs in memory, so that a rush does not fill it."""
    _writing: threading.RLock = field(default_factory=threading.RLock)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or nothing of it.

        Writers of one process queue here: SQLite would let them poll, and the unlucky starve.
        """
        with self._writing, self.database.transaction():
            yield

    def write(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one statement in a transaction; gives the number of rows it changed."""
        with self._writing:
            return self.database.execute(sql, parameters)

    def insert(self, table: str, row: Row) -> None:
        """Add one row."""
        with self._writing:
            self.database.insert(table, row)

    def put(self, table: str, key: list[str], row: Row) -> None:
        """Add a row, or change the one with the same ``key`` columns."""
        with self._writing:
            self.database.put(table, key, row)

    def record(self, action: str, *, station_id: str, dossier_id: str = "", **details: Any) -> None:
        """Add a row to the audit trail, in the transaction that makes it true.

        Its actor is the station, or ``province``; its subject the dossier, or the station.
        """
        subject = dossier_id or station_id
        with self._writing:
            self.audit.append(self.now(), station_id or PROVINCE, action, subject, details)

    @cached_property
    def audit(self) -> AuditTrail:
        return AuditTrail(self.database)

    def close(self) -> None:
        """Let the last writer finish, then close."""
        with self._writing:
            self.database.close()

    def now(self) -> str:
        return iso(self.clock.now())

    def one(self, sql: str, parameters: Parameters = ()) -> Row:
        """The first row of a query that always has one."""
        row = self.database.row(sql, parameters)
        if row is None:
            raise LookupError(sql)
        return row

    @cached_property
    def receipt_key(self) -> Ed25519PrivateKey:
        """The key that seals receipts and day closes, made when the province has none."""
        with self.transaction():
            row = self.database.row("SELECT private_key FROM receipt_key ORDER BY made_at DESC")
            if row is not None:
                return Ed25519PrivateKey.from_private_bytes(row["private_key"])
            key = Ed25519PrivateKey.generate()
            self.insert(
                "receipt_key",
                {
                    "key_id": key_id_of(key.public_key()),
                    "private_key": key.private_bytes_raw(),
                    "made_at": self.now(),
                },
            )
        return key
