"""Files by the SHA-256 of what they hold, encrypted, each written whole or not at all."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.disk import cannot_write, make_folder, sweep_folder, sync_folder, written_whole
from app.errors import BadInput
from app.i18n import t
from app.store.cipher import DecryptingReader, Readable, Tampered, encrypt_stream, plain_size
from app.store.lock import opened_to_look

_SHA256 = re.compile(r"[0-9a-f]{64}")
_READ_BYTES = 1024 * 1024


class ObjectMissing(BadInput):
    """No object of that name is kept here."""

    def __init__(self, sha256: str) -> None:
        super().__init__(
            t("Không tìm thấy tệp «{name}» trong kho của trạm.", name=sha256[:16]),
            t("Khôi phục tệp từ bản sao lưu, hoặc quét lại giấy tờ đó."),
        )


class Objects:
    """Content-addressed encrypted files under ``root``: ``ab/abcdef…``.

    The name is the hex SHA-256 of the plaintext and is bound into the encryption, so that one
    object cannot stand in for another. One writer at a time owns ``root``; many may read.
    Everything that writes raises ``CannotWrite`` when the disk refuses, and ``NotAllowed`` when
    it was opened read-only.
    """

    def __init__(self, root: Path, key: bytes, *, read_only: bool = False) -> None:
        self.root = root
        self.read_only = read_only
        self._key = key

    def path(self, sha256: str) -> Path:
        """Where the object lies or would lie. Raises ``ObjectMissing`` for what is no digest."""
        if not _SHA256.fullmatch(sha256):
            raise ObjectMissing(sha256)
        return self.root / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep ``data`` durably; gives its digest. The same data again changes nothing."""
        digest = hashlib.sha256(data).hexdigest()
        self._write(digest, io.BytesIO(data))
        return digest

    def put_file(self, file: Path) -> str:
        """Keep the content of ``file`` durably without holding it in memory."""
        try:
            with file.open("rb") as source:
                digest = hashlib.file_digest(source, "sha256").hexdigest()
                source.seek(0)
                self._write(digest, source)
        except OSError as error:
            raise BadInput(
                t("Không đọc được tệp «{file}».", file=file),
                t("Kiểm tra tệp còn ở đó và mở được, rồi thử lại."),
            ) from error
        return digest

    def _write(self, digest: str, source: Readable) -> None:
        self._require_writable()
        target = self.path(digest)
        if target.exists() and self.verify(digest):
            # Another thread may have renamed it a moment ago and not have synced the name yet.
            self._sync(target.parent)
            return
        make_folder(target.parent)
        hashed = _Hashing(source)
        with written_whole(target) as out:
            encrypt_stream(hashed, out, self._key, digest.encode())
            if hashed.hexdigest() != digest:
                raise BadInput(
                    t("Tệp bị thay đổi trong lúc đang được lưu."),
                    t("Đợi tệp được ghi xong rồi thêm lại."),
                )

    def _require_writable(self) -> None:
        if self.read_only:
            raise opened_to_look()

    @staticmethod
    def _sync(folder: Path) -> None:
        try:
            sync_folder(folder)
        except OSError as error:
            raise cannot_write(folder) from error

    def open(self, sha256: str) -> BinaryIO:
        """A seekable stream of the plaintext; every 64 KiB frame is verified as it is read."""
        try:
            source = self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise ObjectMissing(sha256) from error
        except OSError as error:
            raise Tampered(str(error)) from error
        try:
            return io.BufferedReader(DecryptingReader(source, self._key, sha256.encode()))
        except Tampered:
            source.close()
            raise

    def read(self, sha256: str) -> bytes:
        """The whole plaintext. Raises ``ObjectMissing`` or ``Tampered``."""
        with self.open(sha256) as stream:
            return stream.read()

    def read_range(self, sha256: str, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes from ``offset``: less only at the end of the object."""
        with self.open(sha256) as stream:
            stream.seek(offset)
            return stream.read(length)

    def has(self, sha256: str) -> bool:
        """True when an object of that name is there; ``verify`` says whether it is whole."""
        return self.path(sha256).is_file()

    def size(self, sha256: str) -> int:
        """Bytes of plaintext."""
        try:
            return plain_size(self.path(sha256).stat().st_size)
        except FileNotFoundError as error:
            raise ObjectMissing(sha256) from error

    def verify(self, sha256: str) -> bool:
        """True when the object is there, opens, and its plaintext has this digest."""
        try:
            with self.open(sha256) as stream:
                digest = hashlib.sha256()
                while part := stream.read(_READ_BYTES):
                    digest.update(part)
        except (Tampered, ObjectMissing):
            return False
        return digest.hexdigest() == sha256

    def delete(self, sha256: str) -> None:
        """Forget the object; nothing happens when it is not there."""
        self._require_writable()
        target = self.path(sha256)
        try:
            target.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(target) from error

    def all(self) -> Iterator[str]:
        """The digests of all objects, in order."""
        for file in sorted(self.root.glob("??/*")):
            if _SHA256.fullmatch(file.name):
                yield file.name

    def sweep(self) -> None:
        """Remove what a crash left half-written. Only the one writer of ``root`` may call it,
        before it writes anything."""
        for folder in self.root.glob("??"):
            sweep_folder(folder)


class _Hashing:
    """Passes reads through and digests what went by."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._digest = hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        part = self._source.read(size)
        self._digest.update(part)
        return part

    def hexdigest(self) -> str:
        return self._digest.hexdigest()
