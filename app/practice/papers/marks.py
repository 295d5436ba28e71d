"""Red round seals and blue signatures."""

from __future__ import annotations

import math

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from app.practice.papers.sheet import Sheet
from app.typeset.faces import BOLD

RADIUS = 18.0
"""Millimetres: seals of agencies are 36 mm wide."""
RED = Color(0.84, 0.06, 0.1)
INK = Color(0.05, 0.1, 0.62)
RING_TEXT_SIZE = 9.0
LOWER_RING = "CON DẤU THỰC HÀNH"


def seal(sheet: Sheet, x: float, y: float, words: str) -> None:
    """A seal of ``words`` with its centre at x, y: two rings, lettering, a solid star."""
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(*sheet.at(x, y))
    canvas.rotate(sheet.dice.uniform(-12, 12))
    canvas.setStrokeColor(RED)
    canvas.setFillColor(RED)
    canvas.setFillAlpha(0.85)
    canvas.setStrokeAlpha(0.85)
    for radius, width in ((RADIUS, 1.9), (RADIUS - 1.3, 0.6), (RADIUS - 6.2, 0.8)):
        canvas.setLineWidth(width)
        canvas.circle(0, 0, radius * mm, stroke=1, fill=0)
    _ring_text(sheet, words, (RADIUS - 4.9) * mm, above=True)
    _ring_text(sheet, LOWER_RING, (RADIUS - 2.6) * mm, above=False)
    _star(sheet, 7.0 * mm)
    canvas.restoreState()
    sheet.seals.append((x, y, RADIUS))


def signature(sheet: Sheet, x: float, y: float) -> None:
    """A signature about 38 mm wide whose middle is at x, y: loops and a flourish under them."""
    canvas, dice = sheet.canvas, sheet.dice
    canvas.saveState()
    canvas.translate(*sheet.at(x - 17, y))
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.35)
    canvas.setLineCap(1)
    path = canvas.beginPath()
    across, height = 0.0, dice.uniform(-4, 2)
    path.moveTo(0, height)
    for _ in range(int(dice.integers(5, 8))):
        up = dice.uniform(9, 24)
        step = dice.uniform(8, 17)
        end = dice.uniform(-6, 3)
        path.curveTo(
            across + step * 1.4, height + up, across - step * 0.7, height + up, across + step, end
        )
        across, height = across + step, end
    canvas.drawPath(path)
    flourish = canvas.beginPath()
    flourish.moveTo(across * 0.05, -9)
    flourish.curveTo(
        across * 0.5, -1 + dice.uniform(-4, 2), across * 0.8, -12, across + dice.uniform(8, 18), -2
    )
    canvas.drawPath(flourish)
    canvas.restoreState()


def _ring_text(sheet: Sheet, words: str, radius: float, *, above: bool) -> None:
    """Letters along a circle of ``radius`` points: clockwise over the top, or counter-clockwise
    along the bottom, upright to a reader either way."""
    canvas = sheet.canvas
    canvas.setFont(BOLD, RING_TEXT_SIZE if above else RING_TEXT_SIZE - 2)
    size = RING_TEXT_SIZE if above else RING_TEXT_SIZE - 2
    sign = -1 if above else 1
    widths = [stringWidth(letter, BOLD, size) + 0.5 for letter in words]
    angle = -sign * sum(widths) / radius / 2
    for letter, width in zip(words, widths, strict=True):
        middle = angle + sign * width / radius / 2
        canvas.saveState()
        canvas.rotate(math.degrees(middle))
        canvas.drawCentredString(0, radius if above else -radius, letter)
        canvas.restoreState()
        angle += sign * width / radius


def _star(sheet: Sheet, radius: float) -> None:
    path = sheet.canvas.beginPath()
    for point in range(10):
        reach = radius if point % 2 == 0 else radius * 0.382
        turn = math.pi / 2 + point * math.pi / 5
        place = (reach * math.cos(turn), reach * math.sin(turn))
        if point == 0:
            path.moveTo(*place)
        else:
            path.lineTo(*place)
    path.close()
    sheet.canvas.drawPath(path, stroke=0, fill=1)
