"""One pass over the queue: announce all, then send each, then take in what the province says.

The queue is rows; a pass holds nothing that the rows do not. Each row that waits at the start
is visited exactly once, by its key.
"""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.clock import Clock
from app.errors import AppError, BadInput, Cancelled
from app.model.dossier import Dossier
from app.model.states import HELD, TO_SEND, State
from app.protocol.messages import MissingBlob, PreflightAnswer
from app.protocol.wire import PREFLIGHT_IDS, Held
from app.store.cipher import Tampered
from app.store.objects import ObjectMissing
from app.store.station import StationStore
from app.sync.backoff import full_jitter
from app.sync.changes import apply_early_status, pull_changes
from app.sync.faults import (
    AuthRefused,
    ClockWrong,
    ForeignServer,
    ItemRefused,
    LineDown,
    Throttled,
)
from app.sync.gateway import GatewayClient
from app.sync.judge import MissingBlobs, WrongOffset
from app.sync.leases import keep_lease
from app.sync.patience import Patience
from app.sync.receipts import verified_receipt
from app.sync.report import SyncReport
from app.sync.upload import ChunkSize, upload_blob

LAST_SERVER_TIME = "last-server-time"

Progress = Callable[[int, int, str], None]
"""Called with bytes the province has, bytes in all, and the code of the dossier under way."""


class Drain:
    """One pass. ``run`` never raises for the line's faults: they are in the report."""

    def __init__(
        self,
        store: StationStore,
        gateway: GatewayClient,
        keys: Mapping[str, Ed25519PublicKey],
        station_id: str,
        province_id: str,
        clock: Clock,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._store = store
        self._gateway = gateway
        self._keys = keys
        self._station_id = station_id
        self._province_id = province_id
        self._clock = clock
        self._progress = progress
        self._patience = Patience(cancelled or (lambda: False), sleep)
        self._ask = self._patience.ask
        self._attempts: dict[str, int] = {}
        self._chunk = ChunkSize()
        self._report = SyncReport()
        self._to_send = 0
        self._sent = 0

    def run(self) -> SyncReport:
        try:
            self._pass()
        except (LineDown, AuthRefused, Throttled, ForeignServer, ClockWrong, Cancelled) as fault:
            self._report.fault = fault
        counts = self._store.counts()
        self._report.remaining = sum(counts.get(state, 0) for state in TO_SEND)
        self._report.held = sum(counts.get(state, 0) for state in HELD)
        self._report.bytes_sent = self._gateway.traffic.sent
        self._report.bytes_received = self._gateway.traffic.received
        return self._report

    def _pass(self) -> None:
        self._greet()
        self._attempts = {row.dossier_id: row.attempts for row in self._store.outbox()}
        waiting = list(self._attempts)
        missing = self._announce_all(waiting, self._preflight(waiting))
        # A line that never lasts through the files still brings what the province says.
        self._take_changes()
        self._to_send = sum(blob["bytes"] for blobs in missing.values() for blob in blobs)
        for dossier_id, blobs in missing.items():
            self._visit(dossier_id, partial(self._send, dossier_id, blobs))
        if missing:
            self._take_changes()

    def _greet(self) -> None:
        hello = self._ask(self._gateway.hello)
        if hello["province_id"] != self._province_id:
            raise ForeignServer("another province")
        self._store.set(LAST_SERVER_TIME, hello["server_time"])
        lease = hello.get("lease")
        if lease:
            try:
                keep_lease(self._store, lease)
            except BadInput as useless:
                self._report.problems["lease"] = str(useless)

    def _preflight(self, ids: list[str]) -> dict[str, PreflightAnswer]:
        known: dict[str, PreflightAnswer] = {}
        for start in range(0, len(ids), PREFLIGHT_IDS):
            some = ids[start : start + PREFLIGHT_IDS]
            known.update(self._ask(partial(self._gateway.preflight, some))["dossiers"])
        return known

    def _announce_all(
        self, waiting: list[str], known: Mapping[str, PreflightAnswer]
    ) -> dict[str, list[MissingBlob]]:
        """Settle what the province has already, announce the rest; who still lacks what."""
        missing: dict[str, list[MissingBlob]] = {}
        for dossier_id in waiting:
            self._report.visited += 1
            self._visit(
                dossier_id,
                partial(self._settle_or_announce, dossier_id, known.get(dossier_id), missing),
            )
        return missing

    def _settle_or_announce(
        self,
        dossier_id: str,
        answer: PreflightAnswer | None,
        missing: dict[str, list[MissingBlob]],
    ) -> None:
        held = answer["held"] if answer else Held.UNKNOWN
        if answer and held == Held.COMMITTED:
            self._keep_receipt(dossier_id, _from_base64(answer.get("receipt") or ""))
        elif answer and held == Held.REFUSED:
            raise ItemRefused(answer.get("code") or "", answer.get("message") or "")
        elif answer and held in (Held.ANNOUNCED, Held.PARTIAL):
            self._note_announced(dossier_id, "")
            missing[dossier_id] = answer.get("missing") or []
        else:
            missing[dossier_id] = self._announce(dossier_id)

    def _announce(self, dossier_id: str) -> list[MissingBlob]:
        manifest = self._store.manifest(dossier_id)
        assert manifest is not None
        answer = self._ask(partial(self._gateway.announce, dossier_id, manifest))
        self._report.announced += 1
        self._report.bytes_payload += len(manifest)
        self._note_announced(dossier_id, answer["dossier_code"])
        return answer["missing"]

    def _note_announced(self, dossier_id: str, official_code: str) -> None:
        dossier = self._store.dossier(dossier_id)
        changes = {}
        if official_code and not dossier.dossier_code:
            changes["dossier_code"] = official_code
        if dossier.state is State.QUEUED:
            self._store.move(dossier_id, State.ANNOUNCED, **changes)

    def _send(self, dossier_id: str, missing: list[MissingBlob]) -> None:
        dossier = self._store.dossier(dossier_id)
        if missing and dossier.state is State.ANNOUNCED:
            dossier = self._store.move(dossier_id, State.UPLOADING)
        try:
            receipt = self._upload_and_commit(dossier, missing)
        except MissingBlobs:
            receipt = self._upload_and_commit(dossier, self._announce(dossier_id))
        self._keep_receipt(dossier_id, receipt)

    def _upload_and_commit(self, dossier: Dossier, missing: list[MissingBlob]) -> bytes:
        ours = {blob.sha256: blob.bytes for blob in self._store.blobs(dossier.dossier_id)}
        for blob in missing:
            if blob["sha256"] not in ours:
                raise ForeignServer("a blob is asked for that this dossier has not")
            self._upload(blob["sha256"], ours[blob["sha256"]], blob["offset"], dossier.code)
        return self._ask(partial(self._gateway.commit, dossier.dossier_id, dossier.manifest_sha256))

    def _upload(self, sha256: str, total: int, offset: int, code: str) -> None:
        def sent(count: int) -> None:
            self._report.bytes_payload += count
            self._sent += count
            if self._progress:
                self._progress(self._sent, self._to_send, code)
            self._patience.require_going()

        self._sent += offset
        upload_blob(
            lambda at, piece: self._ask(partial(self._gateway.append, sha256, at, total, piece)),
            total,
            offset,
            partial(self._store.objects.read_range, sha256),
            self._chunk,
            sent,
        )

    def _keep_receipt(self, dossier_id: str, raw: bytes) -> None:
        dossier = self._store.dossier(dossier_id)
        receipt = verified_receipt(
            raw,
            self._keys,
            station_id=self._station_id,
            dossier_id=dossier_id,
            manifest_sha256=dossier.manifest_sha256,
            blobs={blob.sha256 for blob in self._store.blobs(dossier_id)},
        )
        with self._store.transaction():
            self._store.add_receipt(dossier_id, raw, dossier_code=receipt.body["dossier_code"])
            apply_early_status(self._store, dossier_id)
        self._report.committed += 1

    def _take_changes(self) -> None:
        self._report.changes += pull_changes(
            self._store, lambda cursor: self._ask(partial(self._gateway.changes, cursor))
        )

    def _visit(self, dossier_id: str, step: Callable[[], None]) -> None:
        """Do one dossier's step: what only a person can mend holds it, a strange answer leaves
        it in the queue, and in both cases the next goes on."""
        try:
            step()
        except (ObjectMissing, Tampered) as damage:
            self._hold(dossier_id, State.HELD_LOCAL, damage)
        except BadInput as refused:
            self._hold(dossier_id, State.HELD_SERVER, refused)
        except (ForeignServer, MissingBlobs, WrongOffset) as strange:
            self._try_later(dossier_id, strange)
        except (LineDown, Throttled) as fault:
            self._try_later(dossier_id, fault)
            raise

    def _hold(self, dossier_id: str, where: State, why: BadInput) -> None:
        self._store.move(dossier_id, where, why=str(why), held_reason=why.title)
        self._report.problems[dossier_id] = str(why)

    def _try_later(self, dossier_id: str, fault: Exception) -> None:
        why = str(getattr(fault, "why", fault))
        self._report.problems[dossier_id] = str(fault) if isinstance(fault, AppError) else why
        wait = full_jitter(self._attempts[dossier_id])
        if isinstance(fault, Throttled):
            wait = max(wait, fault.seconds)
        next_try_at = self._clock.now() + timedelta(seconds=wait)
        self._store.outbox_tried(dossier_id, error=why, next_try_at=next_try_at)


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise ForeignServer("a receipt that is not base64") from error
