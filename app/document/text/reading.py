"""Reading a clean page, noticing that it was upside down, and not reading it a second time."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from app.document.clean import CleanPage
from app.document.frame import Pixels, Word
from app.document.scale import PAGE_DPI
from app.document.text.dust import without_dust
from app.document.text.inks import grey_without_seals
from app.document.text.large_print import large_lines_again
from app.document.text.recognize import Recognizer, going_on
from app.document.text.rows import in_reading_order, moved, row_by_row
from app.document.text.rulings import without_rulings
from app.document.text.stray import written
from app.document.text.tickboxes import without_tick_boxes

EDITION = 1
"""Of the steps below and of what they call: one more whenever they give other words of the same
picture by the same recognizer, so that words kept from before are not used."""
_READS_WELL = 0.70
"""Mean confidence. Measured: 0.9 and more upright, 0.4 upside down."""
_CLEARLY_BETTER = 0.15
_PAPER = 255


@dataclass(frozen=True)
class Reading:
    """The words of one clean page, boxes in pixels of the page the right way up.

    ``turned_over``: the page was found upside down. ``picture`` is a checksum of the clean page
    that was read and ``version`` what read it: words of another picture are of no use.
    """

    words: tuple[Word, ...]
    turned_over: bool
    picture: int
    version: str


def version_of(recognizer: Recognizer) -> str:
    """What reads a page: engine, data, and the steps around them."""
    return f"{recognizer.version}, edition {EDITION}"


class KeptReading(Protocol):
    """The place where the reading of one page, as it stands, is kept."""

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else reads this page meanwhile: who comes second waits and finds its words."""

    def get(self) -> Reading | None: ...

    def put(self, reading: Reading) -> None: ...


def words_of(
    page: CleanPage,
    recognizer: Recognizer,
    kept: KeptReading | None = None,
    check_cancelled: Callable[[], None] = going_on,
) -> tuple[CleanPage, tuple[Word, ...]]:
    """The page the right way up and its words: its own, those kept of it, or newly read ones."""
    if page.blank:
        return page, page.words or ()
    if kept is None:
        return _read_or_own(page, recognizer, check_cancelled)
    with kept.alone():
        picture, reading = zlib.crc32(np.ascontiguousarray(page.pixels).data), kept.get()
        version = version_of(recognizer)
        if reading and (reading.picture, reading.version) == (picture, version):
            return (page.turned_over() if reading.turned_over else page), reading.words
        upright, words = _read_or_own(page, recognizer, check_cancelled)
        kept.put(Reading(words, upright is not page, picture, version))
        return upright, words


def _read_or_own(
    page: CleanPage, recognizer: Recognizer, check_cancelled: Callable[[], None]
) -> tuple[CleanPage, tuple[Word, ...]]:
    if page.words is not None:
        return page, page.words
    return read_upright(page, recognizer, check_cancelled)


def read_upright(
    page: CleanPage,
    recognizer: Recognizer,
    check_cancelled: Callable[[], None] = going_on,
) -> tuple[CleanPage, tuple[Word, ...]]:
    """The page the right way up and its words.

    Only a page that reads badly is turned over, and only where it then reads clearly better; never
    one of which the officer or the letters themselves have told for sure how it stands.
    """
    words = _read(page, recognizer, check_cancelled)
    if not words or page.settled or confidence(words) >= _READS_WELL:
        return page, words
    over = page.turned_over()
    words_over = _read(over, recognizer, check_cancelled)
    if confidence(words_over) > confidence(words) + _CLEARLY_BETTER:
        return over, words_over
    return page, words


def confidence(words: tuple[Word, ...]) -> float:
    """Mean confidence of ``words``, each by its letters; 0 where there are none."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters if letters else 0.0


def _read(
    page: CleanPage, recognizer: Recognizer, check_cancelled: Callable[[], None]
) -> tuple[Word, ...]:
    """Tables column by column, which keeps a wide gap from becoming a letter; the rest of the
    page as it is laid out."""

    def read_block(part: Pixels) -> list[Word]:
        return written(recognizer.read(part, PAGE_DPI, check_cancelled, one_block=True))

    plain = without_rulings(grey_without_seals(page.pixels))
    rest, tables = without_dust(without_tick_boxes(plain.grey)), []
    for table in plain.tables:
        left, top, right, bottom = table.box
        columns = []
        for start, end in pairwise(table.down):
            column = np.ascontiguousarray(rest[top:bottom, start:end])
            columns.append([moved(word, start, top) for word in read_block(column)])
        rest[top:bottom, left:right] = _PAPER
        tables.append(row_by_row(columns, table.across))
    words = written(recognizer.read(rest, PAGE_DPI, check_cancelled))
    return in_reading_order(large_lines_again(words, rest, read_block), tables)
