"""Announce and preflight: the province knows every dossier before it has a single file."""

from __future__ import annotations

import base64
import json
from datetime import date
from typing import Any

from app.i18n import t
from app.model.codes import format_dossier_code
from app.protocol.messages import MissingBlob, Preflight, PreflightAnswer
from app.protocol.sealed import SealedPaper
from app.protocol.wire import Held, Refusal
from app.province.archive import Announcement, Station
from app.province.embedded.holdings import Holdings
from app.province.embedded.stations import lease_of
from app.province.numbers import lease_covers, next_reserved
from app.province.papers import day_of, open_manifest
from app.province.refusals import Refused
from app.store.database import Row


def announce(
    holdings: Holdings, station: Station, dossier_id: str, manifest: bytes
) -> Announcement:
    """Keep the manifest's bytes. The same bytes again change nothing and get the same answer."""
    paper = open_manifest(manifest, station, dossier_id)
    with holdings.transaction():
        held = holdings.database.row(
            "SELECT manifest_sha256, dossier_code FROM dossier WHERE dossier_id = ?", [dossier_id]
        )
        if held is None:
            code = _keep(holdings, station, paper)
        elif held["manifest_sha256"] == paper.sha256:
            code = held["dossier_code"]
        else:
            raise Refused(
                Refusal.OTHER_MANIFEST,
                t("Tỉnh đã giữ hồ sơ này với nội dung niêm phong khác."),
                field="dossier_id",
            )
        missing = missing_blobs(holdings, [dossier_id]).get(dossier_id, [])
    return Announcement(held is None, code, missing)


def preflight(holdings: Holdings, station: Station, dossier_ids: list[str]) -> Preflight:
    rows = holdings.database.rows(
        "SELECT dossier_id, held, receipt, refused_message FROM dossier"
        " WHERE station_id = ? AND dossier_id IN (SELECT value FROM json_each(?))",
        [station.station_id, json.dumps(dossier_ids)],
    )
    waiting = [row["dossier_id"] for row in rows if row["held"] == Held.ANNOUNCED]
    missing = missing_blobs(holdings, waiting)
    held = {
        row["dossier_id"]: _answer(holdings, row, missing.get(row["dossier_id"], []))
        for row in rows
    }
    unknown = PreflightAnswer(held=Held.UNKNOWN.value)
    return Preflight(dossiers={key: held.get(key, unknown) for key in dossier_ids})


def missing_blobs(holdings: Holdings, dossier_ids: list[str]) -> dict[str, list[MissingBlob]]:
    """Per dossier the blobs not yet whole here, in the manifest's order."""
    rows = holdings.database.rows(
        "SELECT dossier_id, named.sha256, named.bytes, coalesce(upload_offset, 0) AS offset"
        " FROM dossier_blob AS named LEFT JOIN blob ON blob.sha256 = named.sha256"
        " LEFT JOIN upload ON upload.sha256 = named.sha256"
        " AND upload.station_id = named.station_id"
        " WHERE blob.sha256 IS NULL AND dossier_id IN (SELECT value FROM json_each(?))"
        " ORDER BY dossier_id, position",
        [json.dumps(dossier_ids)],
    )
    missing: dict[str, list[MissingBlob]] = {}
    for row in rows:
        blob = MissingBlob(sha256=row["sha256"], bytes=row["bytes"], offset=row["offset"])
        missing.setdefault(row["dossier_id"], []).append(blob)
    return missing


def _answer(holdings: Holdings, row: Row, missing: list[MissingBlob]) -> PreflightAnswer:
    if row["held"] == Held.COMMITTED:
        receipt = base64.b64encode(row["receipt"]).decode()
        return PreflightAnswer(held=Held.COMMITTED.value, receipt=receipt)
    if row["held"] == Held.REFUSED:
        return PreflightAnswer(
            held=Held.REFUSED.value, code=Refusal.REFUSED.value, message=row["refused_message"]
        )
    named = holdings.one(
        "SELECT count(*) AS n FROM dossier_blob WHERE dossier_id = ?", [row["dossier_id"]]
    )["n"]
    begun = len(missing) < named or any(blob["offset"] for blob in missing)
    held = Held.PARTIAL if begun else Held.ANNOUNCED
    return PreflightAnswer(held=held.value, missing=missing)


def _keep(holdings: Holdings, station: Station, paper: SealedPaper) -> str:
    body = paper.body
    code = _official_code(holdings, station, body)
    holdings.insert(
        "dossier",
        {
            "dossier_id": body["dossier_id"],
            "station_id": station.station_id,
            "dossier_code": code,
            "provisional_code": body["provisional_code"],
            "manifest": paper.raw,
            "manifest_sha256": paper.sha256,
            "seq": body["seq"],
            "previous": body["previous"],
            "sealed_day": day_of(body["sealed_at"]),
            "announced_at": holdings.now(),
        },
    )
    _keep_blobs(holdings, station, body)
    holdings.record(
        "announced",
        station_id=station.station_id,
        dossier_id=body["dossier_id"],
        dossier_code=code,
        manifest_sha256=paper.sha256,
    )
    return code


def _keep_blobs(holdings: Holdings, station: Station, body: dict[str, Any]) -> None:
    """One row per blob, in the order of the documents. A size that cannot be true is refused."""
    named: dict[str, tuple[int, dict[str, Any]]] = {}
    for index, line in enumerate(body["documents"]):
        named.setdefault(line["blob"]["sha256"], (index, line["blob"]))
    for position, (index, blob) in enumerate(named.values()):
        if _known_bytes(holdings, station, blob["sha256"]) not in (None, blob["bytes"]):
            raise Refused(
                Refusal.BAD_MANIFEST,
                t("Dung lượng ghi cho tệp giấy tờ khác với tệp tỉnh đã biết."),
                field=f"documents.{index}.blob.bytes",
            )
        holdings.insert(
            "dossier_blob",
            {
                "dossier_id": body["dossier_id"],
                "position": position,
                "sha256": blob["sha256"],
                "bytes": blob["bytes"],
                "media_type": blob["media_type"],
                "station_id": station.station_id,
            },
        )


def _known_bytes(holdings: Holdings, station: Station, sha256: str) -> int | None:
    row = holdings.database.row(
        "SELECT bytes FROM blob WHERE sha256 = ? UNION ALL"
        " SELECT bytes FROM dossier_blob WHERE sha256 = ? AND station_id = ? LIMIT 1",
        [sha256, sha256, station.station_id],
    )
    return row["bytes"] if row else None


def _official_code(holdings: Holdings, station: Station, body: dict[str, Any]) -> str:
    """The station's own number confirmed, or one of the province's reserve."""
    code: str = body["dossier_code"]
    if not code:
        return _reserved_code(holdings, station, date.fromisoformat(day_of(body["received_at"])))
    if not lease_covers(lease_of(holdings, station.station_id), code):
        raise Refused(
            Refusal.BAD_MANIFEST,
            t("Số hồ sơ «{code}» không nằm trong dãy số cấp cho trạm này.", code=code),
            field="dossier_code",
        )
    if holdings.database.row("SELECT 1 FROM dossier WHERE dossier_code = ?", [code]):
        raise Refused(
            Refusal.CODE_TAKEN,
            t("Số hồ sơ «{code}» đã cấp cho một hồ sơ khác.", code=code),
            field="dossier_code",
        )
    return code


def _reserved_code(holdings: Holdings, station: Station, day: date) -> str:
    agency, key = station.agency_code, f"{day:%y%m%d}"
    row = holdings.database.row(
        "SELECT last FROM reserve_number WHERE agency_code = ? AND day = ?", [agency, key]
    )
    number = next_reserved(row["last"] if row else 0)
    holdings.put(
        "reserve_number",
        ["agency_code", "day"],
        {"agency_code": agency, "day": key, "last": number},
    )
    return format_dossier_code(agency, day, number)
