"""``tram verify``: who made a file, when, whether it is intact, and what could not be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.clock import VIETNAM
from app.errors import BadInput, ExitCode
from app.i18n import t
from app.protocol.sealed import (
    DAY_CLOSE,
    DAY_LIST,
    MANIFEST,
    RECEIPT,
    SealBroken,
    SealedPaper,
    key_id_of,
    open_sealed,
    read_unverified,
)
from app.signing.verify import TrustAnchors, verify_pdf
from app.workflow.station import Station

_SEALED_AT = {
    MANIFEST: "sealed_at",
    DAY_LIST: "sealed_at",
    RECEIPT: "received_at",
    DAY_CLOSE: "closed_at",
}
_BY_PROVINCE = {RECEIPT, DAY_CLOSE}


@dataclass(frozen=True)
class Verdict:
    """``ok`` is None where the keys to judge by are not here."""

    kind: str
    ok: bool | None
    sentences: tuple[str, ...]
    details: Mapping[str, Any]

    @property
    def exit_code(self) -> ExitCode:
        if self.ok is None:
            return ExitCode.UNAVAILABLE
        return ExitCode.DONE if self.ok else ExitCode.BAD_INPUT

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "ok": self.ok,
            "sentences": list(self.sentences),
            **self.details,
        }


def verify_file(raw: bytes, station: Station | None) -> Verdict:
    """Judge a signed PDF, manifest, receipt, day list or day close.

    ``station`` lends its trust anchors and keys; without one only integrity can be told.
    Raises ``BadInput`` for a file that is none of these.
    """
    if raw[:1024].lstrip().startswith(b"%PDF"):
        return _pdf(raw, station)
    try:
        paper = read_unverified(raw)
        if paper.body.get("type") not in _SEALED_AT:
            raise SealBroken("a paper of another kind")
    except SealBroken as error:
        raise BadInput(
            t("Tệp này không phải PDF, bản kê, biên nhận hay biên bản chốt ngày."),
            t("Chọn đúng tệp cần kiểm tra."),
        ) from error
    return _sealed(raw, paper, station)


def _pdf(raw: bytes, station: Station | None) -> Verdict:
    report = verify_pdf(raw, station.anchors() if station else TrustAnchors.none())
    return Verdict(
        "pdf",
        report.ok,
        (report.sentence,),
        report.to_json(),
    )


def _sealed(raw: bytes, paper: SealedPaper, station: Station | None) -> Verdict:
    kind = str(paper.body["type"])
    keys = _keys(kind, station)
    details = {"body": paper.body, "key_id": paper.key_id, "sha256": paper.sha256}
    name = _name_of(kind)
    if paper.key_id not in keys:
        unknown = t(
            "{name}: không có khóa để kiểm tra dấu niêm phong; chưa biết tệp có nguyên vẹn không.",
            name=name,
        )
        return Verdict(kind, None, (unknown,), details)
    try:
        open_sealed(raw, keys, kind)
    except SealBroken:
        broken = t("{name}: dấu niêm phong bị phá vỡ, nội dung đã bị sửa.", name=name)
        return Verdict(kind, False, (broken,), details)
    by = t("tỉnh") if kind in _BY_PROVINCE else t("trạm này")
    when = _told(paper.body.get(_SEALED_AT[kind]))
    whole = t("{name}: nguyên vẹn, do {by} niêm phong lúc {when}.", name=name, by=by, when=when)
    return Verdict(kind, True, (whole,), details)


def _name_of(kind: str) -> str:
    names = {
        MANIFEST: t("Bản kê hồ sơ"),
        RECEIPT: t("Biên nhận của tỉnh"),
        DAY_LIST: t("Danh sách hồ sơ trong ngày"),
        DAY_CLOSE: t("Biên bản chốt ngày"),
    }
    return names[kind]


def _told(moment: object) -> str:
    """A time as a clerk writes it; what is no time as it stands there."""
    try:
        return f"{datetime.fromisoformat(str(moment)).astimezone(VIETNAM):%H:%M:%S ngày %d/%m/%Y}"
    except (ValueError, OverflowError):
        return str(moment)


def _keys(kind: str, station: Station | None) -> dict[str, Ed25519PublicKey]:
    if station is None:
        return {}
    if kind in _BY_PROVINCE:
        return station.province_keys()
    own = station.station_key().public_key()
    return {key_id_of(own): own}
