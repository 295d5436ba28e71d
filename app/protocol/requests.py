"""Signed requests: who asks, when, and for exactly what.

Neither uvicorn nor granian hands a client certificate to the application, so the station
signs each request with its own Ed25519 key. The time is the province's (learnt from hello),
so that a wrong clock at the counter does not stop the line.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

HEADER = "Tram-Request"
SCHEME = "tram1"

_UNIX_SECONDS = re.compile("[0-9]{1,12}")


@dataclass(frozen=True)
class RequestSignature:
    """The parsed header: ``tram1 <station id> <unix seconds> <base64 signature>``."""

    station_id: str
    unix_time: int
    signature: bytes


def _to_sign(station_id: str, unix_time: int, method: str, target: str, body: bytes) -> bytes:
    digest = hashlib.sha256(body).hexdigest()
    return f"{SCHEME}\n{station_id}\n{unix_time}\n{method.upper()}\n{target}\n{digest}".encode()


def sign_request(
    key: Ed25519PrivateKey, station_id: str, unix_time: int, method: str, target: str, body: bytes
) -> str:
    """The header value for one request. ``target`` is path and query as sent."""
    signature = key.sign(_to_sign(station_id, unix_time, method, target, body))
    return f"{SCHEME} {station_id} {unix_time} {base64.b64encode(signature).decode()}"


def parse_header(value: str) -> RequestSignature | None:
    """The parts of the header, or None where it is not ours."""
    parts = value.split(" ")
    if len(parts) != 4 or parts[0] != SCHEME or not _UNIX_SECONDS.fullmatch(parts[2]):
        return None
    try:
        signature = base64.b64decode(parts[3], validate=True)
    except (ValueError, binascii.Error):
        return None
    return RequestSignature(parts[1], int(parts[2]), signature)


def verify_request(
    key: Ed25519PublicKey, header: RequestSignature, method: str, target: str, body: bytes
) -> bool:
    """True when the station's key signed exactly this request at the header's time."""
    signed = _to_sign(header.station_id, header.unix_time, method, target, body)
    try:
        key.verify(header.signature, signed)
    except InvalidSignature:
        return False
    return True
