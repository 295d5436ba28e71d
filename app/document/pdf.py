"""Pages and words into one PDF/A-2 with the picture in front and the text layer behind it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from app.document.frame import Word
from app.document.pagesize import page_points
from app.document.pdfa import save_pdfa
from app.document.textlayer import write_words
from app.typeset.faces import REGULAR, regular_font

LANGUAGE = "vi-VN"
PRODUCER = "Trạm Một Cửa"


@dataclass(frozen=True)
class PicturedPage:
    """One page to be written: a baseline colour JPEG at ``PAGE_DPI`` and the words on it."""

    jpeg: bytes
    width: int
    height: int
    words: Sequence[Word]


def write_pdf(pages: Sequence[PicturedPage], title: str, made_at: datetime) -> tuple[bytes, str]:
    """The PDF and its PDF/A flavour as validated.

    The JPEGs go in byte for byte, so nothing is lost a second time.
    """
    with pikepdf.open(io.BytesIO(_text_pages(pages, title))) as pdf:
        for target, page in zip(pdf.pages, pages, strict=True):
            _lay_picture(pdf, target, page)
        pdf.Root.Lang = pikepdf.String(LANGUAGE)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        _describe(pdf, title, made_at)
        return save_pdfa(pdf)


def _text_pages(pages: Sequence[PicturedPage], title: str) -> bytes:
    out = io.BytesIO()
    regular_font()
    canvas = Canvas(out, initialFontName=REGULAR, pageCompression=1)
    canvas.setTitle(title)
    for page in pages:
        width, height = page_points(page.width, page.height)
        canvas.setPageSize((width, height))
        write_words(canvas, page.words, width / page.width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _lay_picture(pdf: pikepdf.Pdf, target: pikepdf.Page, page: PicturedPage) -> None:
    picture = pikepdf.Stream(
        pdf,
        page.jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=page.width,
        Height=page.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    name = target.add_resource(picture, pikepdf.Name.XObject)
    left, bottom, right, top = (float(side) for side in target.mediabox)
    draw = f"q {right - left:.4f} 0 0 {top - bottom:.4f} 0 0 cm {name} Do Q\n"
    target.contents_add(draw.encode("ascii"), prepend=True)
    # reportlab gives every page an empty slide-show transition, which PDF/A has no place for.
    del target.obj.Trans


def _describe(pdf: pikepdf.Pdf, title: str, made_at: datetime) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as described:
        described["dc:title"] = title
        described["dc:language"] = [LANGUAGE]
        described["xmp:CreatorTool"] = PRODUCER
        described["xmp:CreateDate"] = made_at.isoformat(timespec="seconds")
        described["pdf:Producer"] = PRODUCER
