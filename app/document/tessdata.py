"""Where Tesseract's Vietnamese data lies on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from app.errors import Unavailable
from app.i18n import t
from app.paths import RESOURCES

LANGUAGE = "vie"


def vietnamese_data() -> Path:
    """The folder that holds ``vie.traineddata``; ``Unavailable`` where none does."""
    for folder in _folders():
        if (folder / f"{LANGUAGE}.traineddata").is_file():
            return folder
    raise Unavailable(
        t("Máy này chưa có dữ liệu nhận dạng chữ tiếng Việt."),
        t("Cài gói tesseract-ocr-vie (Windows: chọn «Vietnamese» khi cài Tesseract)."),
    )


def _folders() -> list[Path]:
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
