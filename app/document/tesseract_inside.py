"""Tesseract in this process, through tesserocr: the fast way to read a page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

# Must be set before the library is loaded: its own threads make two workers 5 times slower.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import tesserocr

from app.document.frame import Pixels, Word
from app.document.tessdata import LANGUAGE, damaged_data
from app.document.tsv import words_from_tsv


class TesseractInside:
    """A ``Recognizer``. An engine serves one thread at a time; idle ones are kept for the next.

    The interpreter lock is free while a page is read.
    """

    name = "tesserocr"

    def __init__(self, data: Path) -> None:
        self._data = data
        self._idle: SimpleQueue[tesserocr.PyTessBaseAPI] = SimpleQueue()

    def read(self, grey: Pixels, dpi: float) -> list[Word]:
        height, width = grey.shape
        with self._engine() as engine:
            engine.SetImageBytes(grey.tobytes(), width, height, 1, width)
            engine.SetSourceResolution(round(dpi))
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
            return tesserocr.PyTessBaseAPI(
                path=str(self._data), lang=LANGUAGE, psm=tesserocr.PSM.AUTO
            )
        except RuntimeError as error:
            raise damaged_data(self._data) from error
