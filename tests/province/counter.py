"""A counter that speaks the wire, with its own key: what a station would send, and worse."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from typing import Any

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import SystemClock, iso
from app.model.codes import format_dossier_code
from app.model.ids import new_id
from app.protocol.messages import Enrolled
from app.protocol.requests import HEADER, sign_request
from app.protocol.sealed import (
    DAY_LIST,
    MANIFEST,
    SealedPaper,
    open_sealed,
    public_key_from_text,
    public_key_text,
    seal,
)
from app.protocol.wire import BLOBS, DAY_CLOSE, DOSSIERS, ENROL, LENGTH_HEADER, OFFSET_HEADER

Json = dict[str, Any]


def pdf(size: int = 2000, *, signed: bool = True) -> bytes:
    """Something that looks like a signed PDF, of exactly ``size`` bytes, never the same twice."""
    head = b"%PDF-1.7\n" + (b"/ByteRange [0 1 2 3]\n" if signed else b"")
    tail = b"\n%%EOF\n"
    return head + os.urandom(size - len(head) - len(tail)).replace(b"/", b"-") + tail


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Counter:
    """One enrolled station; ``client`` may be changed when the gateway starts anew."""

    def __init__(self, client: httpx2.Client, code: str) -> None:
        self.client = client
        self.code = code
        self.key = Ed25519PrivateKey.generate()
        self.seq = 0
        self.previous = ""
        self.number = 0
        self.clock_error = 0
        self.me: Enrolled = self.enrol().raise_for_status().json()

    def enrol(self) -> httpx2.Response:
        body = {
            "code": self.code,
            "station_key": public_key_text(self.key.public_key()),
            "station_name": "Quầy số 1",
        }
        return self.client.post(ENROL, json=body)

    def ask(
        self, method: str, target: str, body: bytes = b"", headers: Json | None = None
    ) -> httpx2.Response:
        now = int(time.time()) + self.clock_error
        signature = sign_request(self.key, self.me["station_id"], now, method, target, body)
        return self.client.request(
            method, target, content=body, headers={HEADER: signature, **(headers or {})}
        )

    def manifest(self, *blobs: bytes, provisional: bool = False, **changes: Any) -> Json:
        """The body of a manifest whose one component has a paper per blob."""
        self.seq += 1
        self.number += 1
        clock = SystemClock().now()
        first = self.me["lease"]["first"]
        code = format_dossier_code(self.me["agency_code"], clock.date(), first + self.number - 1)
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
            "received_at": iso(clock),
            "due_at": iso(clock),
            "term": "Trong ngày",
            "copies": 1,
            "fee": 0,
            "return_method": "counter",
            "note": "",
            "components": [component()],
            "documents": [self.document(blob) for blob in blobs],
            "clock": {"device_time": iso(clock), "last_server_time": iso(clock)},
            "sealed_at": iso(clock),
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
            "signed_at": iso(SystemClock().now()),
            "confirmed_by": "cb01",
            "confirmed_at": iso(SystemClock().now()),
        }
        return {**line, **changes}

    def seal(self, body: Json) -> bytes:
        paper = seal(body, self.key)
        self.previous = sha256(paper)
        return paper

    def announce(self, paper: bytes, dossier_id: str) -> httpx2.Response:
        return self.ask("PUT", f"{DOSSIERS}/{dossier_id}", paper)

    def send_chunk(self, digest: str, offset: int, length: int, chunk: bytes) -> httpx2.Response:
        headers = {OFFSET_HEADER: str(offset), LENGTH_HEADER: str(length)}
        return self.ask("PATCH", f"{BLOBS}/{digest}", chunk, headers)

    def where(self, digest: str) -> httpx2.Response:
        return self.ask("HEAD", f"{BLOBS}/{digest}")

    def send_blob(self, blob: bytes, chunk: int = 65536) -> None:
        """From wherever the province says it is, to the end."""
        digest = sha256(blob)
        offset = int(self.where(digest).headers[OFFSET_HEADER])
        while offset < len(blob):
            part = blob[offset : offset + chunk]
            answer = self.send_chunk(digest, offset, len(blob), part)
            answer.raise_for_status()
            offset = answer.json()["offset"]

    def commit(self, dossier_id: str, paper: bytes) -> httpx2.Response:
        body = b'{"manifest_sha256": "%s"}' % sha256(paper).encode()
        return self.ask("POST", f"{DOSSIERS}/{dossier_id}/commit", body)

    def send_whole(self, *blobs: bytes, **changes: Any) -> tuple[str, bytes, bytes]:
        """Announce, upload, commit; gives the id, the manifest and the receipt."""
        body = self.manifest(*blobs, **changes)
        paper = self.seal(body)
        self.announce(paper, body["dossier_id"]).raise_for_status()
        for blob in blobs:
            self.send_blob(blob)
        answer = self.commit(body["dossier_id"], paper)
        assert answer.status_code == 201, answer.text
        return body["dossier_id"], paper, answer.content

    def preflight(self, *ids: str) -> Json:
        body = httpx2.Request("POST", "https://none", json={"ids": list(ids)}).content
        answer = self.ask("POST", "/v1/preflight", body)
        answer.raise_for_status()
        dossiers: Json = answer.json()["dossiers"]
        return dossiers

    def close_day(self, day: str, lines: Sequence[Json], **changes: Any) -> httpx2.Response:
        body = {
            "type": DAY_LIST,
            "station_id": self.me["station_id"],
            "day": day,
            "dossiers": list(lines),
            "sealed_at": iso(SystemClock().now()),
            **changes,
        }
        return self.ask("POST", DAY_CLOSE, seal(body, self.key))

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
