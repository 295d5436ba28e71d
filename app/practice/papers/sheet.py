"""One A4 page while it is drawn: printed words, dotted lines, a pen's hand; it keeps the truth."""

from __future__ import annotations

import io
from typing import Literal

import numpy as np
from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.practice.papers.picture import VectorPage
from app.typeset.faces import ITALIC, REGULAR, load_faces

PAGE_WIDTH, PAGE_HEIGHT = A4[0] / mm, A4[1] / mm
"""Millimetres."""
LEFT, RIGHT = 28.0, PAGE_WIDTH - 18.0
PEN = Color(0.07, 0.15, 0.55)
SIZE = 13.0
_SHEETS = 2
"""Sets the draws of a hand apart from the other draws of one seed."""
Align = Literal["left", "centre", "right"]


class Sheet:
    """A page in millimetres from its top-left corner; sizes of type in points.

    ``y`` is the baseline the next line of running text will stand on.
    """

    def __init__(self, seed: int) -> None:
        load_faces()
        self.dice = np.random.default_rng([seed, _SHEETS])
        self.y = 20.0
        self.seals: list[tuple[float, float, float]] = []
        self._lines: list[str] = []
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=A4, invariant=1, initialFontName=REGULAR)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Millimetres from the top-left as points of the canvas."""
        return x * mm, (PAGE_HEIGHT - y) * mm

    def write(
        self,
        x: float,
        words: str,
        *,
        size: float = SIZE,
        face: str = REGULAR,
        align: Align = "left",
        colour: Color = black,
        told: bool = True,
    ) -> None:
        """Words on the present baseline; ``told`` adds them to the truth as a line."""
        self.canvas.setFont(face, size)
        self.canvas.setFillColor(colour)
        draw = {
            "left": self.canvas.drawString,
            "centre": self.canvas.drawCentredString,
            "right": self.canvas.drawRightString,
        }[align]
        draw(*self.at(x, self.y), words)
        if told:
            self._lines.append(words)

    def down(self, step: float) -> None:
        self.y += step

    def centred(self, words: str, *, size: float = SIZE, face: str = REGULAR) -> None:
        """A line in the middle of the page, and on to the next."""
        self.write(PAGE_WIDTH / 2, words, size=size, face=face, align="centre")
        self.down(size * 0.5)

    def paragraph(
        self,
        words: str,
        *,
        size: float = SIZE,
        face: str = REGULAR,
        left: float = LEFT,
        right: float = RIGHT,
        indent: float = 10.0,
    ) -> None:
        """Running text, its first line indented."""
        for number, line in enumerate(self._wrapped(words, size, face, right - left, indent)):
            self.write(left + (indent if number == 0 else 0), line, size=size, face=face)
            self.down(size * 0.5)
        self.down(1.2)

    def field(self, label: str, value: str, *, left: float = LEFT, right: float = RIGHT) -> None:
        """A printed label, a dotted line and what a pen wrote on it; long values go on below."""
        self.write(left, label, told=False)
        start = left + _width(label, SIZE) + 2
        lines = self._wrapped(value, SIZE, ITALIC, right - left - 3, start - left)
        self._lines.append(" ".join((label, *lines)))
        for number, line in enumerate(lines or [""]):
            beginning = start if number == 0 else left
            self.dots(beginning, right)
            self.pen(beginning + 1.5, line)
            self.down(8.2)

    def fields(self, *pairs: tuple[str, str]) -> None:
        """Several short fields side by side on one line."""
        share = (RIGHT - LEFT) / len(pairs)
        line = self.y
        for number, (label, value) in enumerate(pairs):
            self.y = line
            left = LEFT + number * share
            self.field(label, value, left=left, right=left + share - 2)
        self.y = line + 8.2

    def pen(self, x: float, words: str, *, size: float = SIZE + 0.5) -> None:
        """Words in blue ink, no two letters on quite the same line."""
        canvas = self.canvas
        canvas.setFillColor(PEN)
        place, baseline = self.at(x, self.y)
        for letter in words:
            canvas.saveState()
            canvas.translate(place, baseline + 1.2 + self.dice.uniform(-0.35, 0.35))
            canvas.rotate(self.dice.uniform(-2.0, 2.0))
            canvas.setFont(ITALIC, size * self.dice.uniform(0.97, 1.03))
            canvas.drawString(0, 0, letter)
            canvas.restoreState()
            place += stringWidth(letter, ITALIC, size) + 0.25

    def dots(self, left: float, right: float) -> None:
        self.canvas.saveState()
        self.canvas.setStrokeColor(Color(0.45, 0.45, 0.45))
        self.canvas.setLineWidth(0.8)
        self.canvas.setLineCap(1)
        self.canvas.setDash(0.01, 4.2)
        self.canvas.line(*self.at(left, self.y + 0.9), *self.at(right, self.y + 0.9))
        self.canvas.restoreState()

    def rule(self, left: float, right: float, y: float, *, width: float = 0.7) -> None:
        self.canvas.setStrokeColor(black)
        self.canvas.setLineWidth(width)
        self.canvas.line(*self.at(left, y), *self.at(right, y))

    def finished(self) -> VectorPage:
        self.canvas.showPage()
        self.canvas.save()
        return VectorPage(self._out.getvalue(), "\n".join(self._lines), tuple(self.seals))

    def _wrapped(
        self, words: str, size: float, face: str, width: float, indent: float
    ) -> list[str]:
        """Lines of at most ``width`` millimetres, the first shorter by ``indent``."""
        first = simpleSplit(words, face, size, (width - indent) * mm)[:1]
        if not first:
            return []
        rest = words[len(first[0]) :].strip()
        return [first[0], *simpleSplit(rest, face, size, width * mm)]


def _width(words: str, size: float, face: str = REGULAR) -> float:
    return float(stringWidth(words, face, size) / mm)
