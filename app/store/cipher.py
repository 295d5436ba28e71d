"""Files at rest: AES-256-GCM in the STREAM construction, 64 KiB frames.

    header   magic and version (8 bytes) · salt (32 bytes)
    frame    up to 65 536 bytes of plaintext, then its 16-byte tag

Each file has its own key: HKDF-SHA256 of the store's key and the random salt. A frame's nonce
is its number (11 bytes, big endian) and 1 for the last frame, else 0; header and ``context``
are authenticated with every frame. So a frame that was changed, moved, left out, added or
taken from another file does not open (Hoang, Reyhanitabar, Rogaway, Vizár: *Online
Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance*, CRYPTO 2015).
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import BadInput
from app.i18n import t

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"TRAMENC\x01"
SALT_BYTES = 32
HEADER_BYTES = len(MAGIC) + SALT_BYTES
FRAME_BYTES = 64 * 1024
TAG_BYTES = 16
_SEALED_FRAME = FRAME_BYTES + TAG_BYTES


class Readable(Protocol):
    """Anything that gives up to ``size`` bytes, and none at its end."""

    def read(self, size: int, /) -> bytes: ...


class Tampered(BadInput):
    """The encrypted file is not as it was written, or the key is another."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            t("Một tệp đã lưu bị hỏng hoặc bị sửa ({detail}).", detail=detail),
            t("Khôi phục tệp từ bản sao lưu, hoặc quét lại giấy tờ đó."),
        )


class _Frames:
    """Seals and opens the frames of one file."""

    def __init__(self, key: bytes, header: bytes, context: bytes) -> None:
        derive = HKDF(hashes.SHA256(), 32, salt=header[len(MAGIC) :], info=b"tram file frames 1")
        self._gcm = AESGCM(derive.derive(key))
        self._authenticated = header + context

    @staticmethod
    def _nonce(number: int, last: bool) -> bytes:
        return number.to_bytes(11, "big") + bytes([last])

    def seal(self, plain: bytes, number: int, last: bool) -> bytes:
        return self._gcm.encrypt(self._nonce(number, last), plain, self._authenticated)

    def open(self, sealed: bytes, number: int, last: bool) -> bytes:
        try:
            return self._gcm.decrypt(self._nonce(number, last), sealed, self._authenticated)
        except InvalidTag as error:
            raise Tampered(f"frame {number}") from error


def plain_size(encrypted_bytes: int) -> int:
    """Bytes of plaintext in an encrypted file of that size. Raises ``Tampered`` if none fits."""
    body = encrypted_bytes - HEADER_BYTES
    frames = -(-body // _SEALED_FRAME)
    plain = body - frames * TAG_BYTES
    if frames < 1 or plain < (frames - 1) * FRAME_BYTES:
        raise Tampered(f"{encrypted_bytes} bytes")
    return plain


def encrypt_stream(source: Readable, target: BinaryIO, key: bytes, context: bytes = b"") -> int:
    """Encrypt all of ``source`` into ``target``; gives the bytes of plaintext.

    ``key`` has 32 bytes; ``context`` must be said again to decrypt.
    """
    header = MAGIC + secrets.token_bytes(SALT_BYTES)
    frames = _Frames(key, header, context)
    target.write(header)
    total = number = 0
    plain = _read_frame(source)
    while True:
        following = _read_frame(source) if len(plain) == FRAME_BYTES else b""
        target.write(frames.seal(plain, number, last=not following))
        total += len(plain)
        if not following:
            return total
        plain, number = following, number + 1


def _read_frame(source: Readable) -> bytes:
    """A whole frame, or what is left: raw streams may give less than they are asked for."""
    parts: list[bytes] = []
    wanted = FRAME_BYTES
    while wanted and (part := source.read(wanted)):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


def decrypt_stream(source: BinaryIO, target: BinaryIO, key: bytes, context: bytes = b"") -> int:
    """Decrypt a seekable ``source`` into ``target``; gives the bytes of plaintext.

    Frames are written as they prove true. On ``Tampered`` the caller throws ``target`` away.
    """
    total = 0
    for plain in DecryptingReader(source, key, context).frames():
        target.write(plain)
        total += len(plain)
    return total


class DecryptingReader(io.RawIOBase):
    """A seekable view of the plaintext; each frame is verified before a byte of it is given.

    Closing it closes ``source``.
    """

    def __init__(self, source: BinaryIO, key: bytes, context: bytes = b"") -> None:
        super().__init__()
        self._source = source
        self.size = plain_size(source.seek(0, io.SEEK_END))
        source.seek(0)
        header = source.read(HEADER_BYTES)
        if header[: len(MAGIC)] != MAGIC:
            raise Tampered("header")
        self._frames = _Frames(key, header, context)
        self._last = max(0, (self.size - 1) // FRAME_BYTES)
        self._position = 0
        self._held: tuple[int, bytes] | None = None

    def frames(self) -> Iterator[bytes]:
        """All frames in order: the whole file is verified when it ends."""
        for number in range(self._last + 1):
            yield self._frame(number)

    def _frame(self, number: int) -> bytes:
        if self._held is None or self._held[0] != number:
            try:
                self._source.seek(HEADER_BYTES + number * _SEALED_FRAME)
                sealed = self._source.read(_SEALED_FRAME)
            except OSError as error:
                raise Tampered(str(error)) from error
            self._held = number, self._frames.open(sealed, number, last=number == self._last)
        return self._held[1]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        if self._position >= self.size:
            if self.size == 0:
                self._frame(0)
            return 0
        number, within = divmod(self._position, FRAME_BYTES)
        given = self._frame(number)[within : within + len(room)]
        room[: len(given)] = given
        self._position += len(given)
        return len(given)

    def close(self) -> None:
        self._source.close()
        super().close()
