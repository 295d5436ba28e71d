"""Tesseract as a program beside this process, found by pytesseract: where tesserocr is missing.

The page goes in and its words come out through pipes: pytesseract's own calls would leave a
citizen's page in the system's temporary folder, and could not be stopped half-way.
"""

from __future__ import annotations

import logging
import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

from pytesseract import pytesseract

from app.document.frame import Pixels, Word
from app.document.text.recognize import SECONDS_FOR_A_PAGE, going_on
from app.document.text.tessdata import LANGUAGE, damaged_data, data_version
from app.document.text.tsv import words_from_tsv
from app.errors import Unavailable
from app.i18n import t

log = logging.getLogger(__name__)

_LOOK_EVERY = 0.05


class TesseractOutside:
    """A ``Recognizer``. Raises ``Unavailable`` where the program cannot be run."""

    name = "pytesseract"

    def __init__(self, data: Path) -> None:
        self._data = data
        try:
            self._engine = str(pytesseract.get_tesseract_version())
        except (pytesseract.TesseractNotFoundError, SystemExit) as error:
            raise _not_installed() from error

    @property
    def version(self) -> str:
        return f"tesseract {self._engine} {LANGUAGE} {data_version(self._data)}"

    def read(
        self,
        grey: Pixels,
        dpi: float,
        check_cancelled: Callable[[], None] = going_on,
        *,
        one_block: bool = False,
    ) -> list[Word]:
        check_cancelled()
        height, width = grey.shape
        page = b"P5 %d %d 255\n" % (width, height) + grey.tobytes()
        with self._started(dpi, "6" if one_block else "3") as program:
            try:
                table = _answer(program, page, check_cancelled)
            finally:
                program.kill()
        if table is not None and program.returncode:
            raise damaged_data(self._data)
        return words_from_tsv((table or b"").decode("utf-8", "replace"))

    def _started(self, dpi: float, layout: str) -> subprocess.Popen[bytes]:
        settings = ["-l", LANGUAGE, "--psm", layout, "--dpi", str(round(dpi))]
        where = ["--tessdata-dir", str(self._data)]
        command = [pytesseract.tesseract_cmd, "stdin", "stdout", *settings, *where, "tsv"]
        try:
            return subprocess.Popen(command, **pytesseract.subprocess_args())
        except OSError as error:
            raise _not_installed() from error


def _answer(
    program: subprocess.Popen[bytes], page: bytes, check_cancelled: Callable[[], None]
) -> bytes | None:
    """What the program prints about ``page``; None where it takes too long.

    It takes the whole page before it prints a word, so handing it over cannot lock up.
    """
    end = time.monotonic() + SECONDS_FOR_A_PAGE
    assert program.stdin is not None
    with suppress(BrokenPipeError):  # it is gone already; its return code says so
        program.stdin.write(page)
    while time.monotonic() < end:
        try:
            return program.communicate(timeout=_LOOK_EVERY)[0]
        except subprocess.TimeoutExpired:
            check_cancelled()
    log.warning("a page was not read within %s s", SECONDS_FOR_A_PAGE)
    return None


def _not_installed() -> Unavailable:
    return Unavailable(
        t("Máy này chưa cài chương trình nhận dạng chữ Tesseract."),
        t("Cài Tesseract 5 kèm dữ liệu tiếng Việt, rồi thử lại."),
    )
