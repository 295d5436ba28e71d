"""Sealed papers: canonical JSON (RFC 8785) under an Ed25519 signature (RFC 8032).

A sealed paper is the canonical JSON of ``{"alg", "body", "key_id", "signature"}``; the
signature covers the canonical JSON of ``body`` with its type in front, so that a receipt can
never pass for a manifest.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

MANIFEST = "tram.manifest/1"
RECEIPT = "tram.receipt/1"
DAY_LIST = "tram.day-list/1"
DAY_CLOSE = "tram.day-close/1"
STATUS = "tram.status/1"

_ALG = "Ed25519"
_CONTEXT = b"tram sealed paper v1\n"


class SealBroken(Exception):
    """The paper is not a sealed one, was changed, or the key is not known."""


@dataclass(frozen=True)
class SealedPaper:
    """An opened paper: its body, who sealed it, and the bytes it came in."""

    body: dict[str, Any]
    key_id: str
    raw: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()


def canonical(value: Any) -> bytes:
    """RFC 8785 canonical JSON."""
    return rfc8785.dumps(value)


def key_id_of(key: Ed25519PublicKey) -> str:
    """The first 16 hex digits of the SHA-256 of the raw public key."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def public_key_text(key: Ed25519PublicKey) -> str:
    """The raw public key in base64, as enrolment carries it."""
    return base64.b64encode(key.public_bytes_raw()).decode()


def public_key_from_text(text: str) -> Ed25519PublicKey:
    """The key of ``public_key_text``. Raises ``SealBroken`` on anything else."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except (ValueError, binascii.Error) as error:
        raise SealBroken("not a public key") from error


def _signed_bytes(body: Mapping[str, Any]) -> bytes:
    return _CONTEXT + canonical(body)


def seal(body: Mapping[str, Any], key: Ed25519PrivateKey) -> bytes:
    """Seal ``body``, which must hold its ``type``; the bytes returned are the paper."""
    if not body.get("type"):
        raise ValueError("a sealed paper names its type")
    return canonical(
        {
            "alg": _ALG,
            "body": body,
            "key_id": key_id_of(key.public_key()),
            "signature": base64.b64encode(key.sign(_signed_bytes(body))).decode(),
        }
    )


def read_unverified(raw: bytes) -> SealedPaper:
    """Look into a paper without trusting it. Raises ``SealBroken`` if it is not one, or holds
    what canonical JSON cannot (NaN, numbers beyond 2^53, broken letters, bottomless nesting)."""
    try:
        envelope = json.loads(raw)
        body, key_id, alg = envelope["body"], envelope["key_id"], envelope["alg"]
        base64.b64decode(envelope["signature"], validate=True)
        canonical(envelope)
    except (
        *(ValueError, KeyError, TypeError, RecursionError),
        rfc8785.CanonicalizationError,
    ) as error:
        raise SealBroken("not a sealed paper") from error
    if not isinstance(body, dict) or not isinstance(key_id, str) or alg != _ALG:
        raise SealBroken("not a sealed paper")
    return SealedPaper(body, key_id, raw)


def open_sealed(raw: bytes, keys: Mapping[str, Ed25519PublicKey], kind: str) -> SealedPaper:
    """Verify a paper of type ``kind`` against known keys (by key id).

    Raises ``SealBroken`` when it is not canonical, of another type, sealed by a key we do not
    know, or changed after sealing.
    """
    paper = read_unverified(raw)
    if paper.body.get("type") != kind:
        raise SealBroken(f"expected {kind}, got {paper.body.get('type')}")
    key = keys.get(paper.key_id)
    if key is None:
        raise SealBroken(f"unknown key {paper.key_id}")
    envelope = json.loads(raw)
    if canonical(envelope) != raw:
        raise SealBroken("not canonical")
    try:
        key.verify(base64.b64decode(envelope["signature"]), _signed_bytes(paper.body))
    except InvalidSignature as error:
        raise SealBroken("the signature does not fit") from error
    return paper
