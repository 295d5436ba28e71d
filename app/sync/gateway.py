"""The province as the station sees it: one port, one HTTPS adapter.

Every call may be repeated at any time. Faults come as the classes of ``faults``; nothing else
of the HTTP library leaves this file.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import quote

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import BadInput
from app.i18n import t
from app.protocol import requests, wire
from app.protocol.messages import (
    Announced,
    Appended,
    Changes,
    Enrolled,
    EnrolRequest,
    Hello,
    Preflight,
)
from app.protocol.sealed import canonical
from app.protocol.shapes import misfit
from app.sync.faults import ForeignServer, ItemRefused, LineDown
from app.sync.judge import MissingBlobs, WrongOffset, json_object, judged

CONNECT_SECONDS = 10.0
ANSWER_MAX = 4 * 1024 * 1024


@dataclass
class Traffic:
    """HTTP bytes of this connection, above TLS: request and answer lines, headers, bodies."""

    sent: int = 0
    received: int = 0


class GatewayClient(Protocol):
    """What a sync pass needs of a province."""

    traffic: Traffic

    def hello(self) -> Hello: ...
    def preflight(self, ids: list[str]) -> Preflight: ...
    def announce(self, dossier_id: str, manifest: bytes) -> Announced: ...
    def append(self, sha256: str, offset: int, total: int, chunk: bytes) -> Appended: ...
    def commit(self, dossier_id: str, manifest_sha256: str) -> bytes: ...
    def changes(self, cursor: str) -> Changes: ...
    def close_day(self, day_list: bytes) -> bytes: ...


class HttpGateway:
    """The province over HTTPS/1.1 with its pinned certificate and signed requests."""

    def __init__(
        self,
        url: str,
        certificate_pem: str,
        station_id: str,
        key: Ed25519PrivateKey,
        *,
        no_progress: float = wire.NO_PROGRESS_SECONDS,
    ) -> None:
        try:
            context = pinned(certificate_pem)
        except (ssl.SSLError, ValueError) as error:
            raise BadInput(
                t("Chứng thư của tỉnh trong cài đặt của trạm không đọc được."),
                t("Đăng ký lại trạm: tram init --province URL --enrolment MÃ."),
            ) from error
        self._client = httpx2.Client(
            base_url=url,
            verify=context,
            trust_env=False,
            timeout=httpx2.Timeout(no_progress, connect=CONNECT_SECONDS),
        )
        self._station_id = station_id
        self._key = key
        # The province's time as seconds beyond the monotonic clock, which nobody sets back in
        # the middle of a pass.
        self._province_time = time.time() - time.monotonic()
        self.traffic = Traffic()

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> HttpGateway:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def hello(self) -> Hello:
        """Who is there, and what time it is there: later requests are signed with that time."""
        answer: Hello = self._json(Hello, "GET", wire.HELLO, signed=bool(self._station_id))
        try:
            theirs = datetime.fromisoformat(answer["server_time"])
            if theirs.tzinfo is None:
                raise ValueError("a time without its zone")
            self._province_time = theirs.timestamp() - time.monotonic()
        except (ValueError, OverflowError) as error:
            raise ForeignServer("hello without a time") from error
        return answer

    def enrol(self, request: EnrolRequest) -> Enrolled:
        body = canonical(request)
        answer: Enrolled = self._json(Enrolled, "POST", wire.ENROL, body=body, signed=False)
        return answer

    def preflight(self, ids: list[str]) -> Preflight:
        body = canonical({"ids": ids})
        answer: Preflight = self._json(Preflight, "POST", wire.PREFLIGHT, body=body)
        return answer

    def announce(self, dossier_id: str, manifest: bytes) -> Announced:
        path = f"{wire.DOSSIERS}/{quote(dossier_id)}"
        answer: Announced = self._json(Announced, "PUT", path, body=manifest, of_item=True)
        return answer

    def append(self, sha256: str, offset: int, total: int, chunk: bytes) -> Appended:
        headers = {wire.OFFSET_HEADER: str(offset), wire.LENGTH_HEADER: str(total)}
        path = f"{wire.BLOBS}/{sha256}"
        answer: Appended = self._json(
            Appended, "PATCH", path, body=chunk, headers=headers, of_item=True
        )
        return answer

    def commit(self, dossier_id: str, manifest_sha256: str) -> bytes:
        path = f"{wire.DOSSIERS}/{quote(dossier_id)}/commit"
        body = canonical({"manifest_sha256": manifest_sha256})
        return self._ask("POST", path, body=body, of_item=True)

    def changes(self, cursor: str) -> Changes:
        path = f"{wire.CHANGES}?cursor={quote(cursor, safe='')}"
        answer: Changes = self._json(Changes, "GET", path)
        return answer

    def close_day(self, day_list: bytes) -> bytes:
        return self._ask("POST", wire.DAY_CLOSE, body=day_list)

    def _json(self, shape: Any, method: str, target: str, **how: Any) -> Any:
        """The answer as an object of ``shape``; ``how`` as for ``_ask``."""
        answer = json_object(self._ask(method, target, **how))
        place = misfit(answer, shape)
        if place is not None:
            raise ForeignServer(f"{target} answered malformed at {place}")
        return answer

    def _ask(
        self,
        method: str,
        target: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        signed: bool = True,
        of_item: bool = False,
    ) -> bytes:
        """The body of a success. ``of_item``: a refusal is of one dossier, not of the pass."""
        sent = dict(headers or {})
        if signed:
            moment = int(time.monotonic() + self._province_time)
            sent[requests.HEADER] = requests.sign_request(
                self._key, self._station_id, moment, method, target, body
            )
        try:
            request = self._client.build_request(method, target, content=body, headers=sent)
            self.traffic.sent += _size(request.method, request.url.raw_path, request.headers, body)
            answer = self._client.send(request, stream=True)
            try:
                raw = _read(answer)
            finally:
                answer.close()
        except httpx2.HTTPError as error:
            raise _transport(error) from error
        except OSError as error:
            raise LineDown(type(error).__name__) from error
        self.traffic.received += _size("", b"", answer.headers, raw)
        try:
            return judged(answer.status_code, answer.headers, raw)
        except (ItemRefused, MissingBlobs, WrongOffset) as refusal:
            if of_item:
                raise
            raise ForeignServer(f"{target} refused: {refusal}") from refusal


_NO_CHECK_TIME = 0x200000
"""``X509_V_FLAG_NO_CHECK_TIME`` of OpenSSL, which ``ssl`` has no name for."""


def pinned(certificate_pem: str) -> ssl.SSLContext:
    """Trust this very certificate and no other, whoever issued it.

    Its dates are not asked for: trust comes from the pin, and a counter whose clock is years off
    must still reach the province.
    """
    context = ssl.create_default_context(cadata=certificate_pem)
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN | _NO_CHECK_TIME
    return context


def _transport(error: Exception) -> LineDown | ForeignServer:
    """A certificate that is not the pinned one is another server, all else a bad line."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return ForeignServer("the certificate is not the province's")
    return LineDown(type(error).__name__)


def _read(answer: httpx2.Response) -> bytes:
    parts, size = [], 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > ANSWER_MAX:
            raise ForeignServer("an answer without end")
        parts.append(part)
    return b"".join(parts)


def _size(method: str, path: bytes, headers: httpx2.Headers, body: bytes) -> int:
    lines = sum(len(name) + len(value) + 4 for name, value in headers.raw)
    return len(method) + len(path) + 12 + lines + 2 + len(body)
