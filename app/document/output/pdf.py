"""Pages and words into one PDF/A-2 with the picture in front and the text layer behind it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from app.document.frame import Word
from app.document.output.layers import PageLayers
from app.document.output.pagesize import page_points
from app.document.output.painting import lay_picture
from app.document.output.pdfa import save_pdfa
from app.document.output.profiles import Picture
from app.document.output.textlayer import write_words
from app.typeset.faces import REGULAR, regular_font

LANGUAGE = "vi-VN"
PRODUCER = "Trạm Một Cửa"


@dataclass(frozen=True)
class PicturedPage:
    """One page to be written: what it can be painted from, and the words on it."""

    layers: PageLayers
    words: Sequence[Word]


@dataclass(frozen=True)
class TextPages:
    """The pages of a paper with nothing on them but their invisible words."""

    pdf: bytes
    title: str


def text_pages(pages: Sequence[PicturedPage], title: str) -> TextPages:
    """The pages of ``pages`` in their true size, ready to have pictures laid behind the words."""
    out = io.BytesIO()
    regular_font()
    canvas = Canvas(out, initialFontName=REGULAR, pageCompression=1)
    canvas.setTitle(title)
    for page in pages:
        width, height = page_points(page.layers.width, page.layers.height)
        canvas.setPageSize((width, height))
        write_words(canvas, page.words, width / page.layers.width, height)
        canvas.showPage()
    canvas.save()
    return TextPages(out.getvalue(), title)


def write_pdf(text: TextPages, pictures: Sequence[Picture], made_at: datetime) -> tuple[bytes, str]:
    """The PDF and its PDF/A flavour as validated."""
    with pikepdf.open(io.BytesIO(text.pdf)) as pdf:
        for target, picture in zip(pdf.pages, pictures, strict=True):
            lay_picture(pdf, target, picture)
        pdf.Root.Lang = pikepdf.String(LANGUAGE)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        _describe(pdf, text.title, made_at)
        return save_pdfa(pdf)


def _describe(pdf: pikepdf.Pdf, title: str, made_at: datetime) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as described:
        described["dc:title"] = title
        described["dc:language"] = [LANGUAGE]
        described["xmp:CreatorTool"] = PRODUCER
        described["xmp:CreateDate"] = made_at.isoformat(timespec="seconds")
        described["pdf:Producer"] = PRODUCER
