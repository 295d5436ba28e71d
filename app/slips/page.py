"""What stands on every page of a slip besides its text: code and page number, practice mark."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.slips.form import ReceiptForm
from app.typeset.faces import BOLD, ITALIC

WIDTH, HEIGHT = A5
SIDE = 10 * mm
TOP = 9 * mm
BOTTOM = 11 * mm
GREY = Color(0.35, 0.35, 0.35)
PRACTICE = Color(0.78, 0.1, 0.1)
PRACTICE_BEHIND = Color(0.98, 0.89, 0.89)


@dataclass
class PageFrame:
    """Draws the frame of page after page. ``pages`` is their number, known on the second run.

    ``copy_lines`` say whose copy is whose (*liên*), in the order in which the copies of
    ``pages`` pages follow one another; empty where one is printed.
    """

    form: ReceiptForm
    code: str
    practice: bool
    pages: int = 1
    copy_lines: tuple[str, ...] = ()

    def draw(self, canvas: Canvas, sheet: int) -> None:
        """``sheet`` counts from 1 through all copies."""
        copy, page = divmod(sheet - 1, self.pages) if self.copy_lines else (0, sheet - 1)
        if self.practice:
            self._practice_mark(canvas)
        foot = 6 * mm
        form_line = self.form.say("form_line", number=self.form.number, source=self.form.source)
        canvas.setFillColor(GREY)
        canvas.setFont(ITALIC, 7.5)
        canvas.drawString(SIDE, foot, self.copy_lines[copy] if self.copy_lines else form_line)
        line = self.form.say("page_line", code=self.code, page=page + 1, pages=self.pages)
        canvas.drawRightString(WIDTH - SIDE, foot, line)

    def _practice_mark(self, canvas: Canvas) -> None:
        """A pale line behind the text and a strong one in the margin: both are read, and
        neither covers a word."""
        words = self.form.say("practice")
        canvas.saveState()
        canvas.setFillColor(PRACTICE_BEHIND)
        canvas.setFont(BOLD, 25)
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(52)
        canvas.drawCentredString(0, 0, words)
        canvas.restoreState()
        canvas.setFillColor(PRACTICE)
        canvas.setFont(BOLD, 8)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 6.5 * mm, words)
