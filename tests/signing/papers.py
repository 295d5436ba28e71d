"""Papers to sign: PDF/A pages with Vietnamese text, of any size, turn and crop."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import pdfa
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.paths import RESOURCES

A3, A4, A5 = (841.89, 1190.55), (595.28, 841.89), (419.53, 595.28)
BODY = "Giấy khai sinh của trẻ em thôn Thượng"

_FONT = "TinosOfPapers"


@dataclass(frozen=True)
class Shape:
    """How a page is laid: its MediaBox, CropBox and clockwise turn."""

    media: tuple[float, float, float, float] = (0, 0, *A4)
    crop: tuple[float, float, float, float] | None = None
    rotate: int = 0
    inherited: bool = False


def paper(shape: Shape = Shape(), pages: int = 1) -> bytes:
    """A PDF/A-2b file; its text stands in the middle of each page as the file lays it."""
    left, bottom, right, top = shape.media
    out = io.BytesIO()
    pdfmetrics.registerFont(TTFont(_FONT, RESOURCES / "fonts" / "Tinos-Regular.ttf"))
    canvas = Canvas(
        out, pagesize=(right - left, top - bottom), initialFontName=_FONT, pageCompression=1
    )
    for number in range(pages):
        canvas.setFont(_FONT, 11)
        canvas.drawCentredString((left + right) / 2, (bottom + top) / 2, f"{BODY} {number + 1}")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        for page in pdf.pages:
            del page.obj["/Trans"]
            _lay(pdf, page.obj, shape)
        checked = io.BytesIO()
        pdfa.save(pdf, checked, "2b")
    return checked.getvalue()


def _lay(pdf: pikepdf.Pdf, page: pikepdf.Object, shape: Shape) -> None:
    node = pdf.Root.Pages if shape.inherited else page
    del page["/MediaBox"]
    del page["/Rotate"]
    node.MediaBox = pikepdf.Array([round(side, 2) for side in shape.media])
    node.Rotate = shape.rotate
    if shape.crop:
        node.CropBox = pikepdf.Array([round(side, 2) for side in shape.crop])


def encrypted(pdf: bytes) -> bytes:
    """The same paper behind a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="chủ", user="người đọc"))
    return out.getvalue()
