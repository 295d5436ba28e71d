"""What happened, hash-chained: every step that changed something is one row for ever."""

from __future__ import annotations

import hashlib
from typing import Any

from app.protocol.sealed import canonical
from app.province.embedded.holdings import Holdings
from app.store.database import Row

_HASHED = ("position", "at", "kind", "station_id", "dossier_id", "detail", "previous")


def record(
    holdings: Holdings, kind: str, *, station_id: str = "", dossier_id: str = "", detail: str = ""
) -> None:
    """Add one row to the chain, in the transaction that makes it true."""
    database = holdings.database
    with database.transaction():
        last = database.row("SELECT position, hash FROM event ORDER BY position DESC LIMIT 1")
        event: dict[str, Any] = {
            "position": last["position"] + 1 if last else 1,
            "at": holdings.now(),
            "kind": kind,
            "station_id": station_id,
            "dossier_id": dossier_id,
            "detail": detail,
            "previous": last["hash"] if last else "",
        }
        database.insert("event", {**event, "hash": _hash(event)})


def of_dossier(holdings: Holdings, dossier_id: str) -> list[Row]:
    """Time, kind and detail of each step of one dossier, oldest first."""
    return holdings.database.rows(
        "SELECT at, kind, detail FROM event WHERE dossier_id = ? AND dossier_id <> ''"
        " ORDER BY position",
        [dossier_id],
    )


def first_broken_event(holdings: Holdings) -> int | None:
    """The position of the first row that does not follow from the one before, or None."""
    previous, expected = "", 1
    for row in holdings.database.rows("SELECT * FROM event ORDER BY position"):
        if (
            row["position"] != expected
            or row["previous"] != previous
            or row["hash"] != _hash({name: row[name] for name in _HASHED})
        ):
            return expected
        previous, expected = row["hash"], expected + 1
    return None


def _hash(event: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(event)).hexdigest()
