"""The changes feed: what happened to a station's dossiers, in order, from an opaque cursor."""

from __future__ import annotations

import base64
import binascii

from app.errors import BadInput
from app.i18n import t
from app.model.states import NationalStatus
from app.protocol.messages import Change, Changes
from app.protocol.wire import Held, Refusal
from app.province.archive import Station
from app.province.embedded.holdings import Holdings
from app.province.refusals import Refused

PAGE = 100
_MARK = "tram-changes-1:"


def changes_after(holdings: Holdings, station: Station, cursor: str) -> Changes:
    """Up to ``PAGE`` changes after ``cursor``; ``more`` says whether to ask again at once."""
    position = _position(cursor)
    rows = holdings.database.rows(
        "SELECT position, kind, dossier_id, status, message, at FROM change"
        " WHERE station_id = ? AND position > ? ORDER BY position LIMIT ?",
        [station.station_id, position, PAGE + 1],
    )
    page = rows[:PAGE]
    end = page[-1]["position"] if page else position
    return Changes(
        changes=[
            Change(
                kind=row["kind"],
                dossier_id=row["dossier_id"],
                status=row["status"],
                message=row["message"],
                at=row["at"],
            )
            for row in page
        ],
        cursor=_cursor(end),
        more=len(rows) > PAGE,
    )


def set_status(holdings: Holdings, dossier_id: str, status: NationalStatus, message: str) -> None:
    """An operator's word on a committed dossier. Raises ``BadInput`` for one not held."""
    with holdings.transaction():
        row = holdings.database.row("SELECT held FROM dossier WHERE dossier_id = ?", [dossier_id])
        if row is None or row["held"] != Held.COMMITTED:
            raise BadInput(
                t("Tỉnh chưa nhận đủ hồ sơ «{dossier}».", dossier=dossier_id),
                t("Kiểm tra lại mã hồ sơ; chỉ hồ sơ đã nhận đủ mới có trạng thái xử lý."),
            )
        tell_status(holdings, dossier_id, status, message)


def tell_status(holdings: Holdings, dossier_id: str, status: NationalStatus, message: str) -> None:
    """Set the status and put it into its station's feed."""
    with holdings.transaction():
        station_id = holdings.one(
            "SELECT station_id FROM dossier WHERE dossier_id = ?", [dossier_id]
        )["station_id"]
        holdings.write(
            "UPDATE dossier SET status = ? WHERE dossier_id = ?", [int(status), dossier_id]
        )
        holdings.insert(
            "change",
            {
                "station_id": station_id,
                "dossier_id": dossier_id,
                "kind": "status",
                "status": int(status),
                "message": message,
                "at": holdings.now(),
            },
        )
        holdings.record(
            "status",
            station_id="",
            dossier_id=dossier_id,
            status=int(status),
            message=message,
        )


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"{_MARK}{position}".encode()).decode().rstrip("=")


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        mark, _, digits = base64.urlsafe_b64decode(padded).decode("ascii").rpartition(":")
        if f"{mark}:" == _MARK and digits.isdigit() and len(digits) < 19:
            return int(digits)
    except (ValueError, binascii.Error):
        pass
    raise Refused(Refusal.BAD_REQUEST, t("Dấu đọc tiếp không phải của tỉnh này."), field="cursor")
