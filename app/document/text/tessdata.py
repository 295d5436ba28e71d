"""Where Tesseract's Vietnamese data lies on this machine."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from app.errors import Unavailable
from app.i18n import t
from app.paths import RESOURCES

LANGUAGE = "vie"


def vietnamese_data(folders: Iterable[Path] | None = None) -> Path:
    """The first of ``folders`` (None: the usual ones of this system) with ``vie.traineddata``.

    ``Unavailable`` where none has it.
    """
    for folder in _usual_folders() if folders is None else folders:
        if (folder / f"{LANGUAGE}.traineddata").is_file():
            return folder
    raise Unavailable(
        t("Máy này chưa có dữ liệu nhận dạng chữ tiếng Việt."),
        t("Cài gói tesseract-ocr-vie (Windows: chọn «Vietnamese» khi cài Tesseract)."),
    )


@cache
def data_version(data: Path) -> str:
    """Eight hexadecimal digits that tell one edition of the data in folder ``data`` from another;
    none where it cannot be read."""
    try:
        return hashlib.sha256((data / f"{LANGUAGE}.traineddata").read_bytes()).hexdigest()[:8]
    except OSError:
        return ""


def damaged_data(data: Path) -> Unavailable:
    """The engine does not start although its data is there."""
    return Unavailable(
        t(
            "Không khởi động được bộ nhận dạng chữ tiếng Việt với dữ liệu ở «{folder}».",
            folder=data,
        ),
        t("Cài lại gói tesseract-ocr-vie rồi thử lại."),
    )


def _usual_folders() -> list[Path]:
    named = os.environ.get("TESSDATA_PREFIX")
    debian = sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True)
    windows = os.environ.get("PROGRAMFILES")
    return [
        *([Path(named)] if named else []),
        RESOURCES / "tessdata",
        *debian,
        Path("/usr/share/tessdata"),
        *([Path(windows) / "Tesseract-OCR" / "tessdata"] if windows else []),
    ]
