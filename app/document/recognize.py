"""The port through which pages are read, and the choice of the best reader on this machine."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from app.document.frame import Pixels, Word
from app.document.tessdata import vietnamese_data

__all__ = ["Recognizer", "Word", "best_recognizer"]


class Recognizer(Protocol):
    """Reads printed Vietnamese. May be called from several threads at a time."""

    @property
    def name(self) -> str:
        """What a person would look for in a package list."""

    def read(self, grey: Pixels, dpi: float) -> list[Word]:
        """The words of an upright grey page (uint8, height × width) in reading order."""


@cache
def best_recognizer() -> Recognizer:
    """tesserocr in process, else pytesseract; ``Unavailable`` where neither can read Vietnamese.

    One object for the whole program, so that its engines stay loaded.
    """
    data = vietnamese_data()
    try:
        from app.document.tesseract_inside import TesseractInside
    except ImportError:
        from app.document.tesseract_outside import TesseractOutside

        return TesseractOutside(data)
    return TesseractInside(data)
