"""SQLite's errors in the officer's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.disk import cannot_write
from app.errors import AppError, BadInput, NotAllowed, TryLater
from app.i18n import t
from app.store.sqlcipher import dbapi2

SEALED = "tram: sealed"
"""Start of the message of every trigger that guards what may not change any more."""

_CANNOT_WRITE = (
    "database or disk is full",
    "disk i/o error",
    "readonly database",
    "unable to open database file",
)
_DAMAGED = ("file is not a database", "malformed")


class SealedForGood(NotAllowed):
    """The row belongs to a sealed dossier, or to a register that is only ever added to."""

    def __init__(self) -> None:
        super().__init__(
            t("Hồ sơ đã niêm phong nên không sửa được nữa."),
            t("Ghi bổ sung hoặc đính chính bằng một lần tiếp nhận mới."),
        )


def damaged(file: Path) -> BadInput:
    """The officer's sentence for a file that is no database under this key."""
    return BadInput(
        t("Không mở được cơ sở dữ liệu «{file}»: sai khóa hoặc tệp bị hỏng.", file=file),
        t("Khôi phục thư mục của trạm từ bản sao lưu gần nhất."),
    )


@contextmanager
def spoken(file: Path) -> Iterator[None]:
    """Turn what SQLite says about ``file`` into ``AppError``; what is our bug stays as it is."""
    try:
        yield
    except dbapi2.Error as error:
        known = _known(error, file)
        if known is None:
            raise
        raise known from error


def _known(error: Exception, file: Path) -> AppError | None:
    message = str(error).lower()
    if message.startswith(SEALED):
        return SealedForGood()
    if any(text in message for text in _CANNOT_WRITE):
        return cannot_write(file)
    if any(text in message for text in _DAMAGED):
        return damaged(file)
    if "locked" in message or "busy" in message:
        return TryLater(
            t("Cơ sở dữ liệu đang bận."),
            t("Đợi một lát rồi làm lại; chưa có gì bị mất."),
        )
    return None
