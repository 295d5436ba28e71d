"""An A4 sheet that is drawn on, and remembers what it says and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tests.bench.digitise.papers.faces import Face, font

Pixels = NDArray[np.uint8]
"""uint8, height × width × 3 (BGR) or height × width."""

DPI = 300
WIDTH_MM, HEIGHT_MM = 210.0, 297.0
WIDTH, HEIGHT = 2480, 3508
_FINE = 2
"""Text is drawn this many times finer and averaged: edges as a printer and a scanner leave them."""
_FINE_MM = DPI * _FINE / 25.4
_FINE_POINT = DPI * _FINE / 72
_TONER = 34
_LOWER_MARGIN = 14.0
_SAME_ROW = 1.0
_MARKED = 0.02
"""Of a line's area under ink that is not its own."""

Run = tuple[str, str]
"""Text without line breaks and the file of its font."""


@dataclass(frozen=True)
class Line:
    """One line of print. ``cell`` marks words in a boxed table; ``marked`` those over which a
    seal or a pen went."""

    text: str
    cell: bool = False
    marked: bool = False


@dataclass(frozen=True)
class Seal:
    """A red seal: its solid star, its outer ring, and all it printed, as masks of the page."""

    star: Pixels
    ring: Pixels
    print: Pixels


@dataclass(frozen=True)
class Truth:
    """An undamaged page at ``DPI`` (BGR, white paper), its lines and its seals.

    ``covered`` is 255 where toner or pen lies, over a seal or not. ``tabular`` marks a page that
    is mostly a table.
    """

    kind: str
    face: str
    pixels: Pixels
    lines: tuple[Line, ...]
    seals: tuple[Seal, ...]
    covered: Pixels
    tabular: bool = False


def px(mm: float) -> float:
    """Millimetres as pixels at ``DPI``."""
    return mm * DPI / 25.4


class DoesNotFit(Exception):
    """More was put on the sheet than there is room for."""


@dataclass(frozen=True)
class Written:
    """A line as it was put: its middle height and ends in pixels, and whether it is a cell."""

    text: str
    left: float
    right: float
    baseline: float
    high: float
    cell: bool


@dataclass
class Sheet:
    """Drawn in millimetres from the top-left; sizes of type in points."""

    face: Face
    dice: np.random.Generator
    written: list[Written] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._toner = Image.new("L", (WIDTH * _FINE, HEIGHT * _FINE), 0)
        self.draw = ImageDraw.Draw(self._toner)
        self.colours: Pixels = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
        """What is not toner, as the share of light it gives back; layers multiply."""
        self.pen: Pixels = np.zeros((HEIGHT, WIDTH), np.uint8)

    # --- text ---------------------------------------------------------------------------------

    def width_of(self, runs: Sequence[Run], size: float) -> float:
        """Millimetres."""
        return sum(font(file, self._pixels(size)).getlength(text) for text, file in runs) / _FINE_MM

    def put(
        self,
        x: float,
        y: float,
        text: str | Sequence[Run],
        size: float,
        *,
        anchor: str = "l",
        cell: bool = False,
        says: str | None = None,
    ) -> None:
        """One line at the baseline ``y``; ``anchor`` is l, m or r.

        ``says`` is the truth where it is not what is drawn (leaders of dots are no text).
        """
        runs = [(text, self.face.regular)] if isinstance(text, str) else list(text)
        shift = {"l": 0.0, "m": 0.5, "r": 1.0}[anchor] * self.width_of(runs, size)
        self.draw_runs(x - shift, y, runs, size)
        said = says if says is not None else "".join(text for text, _ in runs)
        if said:
            self._remember(said, x - shift, y, self.width_of(runs, size), size, cell)

    def draw_runs(self, x: float, y: float, runs: Sequence[Run], size: float) -> None:
        """Ink alone, nothing remembered."""
        across = x * _FINE_MM
        for text, file in runs:
            letters = font(file, self._pixels(size))
            self.draw.text((across, y * _FINE_MM), text, fill=255, font=letters, anchor="ls")
            across += letters.getlength(text)

    def paragraph(
        self,
        y: float,
        runs: str | Sequence[Run],
        size: float,
        left: float,
        right: float,
        *,
        indent: float = 0.0,
        leading: float = 1.35,
        justified: bool = True,
    ) -> float:
        """Wrapped text whose first baseline is ``y``; gives the baseline after the last."""
        plain = [(runs, self.face.regular)] if isinstance(runs, str) else runs
        words = [(word, file) for text, file in plain for word in text.split()]
        step = size * self.face.wide * 0.3528 * leading
        start = left + indent
        while words:
            taken = self._fitting(words, size, right - start)
            line, words = words[:taken], words[taken:]
            self._set_line(start, y, line, size, right if words and justified else None)
            said = " ".join(word for word, _ in line)
            self._remember(said, start, y, right - start, size)
            start, y = left, y + step
        return y

    def _remember(
        self, text: str, x: float, y: float, wide: float, size: float, cell: bool = False
    ) -> None:
        if y > HEIGHT_MM - _LOWER_MARGIN:
            raise DoesNotFit(text)
        high = px(size * 0.3528)
        self.written.append(Written(text, px(x), px(x + wide), px(y), high, cell))

    def _lines(self, columns: bool) -> tuple[Line, ...]:
        """What was written, row by row; in the order of the writing where it stands in columns."""
        marks = self.pen
        for seal in self.seals:
            marks = np.maximum(marks, seal.print)
        rows = self.written if columns else sorted(self.written, key=_row_of)
        return tuple(Line(row.text, row.cell, _share_of(marks, row) >= _MARKED) for row in rows)

    def _fitting(self, words: Sequence[Run], size: float, room: float) -> int:
        taken, used = 0, 0.0
        for word, file in words:
            used += self.width_of([(word, file)], size)
            if taken and used > room:
                break
            used += self.width_of([(" ", file)], size)
            taken += 1
        return taken

    def _set_line(
        self, x: float, y: float, words: Sequence[Run], size: float, right: float | None
    ) -> None:
        widths = [self.width_of([word], size) for word in words]
        gap = self.width_of([(" ", words[0][1])], size)
        if right is not None and len(words) > 1:
            gap = (right - x - sum(widths)) / (len(words) - 1)
        for word, width in zip(words, widths, strict=True):
            self.draw_runs(x, y, [word], size)
            x += width + gap

    # --- lines and boxes ----------------------------------------------------------------------

    def rule(self, x: float, y: float, to_x: float, to_y: float, thick: float = 0.2) -> None:
        """A straight line of ``thick`` millimetres."""
        ends = [side * _FINE_MM for side in (x, y, to_x, to_y)]
        self.draw.line(ends, fill=255, width=max(1, round(thick * _FINE_MM)))

    def box(self, x: float, y: float, width: float, height: float, thick: float = 0.2) -> None:
        """A rectangle of lines."""
        self.rule(x, y, x + width, y, thick)
        self.rule(x, y + height, x + width, y + height, thick)
        self.rule(x, y, x, y + height, thick)
        self.rule(x + width, y, x + width, y + height, thick)

    # --- colour -------------------------------------------------------------------------------

    def stain(self, left: int, top: int, light: Pixels) -> None:
        """Multiply a patch (BGR, the share of light given back) into the colours."""
        height, width = light.shape[:2]
        x, y = max(left, 0), max(top, 0)
        to_x, to_y = min(left + width, WIDTH), min(top + height, HEIGHT)
        patch = light[y - top : to_y - top, x - left : to_x - left]
        place = self.colours[y:to_y, x:to_x]
        cv2.multiply(place, patch, dst=place, scale=1 / 255)

    def _pixels(self, size: float) -> int:
        return round(size * self.face.wide * _FINE_POINT)

    def done(self, kind: str, *, tabular: bool = False, columns: bool = False) -> Truth:
        """The page as it left the printer and the hands of those who sealed and signed it."""
        fine = np.asarray(self._toner)
        toner = cv2.resize(fine, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
        given_back = cv2.convertScaleAbs(toner, alpha=-(255 - _TONER) / 255, beta=255)
        pixels = cv2.multiply(self.colours, cv2.merge([given_back] * 3), scale=1 / 255)
        covered = cv2.max(toner, self.pen)
        return Truth(
            kind=kind,
            face=self.face.name,
            pixels=np.asarray(pixels, np.uint8),
            lines=self._lines(columns),
            seals=tuple(self.seals),
            covered=np.asarray(cv2.threshold(covered, 12, 255, cv2.THRESH_BINARY)[1], np.uint8),
            tabular=tabular,
        )


def _row_of(line: Written) -> tuple[int, float]:
    return round(line.baseline / px(_SAME_ROW)), line.left


def _share_of(marks: Pixels, line: Written) -> float:
    """The share of the line's area on which ``marks`` lie."""
    top, bottom = round(line.baseline - line.high), round(line.baseline + 0.25 * line.high)
    area = marks[max(0, top) : bottom, max(0, round(line.left)) : round(line.right)]
    return float((area > 60).mean()) if area.size else 0.0
