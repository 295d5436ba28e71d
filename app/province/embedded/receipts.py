"""Commit: everything is verified once more, then the receipt is given, once and for ever."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from app.clock import VIETNAM
from app.i18n import t
from app.model.states import NationalStatus
from app.protocol.messages import Receipt
from app.protocol.sealed import RECEIPT, seal
from app.protocol.wire import Held, Refusal
from app.province.archive import Committed, Station
from app.province.content import content_fault
from app.province.embedded.feed import tell_status
from app.province.embedded.holdings import Holdings
from app.province.embedded.intake import missing_blobs
from app.province.papers import Fault
from app.province.refusals import Refused
from app.store.cipher import Tampered
from app.store.database import Row
from app.store.objects import ObjectMissing


class _BlobLost(Exception):
    """A blob that was whole here is not any more."""


def commit(
    holdings: Holdings, station: Station, dossier_id: str, manifest_sha256: str
) -> Committed:
    """The receipt. Raises ``Refused`` with ``missing_blobs``, ``refused``, ``unknown_dossier`` or
    ``other_manifest``."""
    dossier = _announced(holdings, station, dossier_id)
    if dossier["manifest_sha256"] != manifest_sha256:
        raise Refused(
            Refusal.OTHER_MANIFEST,
            t("Tỉnh đã giữ hồ sơ này với nội dung niêm phong khác."),
            field="manifest_sha256",
        )
    if dossier["held"] == Held.ANNOUNCED:
        fault = _fault(holdings, dossier)
        if fault is not None:
            _refuse(holdings, station, dossier_id, fault)
        else:
            return _give_receipt(holdings, station, dossier_id)
        dossier = _announced(holdings, station, dossier_id)
    if dossier["held"] == Held.REFUSED:
        raise Refused(Refusal.REFUSED, dossier["refused_message"], field=dossier["refused_field"])
    return Committed(False, dossier["receipt"])


def _announced(holdings: Holdings, station: Station, dossier_id: str) -> Row:
    row = holdings.database.row(
        "SELECT * FROM dossier WHERE dossier_id = ? AND station_id = ?",
        [dossier_id, station.station_id],
    )
    if row is None:
        raise Refused(Refusal.UNKNOWN_DOSSIER, t("Hồ sơ này chưa được báo trước cho tỉnh."))
    return row


def _fault(holdings: Holdings, dossier: Row) -> Fault | None:
    """Read every blob back and verify its digest on the way. Raises ``missing_blobs``."""
    dossier_id = dossier["dossier_id"]
    body: dict[str, Any] = json.loads(dossier["manifest"])["body"]
    missing = missing_blobs(holdings, [dossier_id]).get(dossier_id)
    if not missing:
        try:
            with holdings.few_whole:
                return content_fault(body, lambda sha256: _read_whole(holdings, sha256))
        except _BlobLost:
            missing = missing_blobs(holdings, [dossier_id])[dossier_id]
    raise Refused(
        Refusal.MISSING_BLOBS,
        t("Tỉnh còn thiếu {count} tệp của hồ sơ.", count=len(missing)),
        missing=missing,
    )


def _read_whole(holdings: Holdings, sha256: str) -> bytes:
    try:
        data = holdings.objects.read(sha256)
    except (ObjectMissing, Tampered):
        data = b""
    if hashlib.sha256(data).hexdigest() != sha256:
        with holdings.transaction():
            holdings.write("DELETE FROM blob WHERE sha256 = ?", [sha256])
            holdings.record("blob_lost", station_id="", sha256=sha256)
        raise _BlobLost(sha256)
    return data


def _give_receipt(holdings: Holdings, station: Station, dossier_id: str) -> Committed:
    """One transaction: receipt, status, change for the station, row of the chain."""
    with holdings.transaction():
        dossier = _announced(holdings, station, dossier_id)
        if dossier["receipt"] is not None:
            return Committed(False, dossier["receipt"])
        body = _receipt_body(holdings, dossier)
        receipt = seal(body, holdings.receipt_key)
        holdings.write(
            "UPDATE dossier SET held = ?, receipt = ?, receipt_sha256 = ?, receipt_no = ?,"
            " committed_at = ? WHERE dossier_id = ?",
            [
                Held.COMMITTED.value,
                receipt,
                hashlib.sha256(receipt).hexdigest(),
                body["receipt_no"],
                body["received_at"],
                dossier_id,
            ],
        )
        holdings.record(
            "committed",
            station_id=station.station_id,
            dossier_id=dossier_id,
            receipt_no=body["receipt_no"],
        )
        tell_status(holdings, dossier_id, NationalStatus.RECEIVED, "")
    return Committed(True, receipt)


def _receipt_body(holdings: Holdings, dossier: Row) -> Receipt:
    blobs = holdings.database.rows(
        "SELECT sha256 FROM dossier_blob WHERE dossier_id = ? ORDER BY position",
        [dossier["dossier_id"]],
    )
    return Receipt(
        type=RECEIPT,
        receipt_no=_receipt_number(holdings),
        province_id=holdings.province_id,
        station_id=dossier["station_id"],
        dossier_id=dossier["dossier_id"],
        dossier_code=dossier["dossier_code"],
        manifest_sha256=dossier["manifest_sha256"],
        blobs=[row["sha256"] for row in blobs],
        received_at=holdings.now(),
    )


def _receipt_number(holdings: Holdings) -> str:
    """``<province>-<YYMMDD>-<daily number>``."""
    day = f"{holdings.clock.now().astimezone(VIETNAM):%y%m%d}"
    holdings.write(
        "INSERT INTO receipt_number (day, last) VALUES (?, 1)"
        " ON CONFLICT (day) DO UPDATE SET last = last + 1",
        [day],
    )
    number = holdings.one("SELECT last FROM receipt_number WHERE day = ?", [day])["last"]
    return f"{holdings.province_id}-{day}-{number:06d}"


def _refuse(holdings: Holdings, station: Station, dossier_id: str, fault: Fault) -> None:
    with holdings.transaction():
        changed = holdings.write(
            "UPDATE dossier SET held = ?, refused_field = ?, refused_message = ?"
            " WHERE dossier_id = ? AND held = ?",
            [Held.REFUSED.value, fault.field, fault.message, dossier_id, Held.ANNOUNCED.value],
        )
        if changed:
            holdings.record(
                "refused",
                station_id=station.station_id,
                dossier_id=dossier_id,
                field=fault.field,
                message=fault.message,
            )
