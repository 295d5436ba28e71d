"""Frames: everything that happens to an encrypted file is noticed."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.cipher import (
    FRAME_BYTES,
    HEADER_BYTES,
    TAG_BYTES,
    DecryptingReader,
    Tampered,
    decrypt_stream,
    encrypt_stream,
    plain_size,
)

KEY = bytes(range(32))
SEALED = FRAME_BYTES + TAG_BYTES
SIZES = [0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES, 200_000]


def encrypted(plain: bytes, context: bytes = b"") -> bytes:
    out = io.BytesIO()
    assert encrypt_stream(io.BytesIO(plain), out, KEY, context) == len(plain)
    return out.getvalue()


def decrypted(sealed: bytes, key: bytes = KEY, context: bytes = b"") -> bytes:
    out = io.BytesIO()
    decrypt_stream(io.BytesIO(sealed), out, key, context)
    return out.getvalue()


@pytest.mark.parametrize("size", SIZES)
def test_comes_back_as_it_went_in(size: int) -> None:
    plain = secrets.token_bytes(size)
    sealed = encrypted(plain)
    assert decrypted(sealed) == plain
    assert plain_size(len(sealed)) == size


def test_reads_anywhere() -> None:
    plain = secrets.token_bytes(200_000)
    reader = io.BufferedReader(DecryptingReader(io.BytesIO(encrypted(plain)), KEY))
    for start, length in ((0, 10), (FRAME_BYTES - 5, 10), (199_990, 50), (200_000, 1), (5, 0)):
        reader.seek(start)
        assert reader.read(length) == plain[start : start + length]


def test_the_same_twice_looks_different() -> None:
    assert encrypted(b"a") != encrypted(b"a")


def test_a_source_that_gives_little_at_a_time() -> None:
    class Drip(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 0, 1000))

    plain = secrets.token_bytes(FRAME_BYTES + 7)
    out = io.BytesIO()
    encrypt_stream(Drip(plain), out, KEY)
    assert decrypted(out.getvalue()) == plain


def frame(sealed: bytes, number: int) -> bytes:
    return sealed[HEADER_BYTES + number * SEALED : HEADER_BYTES + (number + 1) * SEALED]


HARM: dict[str, Callable[[bytes], bytes]] = {
    "a byte less": lambda sealed: sealed[:-1],
    "a byte more": lambda sealed: sealed + b"\0",
    "the last frame gone": lambda sealed: sealed[: HEADER_BYTES + 2 * SEALED],
    "the first frame gone": lambda sealed: sealed[:HEADER_BYTES] + sealed[HEADER_BYTES + SEALED :],
    "two frames exchanged": lambda sealed: (
        sealed[:HEADER_BYTES] + frame(sealed, 1) + frame(sealed, 0) + frame(sealed, 2)
    ),
    "a frame twice": lambda sealed: sealed + frame(sealed, 2),
    "only the header": lambda sealed: sealed[:HEADER_BYTES],
    "half the header": lambda sealed: sealed[: HEADER_BYTES // 2],
    "nothing": lambda sealed: b"",
    "another version": lambda sealed: sealed[:7] + b"\x02" + sealed[8:],
    "another salt": lambda sealed: sealed[:8] + bytes(32) + sealed[40:],
    "something else": lambda sealed: b"%PDF-1.7\n" * 100,
}


@pytest.mark.parametrize("harm", HARM)
def test_harm_is_noticed(harm: str) -> None:
    sealed = encrypted(secrets.token_bytes(2 * FRAME_BYTES + 500))
    with pytest.raises(Tampered):
        decrypted(HARM[harm](sealed))


@given(st.data())
def test_any_flipped_bit_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(encrypted(b"x" * data.draw(st.integers(0, 300))))
    where = data.draw(st.integers(0, len(sealed) - 1))
    sealed[where] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Tampered):
        decrypted(bytes(sealed))


def test_wrong_key_and_wrong_context() -> None:
    sealed = encrypted(b"abc", b"one")
    with pytest.raises(Tampered):
        decrypted(sealed, bytes(32), b"one")
    with pytest.raises(Tampered):
        decrypted(sealed, KEY, b"other")
    assert decrypted(sealed, KEY, b"one") == b"abc"


def test_an_empty_file_is_verified_too() -> None:
    sealed = bytearray(encrypted(b""))
    sealed[-1] ^= 1
    with pytest.raises(Tampered):
        DecryptingReader(io.BytesIO(bytes(sealed)), KEY).read(1)
