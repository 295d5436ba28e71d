"""Tesseract as a program beside this process, through pytesseract: where tesserocr is missing.

pytesseract hands the page over in the system's temporary folder and deletes it afterwards.
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import pytesseract
from PIL import Image

from app.document.frame import Pixels, Word
from app.document.tessdata import LANGUAGE, damaged_data
from app.document.tsv import words_from_tsv
from app.errors import Unavailable
from app.i18n import t

_SECONDS_FOR_A_PAGE = 120


class TesseractOutside:
    """A ``Recognizer``. Raises ``Unavailable`` where the program cannot be run."""

    name = "pytesseract"

    def __init__(self, data: Path) -> None:
        self._data = data
        try:
            pytesseract.get_tesseract_version()
        except (pytesseract.TesseractNotFoundError, SystemExit) as error:
            raise _not_installed() from error

    def read(self, grey: Pixels, dpi: float) -> list[Word]:
        try:
            table = pytesseract.image_to_data(
                Image.fromarray(grey),
                lang=LANGUAGE,
                config=f'--psm 3 --dpi {round(dpi)} --tessdata-dir "{self._data}"',
                timeout=_SECONDS_FOR_A_PAGE,
            )
        except pytesseract.TesseractNotFoundError as error:
            raise _not_installed() from error
        except RuntimeError as error:
            raise damaged_data(self._data) from error
        return words_from_tsv(table)


def _not_installed() -> Unavailable:
    return Unavailable(
        t("Máy này chưa cài chương trình nhận dạng chữ Tesseract."),
        t("Cài Tesseract 5 kèm dữ liệu tiếng Việt, rồi thử lại."),
    )
