"""What an answer means: the body of a success, or the fault that a refusal is."""

from __future__ import annotations

import json
from typing import Any

import httpx2

from app.protocol import wire
from app.sync.faults import (
    AuthRefused,
    ClockWrong,
    ForeignServer,
    ItemRefused,
    LineDown,
    Throttled,
)


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


def json_object(raw: bytes) -> dict[str, Any] | None:
    """The JSON object in ``raw``, or None where there is none."""
    try:
        answer = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def judged(status: int, headers: httpx2.Headers, raw: bytes) -> bytes:
    """The body of a success; every other answer becomes its fault."""
    if headers.get(wire.API_HEADER) != wire.API_VERSION:
        raise ForeignServer(f"status {status} without the API header")
    if status in (200, 201):
        return raw
    problem = json_object(raw)
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
