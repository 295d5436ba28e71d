"""What the province's own people see of the archive, as plain rows for the command line."""

from __future__ import annotations

import json
from typing import Any

from app.errors import BadInput
from app.i18n import t
from app.province.embedded.holdings import Holdings
from app.province.numbers import block_bounds
from app.store.database import Row


def dossier_rows(holdings: Holdings) -> list[dict[str, Any]]:
    """One row per dossier in the order they were announced."""
    return holdings.database.rows(
        "SELECT dossier_id, dossier_code, provisional_code, dossier.station_id, station_code,"
        " agency_code, held, status, manifest_sha256, receipt_no, receipt_sha256, sealed_day,"
        " announced_at, committed_at, refused_field, refused_message,"
        " json_extract(CAST(manifest AS TEXT), '$.body.procedure.name') AS procedure,"
        " json_extract(CAST(manifest AS TEXT), '$.body.applicant.full_name') AS applicant,"
        " (SELECT count(*) FROM dossier_blob AS b WHERE b.dossier_id = dossier.dossier_id)"
        " AS blobs,"
        " (SELECT coalesce(sum(bytes), 0) FROM dossier_blob AS b"
        "  WHERE b.dossier_id = dossier.dossier_id) AS bytes"
        " FROM dossier JOIN station USING (station_id) ORDER BY announced_at, dossier_id"
    )


def dossier_shown(holdings: Holdings, id_or_code: str) -> dict[str, Any]:
    """Everything of one dossier: its row, manifest, blobs read back, receipt and history."""
    row = holdings.database.row(
        "SELECT * FROM dossier WHERE dossier_id = :key OR dossier_code = :key"
        " OR (provisional_code = :key AND provisional_code <> '')"
        " ORDER BY announced_at DESC",
        {"key": id_or_code},
    )
    if row is None:
        raise BadInput(
            t("Tỉnh không giữ hồ sơ nào có mã «{code}».", code=id_or_code),
            t("Kiểm tra lại mã hồ sơ, mã tạm hoặc mã định danh."),
        )
    manifest, receipt = row.pop("manifest"), row.pop("receipt")
    return {
        **row,
        "manifest": json.loads(manifest)["body"],
        "receipt": json.loads(receipt)["body"] if receipt else None,
        "previous_known": _previous_known(holdings, row),
        "blobs": _blobs(holdings, row["dossier_id"]),
        "history": [
            {"at": event.at, "actor": event.actor, "action": event.action, **event.details}
            for event in holdings.audit.rows(subject=row["dossier_id"])
        ],
    }


def station_rows(holdings: Holdings) -> list[dict[str, Any]]:
    """One row per station: its agency, its numbers, how many dossiers, where its chain has gaps.

    ``chain_gaps`` holds the ``seq`` of every manifest whose predecessor is not here.
    """
    rows = holdings.database.rows(
        "SELECT station_id, station_code, agency_code, agency.name AS agency_name, station.name,"
        " enrolled_at, block, valid_from, valid_to,"
        " (SELECT count(*) FROM dossier AS d WHERE d.station_id = station.station_id) AS dossiers,"
        " (SELECT count(*) FROM dossier AS d WHERE d.station_id = station.station_id"
        "  AND held = 'committed') AS committed,"
        " (SELECT count(*) FROM dossier AS d WHERE d.station_id = station.station_id"
        "  AND held = 'refused') AS refused"
        " FROM station JOIN agency USING (agency_code) JOIN lease USING (station_id, agency_code)"
        " ORDER BY agency_code, station_code"
    )
    for row in rows:
        row["first"], row["last"] = block_bounds(row.pop("block"))
        row["chain_gaps"] = _chain_gaps(holdings, row["station_id"])
    return rows


def _blobs(holdings: Holdings, dossier_id: str) -> list[dict[str, Any]]:
    rows = holdings.database.rows(
        "SELECT sha256, bytes, media_type FROM dossier_blob WHERE dossier_id = ? ORDER BY position",
        [dossier_id],
    )
    return [{**row, "verified": holdings.objects.verify(row["sha256"])} for row in rows]


def _previous_known(holdings: Holdings, row: Row) -> bool:
    return row["seq"] not in _chain_gaps(holdings, row["station_id"])


def _chain_gaps(holdings: Holdings, station_id: str) -> list[int]:
    rows = holdings.database.rows(
        "SELECT seq FROM dossier WHERE station_id = :station AND (CASE WHEN previous = ''"
        " THEN seq <> 1 ELSE NOT EXISTS (SELECT 1 FROM dossier AS before"
        "  WHERE before.station_id = :station AND before.manifest_sha256 = dossier.previous"
        "  AND before.seq = dossier.seq - 1) END) ORDER BY seq",
        {"station": station_id},
    )
    return [row["seq"] for row in rows]
