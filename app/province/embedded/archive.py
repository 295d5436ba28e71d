"""The archive of a province on one machine, behind the port ``app.province.archive``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.clock import Clock
from app.model.states import NationalStatus
from app.paths import MIGRATIONS
from app.protocol.messages import Changes, Enrolled, EnrolRequest, Lease, Preflight
from app.province.archive import Announcement, Committed, Rows, Station, Upload
from app.province.embedded import days, feed, intake, receipts, shown, stations
from app.province.embedded.holdings import Holdings
from app.province.embedded.partials import PartialFiles
from app.province.embedded.uploads import Uploads
from app.store.audit import AuditReport
from app.store.database import open_database
from app.store.keys import Keys
from app.store.objects import Objects


class EmbeddedArchive:
    """Rows in SQLCipher, blobs in encrypted files; any thread may call any verb.

    Implements ``ProvinceArchive``, where the verbs are described.
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
        return stations.new_enrolment(self._holdings, agency_code, agency_name, parent_agency_name)

    def set_status(self, dossier_id: str, status: NationalStatus, message: str = "") -> None:
        feed.set_status(self._holdings, dossier_id, status, message)

    def list(self) -> Rows:
        return shown.dossier_rows(self._holdings)

    def show(self, id_or_code: str) -> dict[str, Any]:
        return shown.dossier_shown(self._holdings, id_or_code)

    def stations(self) -> Rows:
        return shown.station_rows(self._holdings)

    def export_blob(self, sha256: str) -> bytes:
        return self._holdings.objects.read(sha256)

    def verify_audit(self) -> AuditReport:
        return self._holdings.audit.verify()

    def sweep(self) -> None:
        self._holdings.objects.sweep()
        self._uploads.sweep()

    def close(self) -> None:
        self._holdings.close()
