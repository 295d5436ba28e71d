"""The port of the archive: what is asked of it, whatever it lies on.

Each verb of a station may be repeated at any time for ever with the same effect as once. A verb
that stores returns only when all of it is durable. What is not granted raises ``Refused``; a
full disk raises ``CannotWrite``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from app.model.states import NationalStatus
from app.protocol.messages import Changes, Enrolled, EnrolRequest, Lease, MissingBlob, Preflight
from app.store.audit import AuditReport


@dataclass(frozen=True)
class Station:
    """One enrolled station. ``public_key``: raw Ed25519 key in base64."""

    station_id: str
    station_code: str
    agency_code: str
    name: str
    public_key: str
    enrolled_at: str


class Announcement(NamedTuple):
    """``new`` is true for the first of all announcements of these bytes."""

    new: bool
    dossier_code: str
    missing: list[MissingBlob]


class Upload(NamedTuple):
    """``offset`` of ``length`` bytes of a blob are fsynced here."""

    offset: int
    length: int

    @property
    def complete(self) -> bool:
        return self.offset == self.length


class Committed(NamedTuple):
    """``new`` is true for the first commit; ``receipt`` is the same bytes ever after."""

    new: bool
    receipt: bytes


Rows = list[dict[str, Any]]


class ProvinceArchive(Protocol):
    """A store of dossiers that several gateways may share."""

    @property
    def receipt_keys(self) -> dict[str, str]:
        """Key id → raw public key in base64 of every key that seals receipts."""

    def station(self, station_id: str) -> Station | None:
        """The station of that id, or None where none is enrolled."""

    def enrol(self, request: EnrolRequest) -> Enrolled:
        """Spend a one-time code; the same key with the same code gets the same answer."""

    def lease(self, station: Station) -> Lease:
        """The station's block of daily dossier numbers as it stands."""

    def renew_lease(self, station: Station) -> Lease:
        """The same block, valid to the end of next year."""

    def preflight(self, station: Station, dossier_ids: list[str]) -> Preflight:
        """What is held of each id; other stations' dossiers are unknown."""

    def announce(self, station: Station, dossier_id: str, manifest: bytes) -> Announcement:
        """Keep the sealed manifest and give or confirm the official dossier code."""

    def uploaded(self, station: Station, sha256: str) -> Upload:
        """How much is here of a blob the station's manifests name."""

    def append(self, station: Station, sha256: str, at: Upload, chunk: bytes) -> Upload:
        """Add ``chunk`` at ``at.offset`` of a blob of ``at.length`` bytes, fsynced."""

    def commit(self, station: Station, dossier_id: str, manifest_sha256: str) -> Committed:
        """Verify everything once more and give the receipt."""

    def changes(self, station: Station, cursor: str) -> Changes:
        """What happened to the station's dossiers after ``cursor`` (empty: from the start)."""

    def close_day(self, station: Station, day_list: bytes) -> bytes:
        """The sealed answer to a sealed day list."""

    def new_enrolment(self, agency_code: str, agency_name: str, parent_agency_name: str) -> str:
        """The secret part of a new one-time enrolment code."""

    def set_status(self, dossier_id: str, status: NationalStatus, message: str = "") -> None:
        """Move a committed dossier on and tell its station; ``BadInput`` where not held."""

    def list(self) -> Rows:
        """One row per dossier, in the order they were announced."""

    def show(self, id_or_code: str) -> dict[str, Any]:
        """Row, manifest, blobs verified by digest, receipt, history; ``BadInput`` if unknown."""

    def stations(self) -> Rows:
        """One row per station: agency, numbers, counts, gaps in its chain of manifests."""

    def export_blob(self, sha256: str) -> bytes:
        """The verified bytes of a stored blob; ``BadInput`` where missing or damaged."""

    def verify_audit(self) -> AuditReport:
        """Walk the hash chain of everything that happened."""

    def sweep(self) -> None:
        """Remove half-written files of a crash. Only the one gateway of a home may."""

    def close(self) -> None:
        """Let go of everything; call it when no verb is running."""
