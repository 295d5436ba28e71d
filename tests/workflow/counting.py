"""The machine's own reader, with its readings counted."""

from __future__ import annotations

from collections.abc import Callable

from app.document.frame import Pixels, Word
from app.document.text.recognize import Recognizer, best_recognizer, going_on


class CountingReader:
    """``begun`` is called before each page, as the place where a test may interfere."""

    name = "tesserocr"

    def __init__(self, begun: Callable[[], None] = going_on, version: str = "") -> None:
        self._reader: Recognizer = best_recognizer()
        self._begun = begun
        self.version = version or self._reader.version
        self.pages = 0

    def read(
        self,
        grey: Pixels,
        dpi: float,
        check_cancelled: Callable[[], None] = going_on,
        *,
        one_block: bool = False,
    ) -> list[Word]:
        self.pages += 1
        self._begun()
        return self._reader.read(grey, dpi, check_cancelled, one_block=one_block)
