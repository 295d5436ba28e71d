"""Sealed papers a station sends: opened with its own key, and their structure checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from app.clock import VIETNAM
from app.i18n import t
from app.model.ids import is_id
from app.protocol.messages import DayList, Manifest
from app.protocol.sealed import (
    DAY_LIST,
    MANIFEST,
    SealBroken,
    SealedPaper,
    key_id_of,
    open_sealed,
    public_key_from_text,
)
from app.protocol.wire import BLOB_MAX, Refusal
from app.province.archive import Station
from app.province.refusals import Refused
from app.province.shapes import require_shape

SHA256 = re.compile(r"[0-9a-f]{64}")


class Fault(NamedTuple):
    """What is wrong in a paper: where, and one sentence."""

    field: str
    message: str


def open_manifest(raw: bytes, station: Station, dossier_id: str) -> SealedPaper:
    """The manifest of ``dossier_id``, or ``Refused`` with ``bad_manifest`` and the field."""
    paper = _open(raw, station, MANIFEST, Refusal.BAD_MANIFEST)
    require_shape(paper.body, Manifest, Refusal.BAD_MANIFEST)
    for fault in _manifest_faults(paper.body, station, dossier_id):
        raise Refused(Refusal.BAD_MANIFEST, fault.message, field=fault.field)
    return paper


def open_day_list(raw: bytes, station: Station) -> SealedPaper:
    """The station's list of one day, or ``Refused`` with ``bad_request`` and the field."""
    paper = _open(raw, station, DAY_LIST, Refusal.BAD_REQUEST)
    require_shape(paper.body, DayList, Refusal.BAD_REQUEST)
    if paper.body["station_id"] != station.station_id:
        raise Refused(Refusal.BAD_REQUEST, t("Danh sách là của trạm khác."), field="station_id")
    if day_of(f"{paper.body['day']}T00:00:00+07:00") != paper.body["day"]:
        raise Refused(Refusal.BAD_REQUEST, t("Ngày trong danh sách không đúng."), field="day")
    return paper


def day_of(moment: str) -> str:
    """The Vietnamese day (``YYYY-MM-DD``) of an ISO 8601 time with its offset; empty if none."""
    try:
        at = datetime.fromisoformat(moment)
        return at.astimezone(VIETNAM).date().isoformat() if at.tzinfo else ""
    except (ValueError, OverflowError):
        return ""


def _open(raw: bytes, station: Station, kind: str, code: Refusal) -> SealedPaper:
    key = public_key_from_text(station.public_key)
    try:
        return open_sealed(raw, {key_id_of(key): key}, kind)
    except (SealBroken, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused(
            code,
            t("Văn bản gửi lên không còn nguyên niêm phong của trạm này."),
            field="seal",
        ) from error


def _manifest_faults(body: dict[str, Any], station: Station, dossier_id: str) -> Iterator[Fault]:
    if body["dossier_id"] != dossier_id or not is_id(dossier_id):
        yield Fault("dossier_id", t("Mã định danh hồ sơ không khớp với địa chỉ gửi lên."))
    if body["station_id"] != station.station_id:
        yield Fault("station_id", t("Hồ sơ này do trạm khác niêm phong."))
    if body["agency_code"] != station.agency_code:
        yield Fault("agency_code", t("Hồ sơ ghi mã cơ quan khác với cơ quan của trạm."))
    if body["seq"] < 1:
        yield Fault("seq", t("Số thứ tự niêm phong không đúng."))
    if body["previous"] and not SHA256.fullmatch(body["previous"]):
        yield Fault("previous", t("Mã kiểm tra của hồ sơ niêm phong trước không đúng."))
    for name in ("received_at", "sealed_at"):
        if not day_of(body[name]):
            yield Fault(name, t("Thời điểm ghi trong hồ sơ không đọc được."))
    yield from _component_faults(body["components"])
    yield from _document_faults(body["documents"], {line["key"] for line in body["components"]})


def _component_faults(components: list[dict[str, Any]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, line in enumerate(components):
        if line["key"] in seen:
            yield Fault(
                f"components.{index}.key",
                t("Hai thành phần hồ sơ có cùng khóa «{key}».", key=line["key"]),
            )
        seen.add(line["key"])


def _document_faults(documents: list[dict[str, Any]], components: set[str]) -> Iterator[Fault]:
    ids: set[str] = set()
    sizes: dict[str, int] = {}
    for index, line in enumerate(documents):
        at, blob = f"documents.{index}", line["blob"]
        if line["document_id"] in ids:
            yield Fault(f"{at}.document_id", t("Hai giấy tờ có cùng mã định danh."))
        ids.add(line["document_id"])
        if line["component_key"] not in components:
            yield Fault(f"{at}.component_key", t("Giấy tờ không thuộc thành phần nào của hồ sơ."))
        if not SHA256.fullmatch(blob["sha256"]):
            yield Fault(f"{at}.blob.sha256", t("Mã kiểm tra của tệp giấy tờ không đúng."))
        if not 1 <= blob["bytes"] <= BLOB_MAX:
            yield Fault(f"{at}.blob.bytes", t("Dung lượng tệp giấy tờ ngoài giới hạn cho phép."))
        if sizes.setdefault(blob["sha256"], blob["bytes"]) != blob["bytes"]:
            yield Fault(f"{at}.blob.bytes", t("Một tệp được ghi hai dung lượng khác nhau."))
