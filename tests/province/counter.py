"""A desk that speaks the wire over real HTTP."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

import httpx2

from app.protocol.requests import HEADER, sign_request
from app.protocol.wire import (
    BLOBS,
    DAY_CLOSE,
    DOSSIERS,
    ENROL,
    LENGTH_HEADER,
    OFFSET_HEADER,
    PREFLIGHT,
)
from tests.province.desk import Desk, Json, sha256


class Counter(Desk):
    """One enrolled station; ``client`` may be changed when the gateway starts anew."""

    def __init__(self, client: httpx2.Client, code: str) -> None:
        super().__init__()
        self.client = client
        self.code = code
        self.clock_error = 0
        self.me = self.enrol().raise_for_status().json()

    def enrol(self) -> httpx2.Response:
        return self.client.post(ENROL, json=self.enrolment(self.code))

    def ask(
        self, method: str, target: str, body: bytes = b"", headers: Json | None = None
    ) -> httpx2.Response:
        now = int(time.time()) + self.clock_error
        signature = sign_request(self.key, self.me["station_id"], now, method, target, body)
        return self.client.request(
            method, target, content=body, headers={HEADER: signature, **(headers or {})}
        )

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
        answer = self.ask("POST", PREFLIGHT, json.dumps({"ids": list(ids)}).encode())
        answer.raise_for_status()
        dossiers: Json = answer.json()["dossiers"]
        return dossiers

    def close_day(self, day: str, lines: Sequence[Json], **changes: Any) -> httpx2.Response:
        return self.ask("POST", DAY_CLOSE, self.day_list(day, lines, **changes))
