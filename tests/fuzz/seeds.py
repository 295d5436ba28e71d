"""Sound files of every kind that the door takes, all of the same small page."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
import pikepdf
import segno
from pikepdf import Dictionary, Name, Stream
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from app.paths import ROOT
from tests.document.kinds import bmp, bmp_rows, run_lengths, saved, tiff, ycck_jpeg

_SIZE = (310, 438)
_FIXTURES = ROOT / "tests" / "document"


@cache
def seeds() -> dict[str, list[bytes]]:
    """Sound files by kind."""
    page = _page()
    return {
        "jpeg": _jpegs(page),
        "png": _pngs(page),
        "tiff": _tiffs(page),
        "bmp": _bmps(page),
        "webp": _webps(page),
        "ppm": [
            saved(page, "PPM"),
            saved(page.convert("L"), "PPM"),
            saved(page.convert("1"), "PPM"),
        ],
        "heic": [file.read_bytes() for file in sorted(_FIXTURES.glob("*.heic"))],
        "pdf": _pdfs(page),
    }


def _page() -> Image.Image:
    """Lines of text, a red seal and a card's QR."""
    page = Image.new("RGB", _SIZE, (246, 244, 238))
    draw = ImageDraw.Draw(page)
    for line in range(20):
        draw.text(
            (20, 30 + 14 * line), f"Dong {line} cua to giay thu {line * 7919}", fill=(20, 20, 30)
        )
    draw.ellipse((180, 320, 280, 420), outline=(210, 30, 30), width=5)
    out = io.BytesIO()
    segno.make_qr("042090000017||Le Thi Mau|01021990|Nu|Xa Khe Suong|01012021").save(
        out, kind="png", scale=2
    )
    page.paste(Image.open(out).convert("RGB"), (20, 320))
    return page


def _jpegs(page: Image.Image) -> list[bytes]:
    phone = Image.Exif()
    phone[0x0112] = 6
    phone.get_ifd(0x8769)[0x829D] = 2.8
    return [
        saved(page, "JPEG", quality=80, dpi=(150, 150)),
        saved(page, "JPEG", quality=70, progressive=True),
        saved(page, "JPEG", exif=phone, restart_marker_rows=2),
        saved(page.convert("L"), "JPEG"),
        saved(page.convert("CMYK"), "JPEG"),
        ycck_jpeg(page),
    ]


def _pngs(page: Image.Image) -> list[bytes]:
    deep = Image.fromarray(np.asarray(page.convert("L")).astype(np.uint16) * 257)
    return [
        saved(page, "PNG", dpi=(150, 150)),
        saved(page.convert("P"), "PNG", transparency=3),
        saved(page.convert("RGBA"), "PNG"),
        saved(page.convert("1"), "PNG"),
        saved(deep, "PNG"),
    ]


def _tiffs(page: Image.Image) -> list[bytes]:
    fax = page.convert("1")
    grey = np.asarray(page.convert("L"))
    colours = np.asarray(page).astype("<u2") * 257
    return [
        saved(page, "TIFF"),
        saved(page, "TIFF", compression="tiff_lzw", tiffinfo={0x112: 6}),
        saved(page, "TIFF", compression="jpeg"),
        saved(page, "TIFF", compression="tiff_adobe_deflate"),
        saved(page.convert("P"), "TIFF", compression="packbits"),
        saved(fax, "TIFF", compression="group4", dpi=(204, 98), save_all=True, append_images=[fax]),
        saved(fax, "TIFF", compression="group3"),
        tiff([(255 - grey).tobytes()], _SIZE, bits=[8], photometric=0, order=">"),
        tiff([(grey.astype("<u2") * 257).tobytes()], _SIZE, bits=[16], photometric=0),
        tiff(
            [colours[:, :, index].tobytes() for index in range(3)],
            _SIZE,
            bits=[16] * 3,
            photometric=2,
            planar=True,
        ),
    ]


def _bmps(page: Image.Image) -> list[bytes]:
    few = page.quantize(16)
    values = np.asarray(few)
    flat = list(few.getpalette() or [])
    palette = [(flat[at], flat[at + 1], flat[at + 2]) for at in range(0, len(flat), 3)]
    palette += [(0, 0, 0)] * (16 - len(palette))
    return [
        saved(page, "BMP"),
        saved(page.convert("1"), "BMP"),
        bmp(bmp_rows(values, 4), _SIZE, 4, palette),
        bmp(run_lengths(values, 8), _SIZE, 8, palette, compression=1),
        bmp(run_lengths(values, 4), _SIZE, 4, palette, compression=2),
    ]


def _webps(page: Image.Image) -> list[bytes]:
    return [
        saved(page, "WEBP", quality=60),
        saved(page, "WEBP", lossless=True),
        saved(page.convert("RGBA"), "WEBP", save_all=True, append_images=[page.rotate(9)]),
    ]


def _pdfs(page: Image.Image) -> list[bytes]:
    grey = np.asarray(page.convert("L"))
    fax = saved(page.convert("1"), "TIFF", compression="group4")
    with Image.open(io.BytesIO(fax)) as opened:
        tags = opened.tag_v2  # type: ignore[attr-defined]  # of a TIFF
        strip = fax[tags[273][0] : tags[273][0] + tags[279][0]]
    fax_means = Dictionary(K=-1, Columns=_SIZE[0], Rows=_SIZE[1], BlackIs1=True)
    return [
        _written_pdf(),
        _scan_pdf(saved(page, "JPEG"), Filter=Name.DCTDecode, ColorSpace=Name.DeviceRGB),
        _scan_pdf(saved(page, "JPEG2000"), Filter=Name.JPXDecode),
        _scan_pdf(grey.tobytes(), ColorSpace=Name.DeviceGray, packed=True),
        _scan_pdf(
            strip,
            Filter=Name.CCITTFaxDecode,
            DecodeParms=fax_means,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=1,
        ),
        _scan_pdf(
            saved(page, "JPEG"), Filter=Name.DCTDecode, ColorSpace=Name.DeviceRGB, locked=True
        ),
    ]


def _written_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 420))
    for number in range(2):
        canvas.drawString(40, 380, f"Trang {number} cua van ban")
        canvas.circle(200, 100, 40)
        canvas.linkURL("https://example.vn", (40, 370, 120, 390))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _scan_pdf(body: bytes, *, packed: bool = False, locked: bool = False, **about: object) -> bytes:
    """A page filled by one picture, inside a form; its objects lie in an object stream."""
    pdf, out = pikepdf.new(), io.BytesIO()
    sheet = pdf.add_blank_page(page_size=(210, 297))
    picture = Stream(
        pdf,
        body,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=_SIZE[0],
        Height=_SIZE[1],
        **{"BitsPerComponent": 8, **about},
    )
    form = Stream(
        pdf,
        b"q 210 0 0 297 0 0 cm /Im Do Q",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 210, 297],
        Resources=Dictionary(XObject=Dictionary(Im=pdf.make_indirect(picture))),
    )
    sheet.Resources = Dictionary(XObject=Dictionary(Fm=pdf.make_indirect(form)))
    sheet.Contents = Stream(pdf, b"/Fm Do")
    sheet.Rotate = 90
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.disable
        if locked
        else pikepdf.ObjectStreamMode.generate,
        compress_streams=packed,
        encryption=pikepdf.Encryption(user="", owner="chủ") if locked else None,
    )
    return out.getvalue()
