"""Writing so that it is there after a power cut: flush, fsync, replace, fsync the folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.errors import CannotWrite
from app.i18n import t

TEMPORARY = ".tmp-"
"""Prefix of files that are not finished; whoever owns the folder may sweep them."""


def cannot_write(where: Path | str) -> CannotWrite:
    """The officer's sentence for a disk that refuses."""
    return CannotWrite(
        t("Không ghi được vào «{where}».", where=where),
        t("Kiểm tra dung lượng đĩa và quyền ghi, rồi thử lại. Dữ liệu đã lưu vẫn còn nguyên."),
    )


def sync_folder(folder: Path) -> None:
    """Make names in ``folder`` durable, where the system can (Windows cannot open folders)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and its parents durably, readable by this user only."""
    try:
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        for path in reversed(missing):
            path.mkdir(mode=0o700, exist_ok=True)
            sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(folder) from error
    if not folder.is_dir():
        raise cannot_write(folder)


@contextmanager
def written_whole(target: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of ``target`` only when the block ends well.

    It is fsynced before and the folder after; on any error nothing of it stays. ``OSError``
    becomes ``CannotWrite``. By its ``mode`` only this user may read the file.
    """
    temporary = target.with_name(f"{TEMPORARY}{secrets.token_hex(8)}")
    try:
        handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, mode)
        with os.fdopen(handle, "w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(target)
        sync_folder(target.parent)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise cannot_write(target) from error
        raise


def write_whole(target: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Write ``data`` as ``target``: all of it durably, or nothing (``CannotWrite``)."""
    with written_whole(target, mode=mode) as out:
        out.write(data)


def write_out(file: Path, data: bytes) -> None:
    """A result where somebody asked for it: its folder is made, others may read it as the
    system allows."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(file) from error
    write_whole(file, data, mode=0o666)


def sweep_folder(folder: Path) -> None:
    """Remove the unfinished files a crash left in ``folder``."""
    try:
        for file in folder.glob(f"{TEMPORARY}*"):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(folder) from error


_BINARY = getattr(os, "O_BINARY", 0)
