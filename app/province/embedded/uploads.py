"""Append: bytes of a blob come in at the fsynced offset, until the whole proves its digest."""

from __future__ import annotations

import hashlib
import threading

from app.i18n import t
from app.protocol.wire import LENGTH_HEADER, Refusal
from app.province.archive import Station, Upload
from app.province.embedded.holdings import Holdings
from app.province.embedded.partials import PartialLost
from app.province.refusals import Refused

_LOCKS = 64


class Uploads:
    """Uploads of one process: one writer per blob."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._locks = [threading.Lock() for _ in range(_LOCKS)]

    def uploaded(self, station: Station, sha256: str) -> Upload:
        """Fsynced and whole bytes; ``Refused`` with ``unknown_blob`` when no manifest names it."""
        row = self._holdings.database.row(
            "SELECT named.bytes, coalesce(blob.bytes, upload_offset, 0) AS offset"
            " FROM dossier_blob AS named LEFT JOIN blob ON blob.sha256 = named.sha256"
            " LEFT JOIN upload ON upload.sha256 = named.sha256"
            " AND upload.station_id = named.station_id"
            " WHERE named.station_id = ? AND named.sha256 = ? LIMIT 1",
            [station.station_id, sha256],
        )
        if row is None:
            raise Refused(
                Refusal.UNKNOWN_BLOB,
                t("Chưa có hồ sơ nào của trạm này báo trước tệp đang gửi."),
            )
        return Upload(row["offset"], row["bytes"])

    def append(self, station: Station, sha256: str, at: Upload, chunk: bytes) -> Upload:
        """Take the chunk if it begins where the bytes here end; a blob already whole is done."""
        with self._locks[hash((station.station_id, sha256)) % _LOCKS]:
            here = self.uploaded(station, sha256)
            if at.length != here.length or at.offset + len(chunk) > at.length:
                raise Refused(
                    Refusal.BAD_REQUEST,
                    t("Dung lượng tệp đang gửi khác với hồ sơ đã báo trước."),
                    field=LENGTH_HEADER,
                )
            if here.complete:
                return here
            if at.offset != here.offset:
                raise _wrong_offset(here.offset)
            try:
                return self._add(station, sha256, here, chunk)
            except PartialLost:
                self._start_again(station, sha256)
                raise _wrong_offset(0) from None

    def sweep(self) -> None:
        """Remove partial files no row counts on any more: what a crash left after a whole blob."""
        rows = self._holdings.database.rows("SELECT station_id, sha256 FROM upload")
        counted = {(row["station_id"], row["sha256"]) for row in rows}
        for station_id, sha256 in self._holdings.partials.all():
            if (station_id, sha256) not in counted:
                self._holdings.partials.discard(station_id, sha256)

    def _add(self, station: Station, sha256: str, here: Upload, chunk: bytes) -> Upload:
        if here.offset + len(chunk) == here.length:
            with self._holdings.few_whole:
                self._finish(station, sha256, chunk)
        elif chunk:
            self._extend(station, sha256, here.offset, chunk)
        return Upload(here.offset + len(chunk), here.length)

    def _extend(self, station: Station, sha256: str, offset: int, chunk: bytes) -> None:
        """The file first, fsynced; only then the row that says how far it counts."""
        holdings, name = self._holdings, station.station_id
        end = holdings.partials.append(name, sha256, self._file_bytes(name, sha256), offset, chunk)
        holdings.put(
            "upload",
            ["station_id", "sha256"],
            {
                "station_id": name,
                "sha256": sha256,
                "upload_offset": offset + len(chunk),
                "file_bytes": end,
            },
        )

    def _finish(self, station: Station, sha256: str, last_chunk: bytes) -> None:
        """The last chunk never lies in the partial file: after a crash it is simply sent again."""
        holdings, name = self._holdings, station.station_id
        end = self._file_bytes(name, sha256)
        before = holdings.partials.chunks(name, sha256, end) if end else ()
        whole = b"".join((*before, last_chunk))
        if hashlib.sha256(whole).hexdigest() != sha256:
            self._start_again(station, sha256)
            raise Refused(
                Refusal.WRONG_HASH,
                t("Tệp nhận đủ nhưng sai mã kiểm tra; cần gửi lại từ đầu."),
                offset=0,
            )
        holdings.objects.put(whole)
        with holdings.transaction():
            holdings.put(
                "blob",
                ["sha256"],
                {"sha256": sha256, "bytes": len(whole), "stored_at": holdings.now()},
            )
            self._forget(name, sha256)
        holdings.partials.discard(name, sha256)

    def _start_again(self, station: Station, sha256: str) -> None:
        self._forget(station.station_id, sha256)
        self._holdings.partials.discard(station.station_id, sha256)

    def _forget(self, station_id: str, sha256: str) -> None:
        self._holdings.write(
            "DELETE FROM upload WHERE station_id = ? AND sha256 = ?", [station_id, sha256]
        )

    def _file_bytes(self, station_id: str, sha256: str) -> int:
        row = self._holdings.database.row(
            "SELECT file_bytes FROM upload WHERE station_id = ? AND sha256 = ?",
            [station_id, sha256],
        )
        return row["file_bytes"] if row else 0


def _wrong_offset(right: int) -> Refused:
    return Refused(
        Refusal.WRONG_OFFSET,
        t("Vị trí gửi tiếp không đúng; tỉnh đã có {offset} byte.", offset=right),
        offset=right,
    )
