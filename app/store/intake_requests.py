"""Intake that may be repeated: what was asked, until the answer has reached the caller."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from app.model.states import OPEN, State
from app.store.part import StorePart


@dataclass(frozen=True)
class IntakeRequest:
    """One request for an intake without a window; ``fingerprint`` is the same for the same."""

    fingerprint: str
    dossier_id: str
    request: dict[str, Any]
    asked_at: str


class IntakeRequestRows(StorePart):
    """The table ``intake_requests``."""

    def intake_request(self, fingerprint: str) -> IntakeRequest | None:
        """The newest request of that fingerprint whose answer was not acknowledged."""
        row = self.database.row(
            "SELECT * FROM intake_requests WHERE fingerprint = ? AND acknowledged_at IS NULL"
            " ORDER BY request_id DESC",
            (fingerprint,),
        )
        return _request(row) if row else None

    def add_intake_request(
        self, fingerprint: str, dossier_id: str, request: dict[str, Any]
    ) -> None:
        """Remember what was asked; call it in the transaction that adds the dossier."""
        self.database.insert(
            "intake_requests",
            {
                "fingerprint": fingerprint,
                "dossier_id": dossier_id,
                "request": json.dumps(request, ensure_ascii=False),
                "asked_at": self._now(),
            },
        )

    def acknowledge_intake(self, fingerprint: str, dossier_id: str) -> None:
        """The answer has reached the caller: the same request is a new dossier from now on."""
        self.database.execute(
            "UPDATE intake_requests SET acknowledged_at = ?"
            " WHERE fingerprint = ? AND dossier_id = ? AND acknowledged_at IS NULL",
            (self._now(), fingerprint, dossier_id),
        )

    def open_intake_requests(self) -> list[IntakeRequest]:
        """Interrupted ones, oldest first: not acknowledged and not in the queue yet."""
        rows = self.database.rows(
            "SELECT r.* FROM intake_requests r JOIN dossiers USING (dossier_id)"
            " WHERE acknowledged_at IS NULL"
            " AND state IN (SELECT value FROM json_each(?)) ORDER BY request_id",
            (json.dumps([*OPEN, State.SEALED]),),
        )
        return [_request(row) for row in rows]


def _request(row: dict[str, Any]) -> IntakeRequest:
    return IntakeRequest(
        row["fingerprint"], row["dossier_id"], json.loads(row["request"]), row["asked_at"]
    )
