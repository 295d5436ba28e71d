"""The door: what may come in comes out right, what may not is refused with one sentence."""

from __future__ import annotations

import io
import resource
import struct
import sys
import time
import zlib
from collections.abc import Sequence

import numpy as np
import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.document.door.load import MAX_FILE_BYTES, MAX_FRAMES, count_frames, load_frame, thumbnail
from app.errors import BadInput
from tests.document.papers import jpg, png

SIZE = (300, 420)


def chart() -> Image.Image:
    """White, with a red, a green, a blue and a black field from top to bottom."""
    picture = Image.new("RGB", SIZE, "white")
    for index, colour in enumerate(("red", "lime", "blue", "black")):
        picture.paste(colour, (0, index * 100, 200, index * 100 + 100))
    return picture


def saved(picture: Image.Image, kind: str, **settings: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **settings)
    return out.getvalue()


def fields(data: bytes) -> list[tuple[int, ...]]:
    """The colours (RGB) in the middle of the chart's fields and of its white part."""
    pixels = load_frame(data, "bảng").pixels
    assert pixels.dtype == np.uint8
    assert pixels.shape == (SIZE[1], SIZE[0], 3)
    places = [(50, 100), (150, 100), (250, 100), (350, 100), (200, 280)]
    return [tuple(int(value) for value in pixels[y, x, ::-1]) for y, x in places]


def near(seen: Sequence[tuple[int, ...]], wanted: Sequence[tuple[int, ...]]) -> bool:
    return bool(np.abs(np.array(seen) - np.array(wanted)).max() <= 12)


COLOURS = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 0, 0), (255, 255, 255)]
GREYS = [(76, 76, 76), (150, 150, 150), (29, 29, 29), (0, 0, 0), (255, 255, 255)]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "WEBP", "PPM"])
def test_every_format_keeps_its_colours(kind: str) -> None:
    settings = {"quality": 95, "subsampling": 0} if kind == "JPEG" else {}
    assert near(fields(saved(chart(), kind, **settings)), COLOURS)


def test_cmyk_jpeg_comes_out_in_its_colours() -> None:
    assert near(fields(saved(chart().convert("CMYK"), "JPEG", quality=95, subsampling=0)), COLOURS)


def test_palette_comes_out_in_its_colours() -> None:
    assert near(fields(saved(chart().convert("P"), "PNG")), COLOURS)


def test_grey_and_16_bit_grey_come_out_alike() -> None:
    grey = chart().convert("L")
    deep = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    assert near(fields(saved(grey, "PNG")), GREYS)
    assert near(fields(saved(deep, "PNG")), GREYS)
    assert near(fields(saved(deep, "TIFF")), GREYS)


def test_what_is_transparent_is_paper() -> None:
    layer = chart().convert("RGBA")
    layer.paste((0, 0, 0, 0), (200, 0, 300, 420))
    assert near(fields(saved(layer, "PNG")), COLOURS)


@pytest.mark.parametrize("compression", ["group4", "group3", "raw"])
def test_one_bit_pages_are_black_on_white(compression: str) -> None:
    data = saved(
        chart().convert("L").point([0] * 200 + [255] * 56, "1"), "TIFF", compression=compression
    )
    assert fields(data) == [(0, 0, 0)] * 4 + [(255, 255, 255)]


def test_a_phone_held_sideways_gives_an_upright_page() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    data = saved(chart().rotate(90, expand=True), "JPEG", exif=turned, quality=95, subsampling=0)
    assert near(fields(data), COLOURS)


def test_fax_pages_get_square_pixels() -> None:
    fax = Image.new("L", (1728, 1145), 255)
    frame = load_frame(saved(fax, "TIFF", dpi=(204, 98)), "fax.tif")
    assert frame.pixels.shape[:2] == (round(1145 * 204 / 98), 1728)
    assert frame.dpi == pytest.approx(204)


@pytest.mark.parametrize(
    ("tagged", "size", "believed"),
    [
        (300, (2480, 3508), 300),
        (96, (794, 1123), 96),
        (72, (3000, 4000), None),
        (1, (800, 1100), None),
        (300, (9933, 1000), 300),
    ],
)
def test_only_believable_resolutions_are_believed(
    tagged: int, size: tuple[int, int], believed: int | None
) -> None:
    data = saved(Image.new("L", size, 255), "PNG", dpi=(tagged, tagged))
    frame = load_frame(data, "trang.png")
    assert frame.dpi == (None if believed is None else pytest.approx(believed, rel=0.01))
    assert load_frame(data, "trang.png", dpi=240).dpi == 240


def test_a_camera_is_known_by_its_exposure_and_its_resolution_not_believed() -> None:
    details = Image.Exif()
    details.get_ifd(0x8769)[0x829D] = 2.8
    frame = load_frame(saved(chart(), "JPEG", exif=details, dpi=(300, 300)), "ảnh.jpg")
    assert frame.camera
    assert frame.dpi is None


def test_pages_of_a_tiff_are_counted_and_told_apart() -> None:
    shades = [Image.new("L", SIZE, level) for level in (10, 120, 250)]
    data = saved(shades[0], "TIFF", save_all=True, append_images=shades[1:])
    assert count_frames(data, "fax.tif") == 3
    assert [int(load_frame(data, "fax.tif", page).pixels.mean()) for page in range(3)] == [
        10,
        120,
        250,
    ]
    with pytest.raises(BadInput, match="không có trang 4"):
        load_frame(data, "fax.tif", 3)


def test_thumbnails_have_the_asked_size(birth_scan: bytes) -> None:
    small = Image.open(io.BytesIO(thumbnail(birth_scan, "quét.jpg", side=200)))
    assert small.format == "JPEG"
    assert max(small.size) == 200


def bomb(width: int, height: int) -> bytes:
    """A sound 1-bit PNG of ``width`` × ``height`` white pixels, a few hundred kB long."""
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    press = zlib.compressobj(1)
    packed = b"".join(press.compress(row) for _ in range(height)) + press.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize("side", [12_000, 30_000])
def test_bombs_are_refused_before_they_are_decoded(side: int) -> None:
    data = bomb(side, side)
    before, started = _peak_bytes(), time.perf_counter()
    for opened in (count_frames, load_frame, thumbnail):
        with pytest.raises(BadInput, match="quá lớn"):
            opened(data, "bom.png")
    assert time.perf_counter() - started < 1
    assert _peak_bytes() - before < 20_000_000


def _peak_bytes() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _locked_pdf() -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(out, encryption=pikepdf.Encryption(user="mật khẩu", owner="chủ"))
    return out.getvalue()


def _pdf_with_picture(width: int, height: int) -> bytes:
    """A page whose picture says that it is ``width`` × ``height`` pixels."""
    pdf, out = pikepdf.new(), io.BytesIO()
    page = pdf.add_blank_page(page_size=(595, 842))
    picture = pikepdf.Stream(
        pdf,
        b"\0" * 100,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
    )
    name = page.add_resource(picture, pikepdf.Name.XObject)
    page.contents_add(f"q 595 0 0 842 0 0 cm {name} Do Q".encode())
    pdf.save(out)
    return out.getvalue()


def _pdf(pages: int, size: tuple[float, float] = (595, 842)) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for page in range(pages):
        canvas.drawString(100, 100, f"{page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


PAGE = jpg(Image.new("RGB", (800, 1100), "white"))
REFUSED = {
    "empty": (b"", "rỗng"),
    "text": (b"xin ch\xc3\xa0o " * 40, "không phải là tệp ảnh"),
    "gif": (saved(chart().convert("P"), "GIF"), "không phải là tệp ảnh"),
    "no HEIC": (b"\0\0\0\x18ftypheic" + b"\0" * 400, "bị hỏng"),
    "1x1": (saved(Image.new("RGB", (1, 1)), "PNG"), "quá nhỏ"),
    "narrow": (saved(Image.new("RGB", (99, 5000)), "PNG"), "quá nhỏ"),
    "half a JPEG": (PAGE[: len(PAGE) // 2], "bị hỏng"),
    "half a PNG": (png(chart())[:-200], "bị hỏng"),
    "half a TIFF": (saved(chart(), "TIFF")[:-2000], "bị hỏng"),
    "half a BMP": (saved(chart(), "BMP")[:-2000], "bị hỏng"),
    "no PDF": (b"%PDF-1.7\n" + b"not one at all " * 50, "bị hỏng"),
    "half a PDF": (_pdf(3)[:300], "bị hỏng"),
    "locked PDF": (_locked_pdf(), "mật khẩu"),
    "long PDF": (_pdf(MAX_FRAMES + 1), "501 trang"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_a_page_is_refused_with_one_sentence(case: str) -> None:
    data, words = REFUSED[case]
    with pytest.raises(BadInput, match=words) as refused:
        count_frames(data, "giay-to")
    assert "giay-to" in refused.value.title
    assert refused.value.hint


@pytest.mark.parametrize("size", [(14_400, 14_400), (20, 20)])
def test_pdf_pages_of_impossible_size_are_refused(size: tuple[float, float]) -> None:
    with pytest.raises(BadInput, match=r"quá (lớn|nhỏ)"):
        load_frame(_pdf(1, size), "trang.pdf")


def test_a_bomb_inside_a_pdf_is_refused() -> None:
    data = _pdf_with_picture(60_000, 60_000)
    for opened in (load_frame, thumbnail):
        with pytest.raises(BadInput, match="quá lớn"):
            opened(data, "bom.pdf")


def test_a_file_heavier_than_the_limit_is_refused() -> None:
    with pytest.raises(BadInput, match="nặng 200 MB"):
        count_frames(bytes(MAX_FILE_BYTES + 1), "nặng.tif")
