"""The papers a station seals: manifests and day lists with its own key, and worse."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import Clock, SystemClock, iso
from app.model.codes import format_dossier_code
from app.model.ids import new_id
from app.protocol.messages import Enrolled, EnrolRequest
from app.protocol.sealed import (
    DAY_LIST,
    MANIFEST,
    SealedPaper,
    open_sealed,
    public_key_from_text,
    public_key_text,
    seal,
)

Json = dict[str, Any]


def pdf(size: int = 2000, *, signed: bool = True) -> bytes:
    """Something that looks like a signed PDF, of exactly ``size`` bytes, never the same twice."""
    head = b"%PDF-1.7\n" + (b"/ByteRange [0 1 2 3]\n" if signed else b"")
    tail = b"\n%%EOF\n"
    return head + os.urandom(size - len(head) - len(tail)).replace(b"/", b"-") + tail


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Desk:
    """A station's key and numbers; ``me`` is what enrolment gave."""

    me: Enrolled

    def __init__(self, clock: Clock | None = None) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.clock = clock or SystemClock()
        self.seq = 0
        self.previous = ""
        self.number = 0

    def enrolment(self, code: str) -> EnrolRequest:
        return EnrolRequest(
            code=code,
            station_key=public_key_text(self.key.public_key()),
            station_name="Quầy số 1",
        )

    def manifest(self, *blobs: bytes, provisional: bool = False, **changes: Any) -> Json:
        """The body of a manifest whose one component has a paper per blob."""
        self.seq += 1
        self.number += 1
        now = self.clock.now()
        first = self.me["lease"]["first"]
        code = format_dossier_code(self.me["agency_code"], now.date(), first + self.number - 1)
        body: Json = {
            "type": MANIFEST,
            "dossier_id": new_id(),
            "station_id": self.me["station_id"],
            "agency_code": self.me["agency_code"],
            "seq": self.seq,
            "previous": self.previous,
            "dossier_code": "" if provisional else code,
            "provisional_code": f"TAM-01-261123-{self.number:04d}" if provisional else "",
            "procedure": {
                "code": "1.001193",
                "name": "Đăng ký khai sinh",
                "sector": "Hộ tịch",
                "decision_no": "1872/QĐ-BTP",
                "case": "",
            },
            "channel": 1,
            "applicant": {
                "identifier": "042199000123",
                "full_name": "Trần Thị Hoa Mẫu",
                "kind": "person",
                "born_on": "1999-05-02",
                "sex": "female",
                "address": "Thôn Mẫu, xã Thử Nghiệm",
                "phone": "",
                "email": "",
            },
            "submitter": None,
            "officer": {"officer_id": "cb01", "full_name": "Lê Văn Thử"},
            "received_at": iso(now),
            "due_at": iso(now),
            "term": "Trong ngày",
            "copies": 1,
            "fee": 0,
            "return_method": "counter",
            "note": "",
            "components": [component()],
            "documents": [self.document(blob) for blob in blobs],
            "clock": {"device_time": iso(now), "last_server_time": iso(now)},
            "sealed_at": iso(now),
        }
        return {**body, **changes}

    def document(self, blob: bytes, **changes: Any) -> Json:
        line = {
            "document_id": new_id(),
            "component_key": "to-khai",
            "document_code": "042199000123.KQ.001",
            "owner_identifier": "042199000123",
            "document_type_code": "KQ.001",
            "version_no": 1,
            "copy_kind": "original",
            "title": "Tờ khai đăng ký khai sinh",
            "number": "",
            "issued_on": "",
            "issuer": "",
            "abstract": "",
            "valid_until": "",
            "scope": "",
            "pages": 1,
            "blob": {"sha256": sha256(blob), "bytes": len(blob), "media_type": "application/pdf"},
            "signed_by": "Lê Văn Thử",
            "signed_at": iso(self.clock.now()),
            "confirmed_by": "cb01",
            "confirmed_at": iso(self.clock.now()),
        }
        return {**line, **changes}

    def seal(self, body: Json) -> bytes:
        paper = seal(body, self.key)
        self.previous = sha256(paper)
        return paper

    def day_list(self, day: str, lines: Sequence[Json], **changes: Any) -> bytes:
        body = {
            "type": DAY_LIST,
            "station_id": self.me["station_id"],
            "day": day,
            "dossiers": list(lines),
            "sealed_at": iso(self.clock.now()),
        }
        return seal({**body, **changes}, self.key)

    def opened(self, raw: bytes, kind: str) -> SealedPaper:
        """A paper of the province, verified with the keys enrolment gave."""
        keys = {name: public_key_from_text(text) for name, text in self.me["keys"].items()}
        return open_sealed(raw, keys, kind)


def component(**changes: Any) -> Json:
    line = {
        "key": "to-khai",
        "name": "Tờ khai",
        "handling": "submit",
        "digitize_class": "must",
        "copy_kind": "original",
        "quantity": 1,
        "outcome": "received",
        "evidence": "",
    }
    return {**line, **changes}


def day_line(body: Json, paper: bytes, receipt: bytes = b"") -> Json:
    return {
        "dossier_id": body["dossier_id"],
        "dossier_code": body["dossier_code"],
        "manifest_sha256": sha256(paper),
        "receipt_sha256": sha256(receipt) if receipt else "",
    }
