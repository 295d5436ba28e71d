"""The port through which pages are read, and the choice of the best reader on this machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol

from app.document.frame import Pixels, Word
from app.document.text.tessdata import vietnamese_data

__all__ = ["SECONDS_FOR_A_PAGE", "Recognizer", "Word", "best_recognizer", "going_on"]

SECONDS_FOR_A_PAGE = 120
"""A page that takes longer holds noise, not text; it stays without words."""


def going_on() -> None:
    """Nobody wants to stop."""


class Recognizer(Protocol):
    """Reads printed Vietnamese. May be called from several threads at a time."""

    @property
    def name(self) -> str:
        """What a person would look for in a package list."""

    @property
    def version(self) -> str:
        """Engine and data: another version may read other words."""

    def read(
        self,
        grey: Pixels,
        dpi: float,
        check_cancelled: Callable[[], None] = going_on,
        *,
        one_block: bool = False,
    ) -> list[Word]:
        """The words of an upright grey page (uint8, height × width) in reading order.

        ``one_block``: it is one column of lines, such as that of a table without its rules.
        ``check_cancelled`` raises what shall end the reading; it is asked while there is still
        work to be saved.
        """


@cache
def best_recognizer() -> Recognizer:
    """tesserocr in process, else pytesseract; ``Unavailable`` where neither can read Vietnamese.

    One object for the whole program, so that its engines stay loaded.
    """
    data = vietnamese_data()
    try:
        from app.document.text.tesseract_inside import TesseractInside
    except ImportError:
        from app.document.text.tesseract_outside import TesseractOutside

        return TesseractOutside(data)
    return TesseractInside(data)
