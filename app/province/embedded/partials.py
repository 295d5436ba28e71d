"""Blobs on their way in: an encrypted record per chunk, until the whole can be verified.

    record    4 bytes length of what follows · 12 bytes nonce · AES-256-GCM of the chunk

Station, blob and offset are authenticated with each record, so that none can be moved.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.disk import cannot_write, make_folder, sync_folder

_LENGTH_BYTES = 4
_NONCE_BYTES = 12


class PartialLost(Exception):
    """The unfinished file is not what its row says: the blob must be sent again from 0."""


class PartialFiles:
    """Unfinished blobs under ``root/<station>/<sha256>``. One caller at a time per blob.

    The file counts up to the length its row in the database says; what a crash or a full disk
    left behind that is cut off by the next append.
    """

    def __init__(self, root: Path, key: bytes) -> None:
        self._root = root
        self._gcm = AESGCM(key)

    def append(self, station_id: str, sha256: str, end: int, offset: int, chunk: bytes) -> int:
        """Write ``chunk``, fsynced, behind the first ``end`` bytes of the file; the new end.

        ``offset`` is the chunk's place in the blob. Raises ``PartialLost`` where the file is
        shorter than ``end``, ``CannotWrite`` where the disk refuses.
        """
        file = self._file(station_id, sha256)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = nonce + self._gcm.encrypt(nonce, chunk, _bound(station_id, sha256, offset))
        record = len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed
        new = not file.exists()
        if new and end:
            raise PartialLost
        make_folder(file.parent)
        try:
            with file.open("xb" if new else "r+b") as out:
                _cut(out.fileno(), end)
                out.seek(end)
                out.write(record)
                out.flush()
                os.fsync(out.fileno())
            if new:
                sync_folder(file.parent)
        except OSError as error:
            raise cannot_write(file) from error
        return end + len(record)

    def chunks(self, station_id: str, sha256: str, end: int) -> Iterator[bytes]:
        """The chunks in the first ``end`` bytes, in order. Raises ``PartialLost``."""
        offset = 0
        try:
            with self._file(station_id, sha256).open("rb") as source:
                while source.tell() < end:
                    length = int.from_bytes(source.read(_LENGTH_BYTES), "big")
                    nonce = source.read(_NONCE_BYTES)
                    sealed = source.read(max(0, length - _NONCE_BYTES))
                    chunk = self._gcm.decrypt(nonce, sealed, _bound(station_id, sha256, offset))
                    offset += len(chunk)
                    yield chunk
        except (FileNotFoundError, InvalidTag, ValueError) as error:
            raise PartialLost from error

    def all(self) -> list[tuple[str, str]]:
        """Station and digest of every file here."""
        return [(file.parent.name, file.name) for file in self._root.glob("*/*")]

    def discard(self, station_id: str, sha256: str) -> None:
        """Forget the unfinished blob."""
        with suppress(OSError):
            self._file(station_id, sha256).unlink(missing_ok=True)

    def _file(self, station_id: str, sha256: str) -> Path:
        return self._root / station_id / sha256


def _bound(station_id: str, sha256: str, offset: int) -> bytes:
    return f"tram partial 1\n{station_id}\n{sha256}\n{offset}".encode()


def _cut(handle: int, end: int) -> None:
    if os.fstat(handle).st_size < end:
        raise PartialLost
    os.ftruncate(handle, end)
