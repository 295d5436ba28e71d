"""Tesseract in this process, through tesserocr: the fast way to read a page."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

# Must be set before the library is loaded: its own threads make two workers 5 times slower.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import tesserocr

from app.document.frame import Pixels, Word
from app.document.text.recognize import SECONDS_FOR_A_PAGE, going_on
from app.document.text.tessdata import LANGUAGE, damaged_data, data_version
from app.document.text.tsv import words_from_tsv

log = logging.getLogger(__name__)


class TesseractInside:
    """A ``Recognizer``. An engine serves one thread at a time; idle ones are kept for the next.

    The interpreter lock is free while a page is read. Cancelling is looked at before a page and
    between finding its lines (a quarter of the work) and reading them; the library has no way
    out of a line.
    """

    name = "tesserocr"

    def __init__(self, data: Path) -> None:
        self._data = data
        self._idle: SimpleQueue[tesserocr.PyTessBaseAPI] = SimpleQueue()

    @property
    def version(self) -> str:
        engine = tesserocr.tesseract_version().split("\n")[0].removeprefix("tesseract").strip()
        return f"tesseract {engine} {LANGUAGE} {data_version(self._data)}"

    def read(
        self,
        grey: Pixels,
        dpi: float,
        check_cancelled: Callable[[], None] = going_on,
        *,
        one_block: bool = False,
    ) -> list[Word]:
        height, width = grey.shape
        check_cancelled()
        with self._engine() as engine:
            engine.SetImageBytes(grey.tobytes(), width, height, 1, width)
            engine.SetSourceResolution(round(dpi))
            engine.SetPageSegMode(tesserocr.PSM.SINGLE_BLOCK if one_block else tesserocr.PSM.AUTO)
            if engine.AnalyseLayout() is None:
                return []
            check_cancelled()
            if not engine.Recognize(SECONDS_FOR_A_PAGE * 1000):
                log.warning("a page was not read within %s s", SECONDS_FOR_A_PAGE)
                return []
            return words_from_tsv(engine.GetTSVText(0))

    @contextmanager
    def _engine(self) -> Iterator[tesserocr.PyTessBaseAPI]:
        try:
            engine = self._idle.get_nowait()
        except Empty:
            engine = self._started()
        try:
            yield engine
        finally:
            engine.Clear()
            self._idle.put(engine)

    def _started(self) -> tesserocr.PyTessBaseAPI:
        try:
            return tesserocr.PyTessBaseAPI(path=str(self._data), lang=LANGUAGE)
        except RuntimeError as error:
            raise damaged_data(self._data) from error
