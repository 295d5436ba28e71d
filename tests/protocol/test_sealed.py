"""Sealed papers and signed requests: what was sealed opens, everything else does not."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.protocol.requests import parse_header, sign_request, verify_request
from app.protocol.sealed import (
    MANIFEST,
    RECEIPT,
    SealBroken,
    canonical,
    key_id_of,
    open_sealed,
    public_key_from_text,
    public_key_text,
    read_unverified,
    seal,
)

KEY = Ed25519PrivateKey.generate()
KEYS = {key_id_of(KEY.public_key()): KEY.public_key()}
BODY = {"type": MANIFEST, "name": "Nguyễn Thị Mẫu", "seq": 1, "none": None}


def test_what_was_sealed_opens() -> None:
    raw = seal(BODY, KEY)
    paper = open_sealed(raw, KEYS, MANIFEST)
    assert paper.body == BODY
    assert paper.raw == raw
    assert seal(BODY, KEY) == raw, "the same words give the same bytes"


def test_every_changed_byte_breaks_the_seal() -> None:
    raw = seal(BODY, KEY)
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1
        with pytest.raises(SealBroken):
            open_sealed(bytes(changed), KEYS, MANIFEST)


def test_another_kind_is_not_taken() -> None:
    with pytest.raises(SealBroken, match="expected"):
        open_sealed(seal(BODY, KEY), KEYS, RECEIPT)


def test_another_key_is_not_taken() -> None:
    with pytest.raises(SealBroken, match="unknown key"):
        open_sealed(seal(BODY, Ed25519PrivateKey.generate()), KEYS, MANIFEST)


def test_the_same_words_in_other_bytes_are_not_taken() -> None:
    spaced = json.dumps(json.loads(seal(BODY, KEY)), indent=1).encode()
    with pytest.raises(SealBroken, match="canonical"):
        open_sealed(spaced, KEYS, MANIFEST)


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"{}", b"[]", b"null", b"\xff\xfe", b"<html>", b"[" * 100_000),
        *(b'{"body": 1, "key_id": "x", "signature": "", "alg": "Ed25519"}',),
        *(b'{"body": {}, "key_id": "x", "signature": 7, "alg": "Ed25519"}',),
        *(b'{"body": {}, "key_id": "x", "signature": ""}',),
    ],
)
def test_what_is_no_sealed_paper(raw: bytes) -> None:
    with pytest.raises(SealBroken):
        read_unverified(raw)


def test_a_number_too_large_for_canonical_json_is_no_paper() -> None:
    raw = seal(BODY, KEY).replace(b'"seq":1', b'"seq":1' + b"0" * 30)
    with pytest.raises(SealBroken):
        open_sealed(raw, KEYS, MANIFEST)


def test_canonical_is_rfc_8785() -> None:
    value = {"b": 1.0, "a": "é", "\u20ac": [True, None]}
    assert canonical(value) == '{"a":"é","b":1,"€":[true,null]}'.encode()


def test_public_keys_travel_as_text() -> None:
    assert public_key_text(public_key_from_text(public_key_text(KEY.public_key()))) == (
        public_key_text(KEY.public_key())
    )
    with pytest.raises(SealBroken):
        public_key_from_text("not a key")


@pytest.mark.parametrize(
    ("method", "target", "body"),
    [("GET", "/v1/x", b""), ("PUT", "/v1/y", b""), ("PUT", "/v1/x", b"1")],
)
def test_a_signature_covers_method_target_and_body(method: str, target: str, body: bytes) -> None:
    header = parse_header(sign_request(KEY, "tram-1", 1_790_000_000, "PUT", "/v1/x", b""))
    assert header is not None
    assert verify_request(KEY.public_key(), header, "PUT", "/v1/x", b"")
    assert not verify_request(KEY.public_key(), header, method, target, body)


@pytest.mark.parametrize(
    "value",
    [
        "tram1 a " + "9" * 5000 + " AAAA",
        "",
        "tram1",
        "tram1 a b c",
        "tram2 a 1 AAAA",
        "tram1 a ١ AAAA",
        "tram1 a 1 *",
    ],
)
def test_what_is_no_header(value: str) -> None:
    assert parse_header(value) is None
