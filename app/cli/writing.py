"""Writing a result file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from app.errors import CannotWrite
from app.i18n import t


def write_out(file: Path, data: bytes) -> None:
    """Write through a temporary neighbour. ``CannotWrite`` where the disk refuses."""
    temporary = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise CannotWrite(
            t("Không ghi được tệp «{file}».", file=file),
            t("Kiểm tra đường dẫn, dung lượng đĩa và quyền ghi."),
        ) from error
