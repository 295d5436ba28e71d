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


def as_word_writes() -> bytes:
    """A hybrid file: a table of objects, then an empty section that points to a stream table."""
    contents = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(contents, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    places.append(len(out))
    rows = b"\x00\x00\x00\x00\x00\xff"
    rows += b"".join(b"\x01" + place.to_bytes(4, "big") + b"\x00" for place in places)
    head = b"<< /Type /XRef /Size 5 /Root 1 0 R /W [1 4 1] /Length %d >>" % len(rows)
    out += b"4 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (head, rows)
    table = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table
    second = len(out)
    out += b"xref\n0 0\ntrailer\n<< /Size 5 /Root 1 0 R /Prev %d /XRefStm %d >>\n" % (
        table,
        places[-1],
    )
    out += b"startxref\n%d\n%%%%EOF\n" % second
    return bytes(out)
