"""The archive of a province on one machine, behind the port ``app.province.archive``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.clock import Clock
from app.model.states import NationalStatus
from app.paths import MIGRATIONS
from app.protocol.messages import Changes, Enrolled, EnrolRequest, Lease, Preflight
from app.province.archive import Announcement, Committed, Station, Upload
from app.province.embedded import days, feed, history, intake, receipts, shown, stations
from app.province.embedded.holdings import Holdings
from app.province.embedded.partials import PartialFiles
from app.province.embedded.uploads import Uploads
from app.store.database import open_database
from app.store.keys import Keys
from app.store.objects import Objects

Rows = list[dict[str, Any]]


class ProvinceArchive:
    """Rows in SQLCipher, blobs in encrypted files; any thread may call any verb.

    Implements ``Archive`` for the gateway; the verbs below it are for the province's people.
    """

    def __init__(self, home: Path, keys: Keys, province_id: str, clock: Clock) -> None:
        self._holdings = Holdings(
            province_id,
            open_database(home / "province.db", keys.database, MIGRATIONS / "province"),
            Objects(home / "objects", keys.files),
            PartialFiles(home / "partial", keys.derive("partial blobs")),
            clock,
        )
        self._uploads = Uploads(self._holdings)
        self._receipt_keys = stations.receipt_keys(self._holdings)

    @property
    def receipt_keys(self) -> dict[str, str]:
        return self._receipt_keys

    def station(self, station_id: str) -> Station | None:
        return stations.find_station(self._holdings, station_id)

    def enrol(self, request: EnrolRequest) -> Enrolled:
        return stations.enrol(self._holdings, request)

    def lease(self, station: Station) -> Lease:
        return stations.lease_of(self._holdings, station.station_id)

    def renew_lease(self, station: Station) -> Lease:
        return stations.renew_lease(self._holdings, station.station_id)

    def preflight(self, station: Station, dossier_ids: list[str]) -> Preflight:
        return intake.preflight(self._holdings, station, dossier_ids)

    def announce(self, station: Station, dossier_id: str, manifest: bytes) -> Announcement:
        return intake.announce(self._holdings, station, dossier_id, manifest)

    def uploaded(self, station: Station, sha256: str) -> Upload:
        return self._uploads.uploaded(station, sha256)

    def append(self, station: Station, sha256: str, at: Upload, chunk: bytes) -> Upload:
        return self._uploads.append(station, sha256, at, chunk)

    def commit(self, station: Station, dossier_id: str, manifest_sha256: str) -> Committed:
        return receipts.commit(self._holdings, station, dossier_id, manifest_sha256)

    def changes(self, station: Station, cursor: str) -> Changes:
        return feed.changes_after(self._holdings, station, cursor)

    def close_day(self, station: Station, day_list: bytes) -> bytes:
        return days.close_day(self._holdings, station, day_list)

    def new_enrolment(self, agency_code: str, agency_name: str, parent_agency_name: str) -> str:
        """The secret part of a new one-time enrolment code."""
        return stations.new_enrolment(self._holdings, agency_code, agency_name, parent_agency_name)

    def set_status(self, dossier_id: str, status: NationalStatus, message: str = "") -> None:
        """Move a committed dossier on and tell its station; ``BadInput`` where not held."""
        feed.set_status(self._holdings, dossier_id, status, message)

    def list(self) -> Rows:
        """One row per dossier, in the order they were announced."""
        return shown.dossier_rows(self._holdings)

    def show(self, id_or_code: str) -> dict[str, Any]:
        """Manifest, blobs verified by digest, receipt and history; ``BadInput`` if unknown."""
        return shown.dossier_shown(self._holdings, id_or_code)

    def stations(self) -> Rows:
        """One row per station."""
        return shown.station_rows(self._holdings)

    def export_blob(self, sha256: str) -> bytes:
        """The verified bytes of a stored blob; ``BadInput`` where missing or damaged."""
        return self._holdings.objects.read(sha256)

    def first_broken_event(self) -> int | None:
        """Where the hash chain of events breaks, or None when it is whole."""
        return history.first_broken_event(self._holdings)

    def sweep(self) -> None:
        """Remove half-written files of a crash. Only the one gateway of this home may."""
        self._holdings.objects.sweep()

    def close(self) -> None:
        self._holdings.database.close()
