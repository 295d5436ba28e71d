"""One page of the work: what goes in, what was found, and what the PDF is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from app.document.clean import CleanPage, clean
from app.document.door.load import load_frame
from app.document.frame import Frame, Word, joined
from app.document.output.layers import layers_of
from app.document.output.pdf import PicturedPage
from app.document.text.reading import KeptReading, confidence, words_of
from app.document.text.recognize import Recognizer
from app.model.edits import Below, Edit

File = bytes | Callable[[], bytes]
"""A file, or the call that reads it."""


@dataclass(frozen=True)
class PageInput:
    """One page to be digitised: frame ``frame`` (from 0) of a file.

    ``data`` is the file, or a call that reads it when its turn comes: the files of a hundred
    pages need not lie in memory together. ``dpi`` is what the source says it scanned at, or
    None. ``kind`` is ``scan``, ``photo`` or ``auto``. ``edits`` is what the officer did to the
    page; ``others`` holds, by SHA-256, the files of the originals that are laid below it likewise.
    ``keep`` is the officer's word on whether the page goes into the PDF (None: all but blank
    ones do). ``kept_reading`` is where its words may lie already, and are put once it was read.
    """

    data: File
    name: str
    frame: int = 0
    dpi: float | None = None
    kind: str = "auto"
    edits: tuple[Edit, ...] = ()
    others: Mapping[str, File] = field(default_factory=dict)
    keep: bool | None = None
    kept_reading: KeptReading | None = None

    def file(self) -> bytes:
        """The file the page lies in."""
        return _read(self.data)

    def original_below(self, below: Below) -> Frame:
        """The frame of another original that is laid below this one."""
        data = _read(self.others[below.source_sha256])
        return load_frame(data, below.source_name, below.frame, below.dpi)


def _read(file: File) -> bytes:
    return file if isinstance(file, bytes) else file()


@dataclass(frozen=True)
class PageResult:
    """What was found on a page (the fields of ``tram digitize --json``, DESIGN §5).

    ``width`` and ``height`` are pixels of the source, upright by its own tags; ``dpi`` is its
    resolution on paper. ``rotation`` (0, 90, 180, 270) is how far the picture was turned
    clockwise to stand upright; ``skew`` how many degrees its lines leaned counter-clockwise.
    ``corners`` are four ``(x, y)`` in source pixels, clockwise from top-left, or None.
    ``sharpness`` and ``confidence`` go from 0 to 1. ``left_out`` is true where the page is not
    in the PDF.
    """

    source: str
    width: int
    height: int
    dpi: int
    rotation: int
    skew: float
    corners: tuple[tuple[float, float], ...] | None
    blank: bool
    sharpness: float
    warnings: tuple[str, ...]
    text: str
    confidence: float
    seconds: float
    left_out: bool


@dataclass(frozen=True)
class DigitizedPage:
    """The finding and, unless the page is left out, the layers and words for the PDF."""

    result: PageResult
    pictured: PicturedPage | None


def digitize_page(
    page: PageInput,
    recognizer: Recognizer | None,
    keep_blank: bool,
    check_cancelled: Callable[[], None],
) -> DigitizedPage:
    """Decode, clean, read and compress one page; ``check_cancelled`` is asked between steps."""
    started = perf_counter()
    check_cancelled()
    cleaned, size = _cleaned(page, check_cancelled)
    check_cancelled()
    kept = page.keep if page.keep is not None else keep_blank or not cleaned.blank
    words: tuple[Word, ...] = cleaned.words or ()
    if kept and recognizer is not None:
        cleaned, words = words_of(cleaned, recognizer, page.kept_reading, check_cancelled)
    check_cancelled()
    pictured = PicturedPage(layers_of(cleaned.pixels), words) if kept else None
    seconds = round(perf_counter() - started, 3)
    return DigitizedPage(_result(page, size, cleaned, words, seconds, kept), pictured)


def _cleaned(
    page: PageInput, check_cancelled: Callable[[], None]
) -> tuple[CleanPage, tuple[int, int]]:
    """The clean page, and width and height of its source, which is let go: it is the largest
    thing in memory while the page is read."""
    frame = load_frame(page.file(), page.name, page.frame, page.dpi)
    check_cancelled()
    height, width = frame.pixels.shape[:2]
    return clean(frame, page.kind, page.edits, page.original_below), (width, height)


def _result(
    page: PageInput,
    size: tuple[int, int],
    cleaned: CleanPage,
    words: tuple[Word, ...],
    seconds: float,
    kept: bool,
) -> PageResult:
    corners = cleaned.corners
    words = words if kept else ()
    return PageResult(
        source=page.name,
        width=size[0],
        height=size[1],
        dpi=round(cleaned.dpi),
        rotation=cleaned.rotation,
        skew=round(cleaned.skew, 3),
        corners=None
        if corners is None
        else tuple((float(x), float(y)) for x, y in np.round(corners, 1)),
        blank=cleaned.blank,
        sharpness=cleaned.sharpness,
        warnings=cleaned.warnings,
        text=joined(words),
        confidence=round(confidence(words), 3),
        seconds=seconds,
        left_out=not kept,
    )
