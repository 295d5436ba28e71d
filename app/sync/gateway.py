"""The province as the station sees it: one port, one HTTPS adapter.

Every call may be repeated at any time. Faults come as the classes of ``faults``; nothing else
of the HTTP library leaves this file.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast
from urllib.parse import quote

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

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
from app.sync.faults import (
    AuthRefused,
    ClockWrong,
    ForeignServer,
    ItemRefused,
    LineDown,
    Throttled,
)

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


class WrongOffset(Exception):
    """The province holds another number of bytes of a blob: go on from there."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class MissingBlobs(Exception):
    """The province lacks blobs it was thought to have: upload them, then commit again."""


_GONE_THERE = {
    wire.Refusal.MISSING_BLOBS,
    wire.Refusal.WRONG_HASH,
    wire.Refusal.UNKNOWN_BLOB,
    wire.Refusal.UNKNOWN_DOSSIER,
}
"""The province lacks what it was thought to have (it may come from an older backup): announce
and upload again."""


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
        context = pinned(certificate_pem)
        self._client = httpx2.Client(
            base_url=url,
            verify=context,
            trust_env=False,
            timeout=httpx2.Timeout(no_progress, connect=CONNECT_SECONDS),
        )
        self._station_id = station_id
        self._key = key
        self._clock_offset = 0.0
        self.traffic = Traffic()

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> HttpGateway:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def hello(self) -> Hello:
        """Who is there, and what time it is there: later requests are signed with that time."""
        answer = cast(Hello, self._json("GET", wire.HELLO, signed=bool(self._station_id)))
        try:
            theirs = datetime.fromisoformat(answer["server_time"]).timestamp()
        except (KeyError, TypeError, ValueError) as error:
            raise ForeignServer("hello without a time") from error
        self._clock_offset = theirs - time.time()
        return answer

    def enrol(self, request: EnrolRequest) -> Enrolled:
        body = canonical(request)
        return cast(Enrolled, self._json("POST", wire.ENROL, body=body, signed=False))

    def preflight(self, ids: list[str]) -> Preflight:
        return cast(Preflight, self._json("POST", wire.PREFLIGHT, body=canonical({"ids": ids})))

    def announce(self, dossier_id: str, manifest: bytes) -> Announced:
        path = f"{wire.DOSSIERS}/{quote(dossier_id)}"
        return cast(Announced, self._json("PUT", path, body=manifest))

    def append(self, sha256: str, offset: int, total: int, chunk: bytes) -> Appended:
        headers = {wire.OFFSET_HEADER: str(offset), wire.LENGTH_HEADER: str(total)}
        path = f"{wire.BLOBS}/{sha256}"
        return cast(Appended, self._json("PATCH", path, body=chunk, headers=headers))

    def commit(self, dossier_id: str, manifest_sha256: str) -> bytes:
        path = f"{wire.DOSSIERS}/{quote(dossier_id)}/commit"
        return self._ask("POST", path, body=canonical({"manifest_sha256": manifest_sha256}))

    def changes(self, cursor: str) -> Changes:
        return cast(Changes, self._json("GET", f"{wire.CHANGES}?cursor={quote(cursor, safe='')}"))

    def close_day(self, day_list: bytes) -> bytes:
        return self._ask("POST", wire.DAY_CLOSE, body=day_list)

    def _json(
        self,
        method: str,
        target: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        signed: bool = True,
    ) -> dict[str, Any]:
        raw = self._ask(method, target, body=body, headers=headers, signed=signed)
        answer = _object(raw)
        if answer is None:
            raise ForeignServer("the answer is not a JSON object")
        return answer

    def _ask(
        self,
        method: str,
        target: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        signed: bool = True,
    ) -> bytes:
        sent = dict(headers or {})
        if signed:
            moment = int(time.time() + self._clock_offset)
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
        return _judge(answer.status_code, answer.headers, raw)


def pinned(certificate_pem: str) -> ssl.SSLContext:
    """Trust this very certificate and no other, whoever issued it."""
    context = ssl.create_default_context(cadata=certificate_pem)
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
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


def _object(raw: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _judge(status: int, headers: httpx2.Headers, raw: bytes) -> bytes:
    """The body of a success; every other answer becomes its fault."""
    if headers.get(wire.API_HEADER) != wire.API_VERSION:
        raise ForeignServer(f"status {status} without the API header")
    if status in (200, 201):
        return raw
    problem = _object(raw)
    if problem is None:
        raise LineDown(f"status {status} without a reason")
    code = str(problem.get("code", ""))
    if code == wire.Refusal.CLOCK:
        raise ClockWrong(str(problem.get("server_time", "")))
    if status in (401, 403):
        raise AuthRefused(code)
    if status == 429 or code in (wire.Refusal.THROTTLED, wire.Refusal.BUSY):
        raise Throttled(_seconds(headers.get("Retry-After", "")))
    if status >= 500:
        raise LineDown(f"status {status} {code}")
    if code == wire.Refusal.WRONG_OFFSET:
        raise WrongOffset(_whole(problem.get("offset")))
    if code in _GONE_THERE:
        raise MissingBlobs(code)
    raise ItemRefused(code, str(problem.get("message", "")), str(problem.get("field", "")))


def _seconds(text: str) -> float:
    return min(float(text), 3600.0) if text.isascii() and text.isdigit() else 5.0


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ForeignServer("an offset that is no number")
