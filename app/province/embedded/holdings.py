"""What every step of the archive works on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import Clock, iso
from app.protocol.sealed import key_id_of
from app.province.embedded.partials import PartialFiles
from app.store.database import Database, Parameters, Row
from app.store.objects import Objects


@dataclass(frozen=True)
class Holdings:
    """Rows, whole blobs, unfinished blobs, the receipt key and the time, of one province."""

    province_id: str
    database: Database
    objects: Objects
    partials: PartialFiles
    clock: Clock

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
        with self.database.transaction():
            row = self.database.row("SELECT private_key FROM receipt_key ORDER BY made_at DESC")
            if row is not None:
                return Ed25519PrivateKey.from_private_bytes(row["private_key"])
            key = Ed25519PrivateKey.generate()
            self.database.insert(
                "receipt_key",
                {
                    "key_id": key_id_of(key.public_key()),
                    "private_key": key.private_bytes_raw(),
                    "made_at": self.now(),
                },
            )
        return key
