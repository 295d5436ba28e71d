"""Writing a file where the officer wants it."""

from __future__ import annotations

from pathlib import Path

from app.errors import CannotWrite
from app.i18n import t


def save_bytes(path: Path, data: bytes) -> None:
    """``CannotWrite`` where the place does not take it."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise CannotWrite(
            t("Không ghi được tệp «{file}».", file=path),
            t("Chọn chỗ khác, hoặc kiểm tra dung lượng và quyền ghi."),
        ) from error
