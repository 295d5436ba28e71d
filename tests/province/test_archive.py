"""The archive behind its port, without a line: what every ground it lies on must keep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.clock import VIETNAM, FixedClock, iso
from app.errors import BadInput
from app.model.states import NationalStatus
from app.protocol.sealed import RECEIPT
from app.protocol.wire import Refusal
from app.province.archive import ProvinceArchive, Upload
from app.province.home import open_province
from app.province.refusals import Refused
from tests.province.conftest import new_province
from tests.province.desk import Desk, pdf, sha256


class Station(Desk):
    """A desk that calls the archive itself."""

    def __init__(self, archive: ProvinceArchive, clock: FixedClock, agency: str = "H27.5") -> None:
        super().__init__(clock)
        self.archive = archive
        secret = archive.new_enrolment(agency, "UBND xã Thử", "UBND tỉnh Thử")
        self.me = archive.enrol(self.enrolment(secret))
        known = archive.station(self.me["station_id"])
        assert known is not None
        self.known = known

    def send(self, *blobs: bytes) -> tuple[str, bytes, bytes]:
        body = self.manifest(*blobs)
        paper = self.seal(body)
        self.archive.announce(self.known, body["dossier_id"], paper)
        for blob in blobs:
            self.put(blob)
        return body["dossier_id"], paper, self.commit(body["dossier_id"], paper)

    def put(self, blob: bytes, offset: int = 0, until: int | None = None) -> Upload:
        at = Upload(offset, len(blob))
        return self.archive.append(self.known, sha256(blob), at, blob[offset:until])

    def commit(self, dossier_id: str, paper: bytes) -> bytes:
        return self.archive.commit(self.known, dossier_id, sha256(paper)).receipt


class ArchiveContract:
    """Give ``home`` and ``archive`` fixtures and inherit."""

    @pytest.fixture
    def clock(self) -> FixedClock:
        return FixedClock(datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM))

    @pytest.fixture
    def station(self, archive: ProvinceArchive, clock: FixedClock) -> Station:
        return Station(archive, clock)

    def test_a_receipt_says_when_and_for_what(self, station: Station, clock: FixedClock) -> None:
        blob = pdf()
        dossier_id, paper, receipt = station.send(blob)
        body = station.opened(receipt, RECEIPT).body
        assert body == {
            "type": RECEIPT,
            "receipt_no": "H27-261123-000001",
            "province_id": "H27",
            "station_id": station.me["station_id"],
            "dossier_id": dossier_id,
            "dossier_code": json.loads(paper)["body"]["dossier_code"],
            "manifest_sha256": sha256(paper),
            "blobs": [sha256(blob)],
            "received_at": "2026-11-23T08:00:00+07:00",
        }
        clock.advance(timedelta(days=400))
        assert station.commit(dossier_id, paper) == receipt

    def test_receipts_are_numbered_by_the_day(self, station: Station, clock: FixedClock) -> None:
        numbers = []
        for wait in (0, 0, 17):
            clock.advance(timedelta(hours=wait))
            receipt = station.send(pdf())[2]
            numbers.append(json.loads(receipt)["body"]["receipt_no"])
        assert numbers == ["H27-261123-000001", "H27-261123-000002", "H27-261124-000001"]

    def test_a_lease_lasts_over_two_new_years_and_is_renewed(
        self, station: Station, archive: ProvinceArchive, clock: FixedClock
    ) -> None:
        first = station.me["lease"]
        assert (first["valid_from"], first["valid_to"]) == ("2026-11-23", "2027-12-31")
        clock.advance(timedelta(days=30))
        assert archive.renew_lease(station.known) == first
        clock.advance(timedelta(days=30))
        renewed = archive.renew_lease(station.known)
        assert renewed == {**first, "valid_to": "2028-12-31"}
        assert archive.renew_lease(station.known) == renewed == archive.lease(station.known)

    def test_a_number_after_the_lease_is_refused(
        self, station: Station, archive: ProvinceArchive, clock: FixedClock
    ) -> None:
        clock.advance(timedelta(days=500))
        body = station.manifest(pdf())
        with pytest.raises(Refused) as refused:
            archive.announce(station.known, body["dossier_id"], station.seal(body))
        assert (refused.value.code, refused.value.field) == (Refusal.BAD_MANIFEST, "dossier_code")
        archive.renew_lease(station.known)
        archive.announce(station.known, body["dossier_id"], station.seal(body))

    def test_changes_come_in_pages_and_none_twice(
        self, station: Station, archive: ProvinceArchive
    ) -> None:
        dossier_id, _, _ = station.send(pdf())
        for turn in range(250):
            archive.set_status(dossier_id, NationalStatus.IN_PROCESS, f"bước {turn}")
        seen, cursor, more = [], "", True
        while more:
            page = archive.changes(station.known, cursor)
            seen += [change["message"] for change in page["changes"]]
            cursor, more = page["cursor"], page["more"]
        assert seen == ["", *(f"bước {turn}" for turn in range(250))]
        assert archive.changes(station.known, cursor)["changes"] == []
        assert archive.show(dossier_id)["status"] == 4

    def test_only_a_committed_dossier_has_a_status(
        self, station: Station, archive: ProvinceArchive
    ) -> None:
        body = station.manifest(pdf())
        archive.announce(station.known, body["dossier_id"], station.seal(body))
        for dossier_id in (body["dossier_id"], "khong-co"):
            with pytest.raises(BadInput, match="chưa nhận đủ"):
                archive.set_status(dossier_id, NationalStatus.FINISHED)

    def test_nobody_is_shown_what_is_not_there(self, archive: ProvinceArchive) -> None:
        for key in ("", "H27.5-261123-0001", "' OR 1=1 --"):
            with pytest.raises(BadInput, match="không giữ hồ sơ nào"):
                archive.show(key)
        with pytest.raises(BadInput):
            archive.export_blob("0" * 64)

    def test_the_province_counts_its_stations_dossiers(
        self, station: Station, archive: ProvinceArchive, clock: FixedClock
    ) -> None:
        other = Station(archive, clock)
        station.send(pdf())
        unsigned = pdf(signed=False)
        with pytest.raises(Refused, match="chưa được ký số"):
            station.send(unsigned)
        rows = archive.stations()
        assert [row["station_id"] for row in rows] == [
            station.me["station_id"],
            other.me["station_id"],
        ]
        counts = [(row["dossiers"], row["committed"], row["refused"]) for row in rows]
        assert counts == [(2, 1, 1), (0, 0, 0)]
        assert [(row["first"], row["last"]) for row in rows] == [(1, 500), (501, 1000)]

    def test_an_agency_code_that_makes_no_dossier_code(self, archive: ProvinceArchive) -> None:
        with pytest.raises(BadInput, match="không đúng dạng"):
            archive.new_enrolment("xã Thử", "UBND xã Thử", "")

    def test_two_dossiers_a_century_apart_do_not_meet_under_one_six_digit_date(
        self, station: Station, archive: ProvinceArchive, clock: FixedClock
    ) -> None:
        century = iso(clock.now()).replace("2026", "1926")
        codes = []
        for received_at in (iso(clock.now()), century):
            body = station.manifest(pdf(), provisional=True, received_at=received_at)
            announced = archive.announce(station.known, body["dossier_id"], station.seal(body))
            codes.append(announced.dossier_code)
        assert codes == ["H27.5-261123-9001", "H27.5-261123-9002"]


class TestEmbeddedArchive(ArchiveContract):
    """SQLite and disk."""

    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        return new_province(tmp_path / "home")

    @pytest.fixture
    def archive(self, home: Path, clock: FixedClock) -> Iterator[ProvinceArchive]:
        with open_province(home, clock=clock) as province:
            yield province.archive

    def test_a_partial_file_that_is_gone_is_sent_again(self, home: Path, station: Station) -> None:
        blob = pdf(9000)
        body = station.manifest(blob)
        paper = station.seal(body)
        station.archive.announce(station.known, body["dossier_id"], paper)
        for left in (None, b"", b"short"):
            station.put(blob, 0, 4000)
            file = home / "partial" / station.me["station_id"] / sha256(blob)
            file.unlink()
            if left is not None:
                file.write_bytes(left)
            with pytest.raises(Refused) as refused:
                station.put(blob, 4000, 5000)
            assert (refused.value.code, refused.value.offset) == (Refusal.WRONG_OFFSET, 0)
        assert station.archive.uploaded(station.known, sha256(blob)) == Upload(0, 9000)

    def test_a_partial_file_that_was_changed_is_sent_again(
        self, home: Path, station: Station
    ) -> None:
        blob = pdf(9000)
        body = station.manifest(blob)
        paper = station.seal(body)
        station.archive.announce(station.known, body["dossier_id"], paper)
        station.put(blob, 0, 4000)
        file = home / "partial" / station.me["station_id"] / sha256(blob)
        raw = bytearray(file.read_bytes())
        raw[100] ^= 1
        file.write_bytes(raw)
        with pytest.raises(Refused) as refused:
            station.put(blob, 4000)
        assert (refused.value.code, refused.value.offset) == (Refusal.WRONG_OFFSET, 0)
        station.put(blob, 0, 5000)
        assert station.put(blob, 5000).complete
        assert station.commit(body["dossier_id"], paper)

    def test_sweeping_keeps_what_is_under_way(self, home: Path, station: Station) -> None:
        blob = pdf(9000)
        body = station.manifest(blob)
        station.archive.announce(station.known, body["dossier_id"], station.seal(body))
        station.put(blob, 0, 4000)
        orphan = home / "partial" / station.me["station_id"] / sha256(b"whole already")
        orphan.write_bytes(b"left after a crash")
        station.archive.sweep()
        assert not orphan.exists()
        assert station.put(blob, 4000).complete
        assert list((home / "partial").glob("*/*")) == []

    @pytest.mark.parametrize("gone", [True, False])
    def test_a_blob_that_rotted_before_the_commit_is_asked_for_again(
        self, home: Path, station: Station, gone: bool
    ) -> None:
        blob = pdf()
        digest = sha256(blob)
        body = station.manifest(blob)
        paper = station.seal(body)
        station.archive.announce(station.known, body["dossier_id"], paper)
        station.put(blob)
        file = home / "objects" / digest[:2] / digest
        if gone:
            file.unlink()
        else:
            file.write_bytes(file.read_bytes()[:-1])
        with pytest.raises(Refused) as refused:
            station.commit(body["dossier_id"], paper)
        assert refused.value.code == Refusal.MISSING_BLOBS
        assert refused.value.missing == [{"sha256": digest, "bytes": len(blob), "offset": 0}]
        assert station.put(blob).complete
        assert station.commit(body["dossier_id"], paper)
        assert station.archive.export_blob(digest) == blob

    def test_a_rotten_blob_is_shown_as_such(self, home: Path, station: Station) -> None:
        blob = pdf()
        dossier_id, _, _ = station.send(blob)
        (home / "objects" / sha256(blob)[:2] / sha256(blob)).write_bytes(b"rotten")
        assert station.archive.show(dossier_id)["blobs"][0]["verified"] is False
