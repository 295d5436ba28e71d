"""From the sealed manifest to the province's receipt: the durable queue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.errors import BadInput
from app.i18n import t
from app.model.states import AT_PROVINCE, HELD, TO_SEND, State
from app.protocol.sealed import read_unverified
from app.store.dossiers import DossierRows
from app.store.rows import moment_text


@dataclass(frozen=True)
class OutboxRow:
    """A dossier that waits for the line."""

    dossier_id: str
    state: State
    queued_at: datetime
    attempts: int
    last_error: str
    next_try_at: datetime


@dataclass(frozen=True)
class BlobRow:
    """A file that belongs to a queued dossier; ``bytes`` of plaintext."""

    sha256: str
    bytes: int
    media_type: str


class QueueRows(DossierRows):
    """The tables ``manifests``, ``outbox``, ``dossier_blobs`` and ``receipts``."""

    def last_manifest(self) -> tuple[int, str]:
        """Number and SHA-256 of the manifest sealed last, or ``(0, "")``."""
        row = self.database.row("SELECT seq, sha256 FROM manifests ORDER BY seq DESC LIMIT 1")
        return (row["seq"], row["sha256"]) if row else (0, "")

    def add_manifest(self, dossier_id: str, seq: int, raw: bytes) -> str:
        """Keep a sealed manifest and name it in its dossier; gives its SHA-256.

        A manifest that does not continue the station's chain raises ``ValueError`` (our bug).
        """
        body = read_unverified(raw).body
        with self.transaction():
            last, previous = self.last_manifest()
            expected = (dossier_id, last + 1, last + 1, previous)
            if (body["dossier_id"], body["seq"], seq, body["previous"]) != expected:
                raise ValueError(f"the manifest does not follow number {last}")
            digest = hashlib.sha256(raw).hexdigest()
            self.database.insert(
                "manifests",
                {
                    "dossier_id": dossier_id,
                    "seq": seq,
                    "sha256": digest,
                    "sealed_at": moment_text(datetime.fromisoformat(body["sealed_at"])),
                    "raw": raw,
                },
            )
            self.change(dossier_id, action="seal", manifest_seq=seq, manifest_sha256=digest)
        return digest

    def manifest(self, dossier_id: str) -> bytes | None:
        """The sealed manifest, byte for byte."""
        row = self.database.row("SELECT raw FROM manifests WHERE dossier_id = ?", (dossier_id,))
        return row["raw"] if row else None

    def enqueue(self, dossier_id: str, blobs: Sequence[tuple[str, int, str]]) -> None:
        """Put a dossier into the queue, due now, with the files it needs.

        ``blobs`` are ``(sha256, bytes, media type)``; one that comes twice is kept once. The
        move to QUEUED is the caller's, in the same transaction.
        """
        with self.transaction():
            now = self._now()
            self.database.insert(
                "outbox",
                {
                    "dossier_id": dossier_id,
                    "queued_at": now,
                    "attempts": 0,
                    "last_error": "",
                    "next_try_at": now,
                },
            )
            different = {blob[0]: blob for blob in blobs}
            for position, (sha256, size, media_type) in enumerate(different.values()):
                self.database.insert(
                    "dossier_blobs",
                    {
                        "dossier_id": dossier_id,
                        "position": position,
                        "sha256": sha256,
                        "bytes": size,
                        "media_type": media_type,
                    },
                )
            self.audit("enqueue", dossier_id, {"blobs": list(different)})

    def outbox(self, *, due_before: datetime | None = None) -> list[OutboxRow]:
        """What waits for the line, by id: no receipt yet and not held for an officer."""
        rows = self.database.rows(
            "SELECT o.*, d.state FROM outbox o JOIN dossiers d USING (dossier_id)"
            " WHERE done_at IS NULL AND state IN (SELECT value FROM json_each(?))"
            " AND next_try_at <= ? ORDER BY dossier_id",
            (json.dumps(list(TO_SEND)), moment_text(due_before) if due_before else "9999"),
        )
        return [
            OutboxRow(
                row["dossier_id"],
                State(row["state"]),
                datetime.fromisoformat(row["queued_at"]),
                row["attempts"],
                row["last_error"],
                datetime.fromisoformat(row["next_try_at"]),
            )
            for row in rows
        ]

    def outbox_tried(self, dossier_id: str, *, error: str, next_try_at: datetime) -> None:
        """One more attempt came to nothing; the dossier is due again at ``next_try_at``."""
        self.database.execute(
            "UPDATE outbox SET attempts = attempts + 1, last_error = ?, next_try_at = ?"
            " WHERE dossier_id = ?",
            (error, moment_text(next_try_at), dossier_id),
        )

    def outbox_reset(self) -> None:
        """Everything that waits is due now."""
        self.database.execute(
            "UPDATE outbox SET next_try_at = ? WHERE done_at IS NULL", (self._now(),)
        )

    def blobs(self, dossier_id: str) -> list[BlobRow]:
        """The files a queued dossier needs at the province."""
        rows = self.database.rows(
            "SELECT sha256, bytes, media_type FROM dossier_blobs WHERE dossier_id = ?"
            " ORDER BY position",
            (dossier_id,),
        )
        return [BlobRow(**row) for row in rows]

    def add_receipt(self, dossier_id: str, raw: bytes, *, dossier_code: str) -> None:
        """Keep the province's receipt, which the caller has verified, and end the sending.

        In one transaction: the receipt's bytes, the outbox row done, the move to COMMITTED, the
        official code and the audit rows. The same bytes again change nothing; others raise
        ``BadInput``. A dossier that an officer held leaves its hold: the receipt is the proof.
        """
        digest = hashlib.sha256(raw).hexdigest()
        with self.transaction():
            kept = self.receipt(dossier_id)
            if kept == raw:
                return
            dossier = self.dossier(dossier_id)
            if kept is not None or dossier.state in AT_PROVINCE:
                raise BadInput(
                    t("Tỉnh gửi một biên nhận khác cho hồ sơ «{code}».", code=dossier.code),
                    t("Biên nhận đầu tiên vẫn được giữ. Báo bộ phận kỹ thuật của tỉnh."),
                )
            if dossier.dossier_code not in ("", dossier_code) and dossier_code:
                raise BadInput(
                    t(
                        "Biên nhận của tỉnh ghi mã hồ sơ «{other}», không phải «{code}».",
                        other=dossier_code,
                        code=dossier.dossier_code,
                    ),
                    t("Hồ sơ vẫn được giữ nguyên tại trạm. Báo bộ phận kỹ thuật của tỉnh."),
                )
            now = self._now()
            self.database.insert(
                "receipts",
                {"dossier_id": dossier_id, "sha256": digest, "kept_at": now, "raw": raw},
            )
            self.database.execute(
                "UPDATE outbox SET done_at = ?, last_error = '' WHERE dossier_id = ?",
                (now, dossier_id),
            )
            if dossier.state in HELD:
                self.move(dossier_id, State.QUEUED, why="receipt", held_reason="")
            self.move(
                dossier_id,
                State.COMMITTED,
                dossier_code=dossier.dossier_code or dossier_code,
                receipt_sha256=digest,
            )

    def receipt(self, dossier_id: str) -> bytes | None:
        """The province's receipt, byte for byte."""
        row = self.database.row("SELECT raw FROM receipts WHERE dossier_id = ?", (dossier_id,))
        return row["raw"] if row else None
