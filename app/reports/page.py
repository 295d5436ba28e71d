"""The sheet of a register: A4 landscape, its head, foot and practice mark."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.typeset.faces import BOLD, ITALIC, REGULAR, load_faces
from app.typeset.forms import PrintedForm

WIDTH, HEIGHT = landscape(A4)
SIDE, TOP, BOTTOM = 8 * mm, 11 * mm, 13 * mm
GREY = Color(0.35, 0.35, 0.35)
PRACTICE = Color(0.78, 0.1, 0.1)


@dataclass
class Sheet:
    """What stands on every page. ``pages`` is their number, known on the second run."""

    form: PrintedForm
    day: str
    practice: bool
    pages: int = 1

    def draw(self, canvas: Canvas, page: int) -> None:
        if self.practice:
            canvas.setFillColor(PRACTICE)
            canvas.setFont(BOLD, 10)
            canvas.drawCentredString(WIDTH / 2, HEIGHT - 8 * mm, self.form.say("practice"))
        form, foot = self.form, 7 * mm
        canvas.setFillColor(GREY)
        canvas.setFont(ITALIC, 8.5)
        line = form.say("form_line", number=form.number, source=form.source)
        canvas.drawString(SIDE, foot, line)
        line = form.say("page_line", day=self.day, page=page, pages=self.pages)
        canvas.drawRightString(WIDTH - SIDE, foot, line)


def pdf_of(story: Callable[[], list[Flowable]], sheet: Sheet) -> bytes:
    """The story on as many sheets as it needs; run twice, for only then their number is known."""
    load_faces()
    sheet.pages = _run(story(), sheet)[1]
    return _run(story(), sheet)[0]


def _run(story: list[Flowable], sheet: Sheet) -> tuple[bytes, int]:
    out = io.BytesIO()

    def on_page(canvas: Canvas, document: BaseDocTemplate) -> None:
        sheet.draw(canvas, document.page)

    document = BaseDocTemplate(
        out,
        pagesize=(WIDTH, HEIGHT),
        title=f"{sheet.form.say('title').capitalize()} {sheet.day}",
        author=sheet.form.say("system"),
        lang="vi",
        initialFontName=REGULAR,
        invariant=1,
    )
    area = Frame(SIDE, BOTTOM, WIDTH - 2 * SIDE, HEIGHT - TOP - BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[area], onPage=on_page))
    document.build(story)
    return out.getvalue(), document.page
