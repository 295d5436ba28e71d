"""PDFs as they come: scanned, written, both, turned, cut, nested, locked with nothing, broken."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream
from PIL import Image, ImageOps
from reportlab.pdfgen.canvas import Canvas

from app.document.door.load import count_frames, load_frame, thumbnail
from app.errors import BadInput
from tests.document.kinds import saved
from tests.document.test_door import COLOURS, near

SIZE = (600, 840)
"""Pixels of the scan; on 216 × 302.4 points that is 200 dpi."""
POINTS = (216.0, 302.4)


def chart(size: tuple[int, int] = SIZE) -> Image.Image:
    """Red, green, blue and black fields on the left from the top, white on the right."""
    width, height = size
    picture = Image.new("RGB", size, "white")
    for index, colour in enumerate(("red", "lime", "blue", "black")):
        top = index * height // 4
        picture.paste(colour, (0, top, width * 2 // 3, top + height // 4))
    return picture


def jpeg(picture: Image.Image) -> bytes:
    return saved(picture, "JPEG", quality=95, subsampling=0)


def written(pdf: Pdf, **settings: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **settings)  # type: ignore[arg-type]  # passed through
    return out.getvalue()


def image(pdf: Pdf, body: bytes, size: tuple[int, int] = SIZE, /, **about: object) -> Stream:
    wanted = {"BitsPerComponent": 8, "ColorSpace": Name.DeviceRGB, **about}
    return Stream(
        pdf,
        body,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        **{key: value for key, value in wanted.items() if value is not None},
    )


def scan_of(pdf: Pdf) -> Stream:
    return image(pdf, jpeg(chart()), Filter=Name.DCTDecode)


def page_with(pdf: Pdf, content: bytes, **objects: Stream) -> Page:
    page = pdf.add_blank_page(page_size=POINTS)
    page.Resources = Dictionary(
        XObject=Dictionary({f"/{name}": pdf.make_indirect(each) for name, each in objects.items()})
    )
    page.Contents = Stream(pdf, content)
    return page


FILLS = b"q 216 0 0 302.4 0 0 cm /Im Do Q"


def scanned(**settings: object) -> bytes:
    """A page that is one scan."""
    pdf = pikepdf.new()
    page_with(pdf, FILLS, Im=scan_of(pdf))
    return written(pdf, **settings)


def colours(picture: np.ndarray) -> list[tuple[int, ...]]:
    """In the middles of the four fields and of the white, of a picture that is RGB."""
    height, width = picture.shape[:2]
    places = [(height * (2 * row + 1) // 8, width // 3) for row in range(4)]
    return [
        tuple(int(value) for value in picture[y, x])
        for y, x in [*places, (height // 2, width * 5 // 6)]
    ]


def seen(data: bytes, page: int = 0) -> list[tuple[int, ...]]:
    return colours(load_frame(data, "tệp.pdf", page).pixels[:, :, ::-1])


def small(data: bytes, page: int = 0) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(thumbnail(data, "tệp.pdf", page, 210))))


def is_a_scan(data: bytes, dpi: float, wanted: Sequence[tuple[int, ...]] = COLOURS) -> bool:
    frame = load_frame(data, "tệp.pdf")
    assert not frame.born_digital
    assert frame.words is None
    assert frame.dpi == pytest.approx(dpi, rel=0.01)
    assert small(data).shape == (210, 150, 3)
    return near(seen(data), wanted) and near(colours(small(data)), wanted)


def test_a_scan_keeps_its_own_resolution_and_colours() -> None:
    data = scanned()
    assert is_a_scan(data, 200)
    drawn = load_frame(data, "tệp.pdf").pixels[:, :, ::-1]
    assert np.array_equal(drawn, np.asarray(Image.open(io.BytesIO(jpeg(chart())))))


def test_a_scan_inside_forms_is_a_scan() -> None:
    """Half its size in the inner form, twice that in the outer."""
    pdf = pikepdf.new()
    inner = Stream(
        pdf,
        b"q 108 0 0 151.2 0 0 cm /Im Do Q",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 108, 151.2],
        Resources=Dictionary(XObject=Dictionary(Im=pdf.make_indirect(scan_of(pdf)))),
    )
    outer = Stream(
        pdf,
        b"q 2 0 0 2 0 0 cm /Fm Do Q",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 216, 302.4],
        Resources=Dictionary(XObject=Dictionary(Fm=pdf.make_indirect(inner))),
    )
    page_with(pdf, b"/Out Do", Out=outer)
    assert is_a_scan(written(pdf), 200)


def test_a_scan_cut_into_strips_is_a_scan() -> None:
    pdf = pikepdf.new()
    whole, parts, content = chart(), {}, b""
    for index in range(6):
        strip = whole.crop((0, index * 140, 600, index * 140 + 140))
        parts[f"S{index}"] = image(pdf, jpeg(strip), (600, 140), Filter=Name.DCTDecode)
        content += b"q 216 0 0 50.4 0 %.1f cm /S%d Do Q " % (302.4 - 50.4 * (index + 1), index)
    page_with(pdf, content, **parts)
    assert is_a_scan(written(pdf), 200)


def test_words_laid_over_a_scan_do_not_make_it_a_written_page() -> None:
    pdf = pikepdf.new()
    page = page_with(pdf, FILLS + b" BT 3 Tr /F 12 Tf 20 20 Td (chu) Tj ET", Im=scan_of(pdf))
    page.Resources.Font = Dictionary(
        F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    assert is_a_scan(written(pdf), 200)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_seen_turned(turn: int) -> None:
    pdf = pikepdf.new()
    page_with(pdf, FILLS, Im=scan_of(pdf)).Rotate = turn
    data = written(pdf)
    back = np.rot90(load_frame(data, "tệp.pdf").pixels[:, :, ::-1], turn // 90)
    assert near(colours(back), COLOURS)
    assert near(colours(np.rot90(small(data), turn // 90)), COLOURS)


def test_only_what_the_crop_box_shows_is_the_page() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(600, 600))
    page.Resources = Dictionary(XObject=Dictionary(Im=pdf.make_indirect(scan_of(pdf))))
    page.Contents = Stream(pdf, b"q 216 0 0 302.4 100 150 cm /Im Do Q 0 0 90 90 re f")
    page.CropBox = Array([100, 150, 316, 452.4])
    assert is_a_scan(written(pdf), 200)


def _packed_bits(picture: Image.Image) -> bytes:
    """The picture in G4. Pillow's TIFFs call white 1, which G4 calls black."""
    turned = ImageOps.invert(picture).convert("1", dither=Image.Dither.NONE)
    data = saved(turned, "TIFF", compression="group4")
    with Image.open(io.BytesIO(data)) as opened:
        tags = opened.tag_v2  # type: ignore[attr-defined]  # of a TIFF
        assert len(tags[273]) == 1
        return data[tags[273][0] : tags[273][0] + tags[279][0]]


def _jbig2(picture: Image.Image) -> bytes:
    """One page with one generic region in MMR, which is G4 (ITU-T T.88, 6.2 and 7.4)."""
    width, height = picture.size
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    bits = struct.pack(">IIIIBB", width, height, 0, 0, 0, 1) + _packed_bits(picture)
    return b"".join(
        struct.pack(">IBBBI", number, kind, 0, 1, len(body)) + body
        for number, (kind, body) in enumerate(((48, page), (38, bits)))
    )


def _bits(filtered: Name, body: bytes, means: Dictionary | None = None) -> bytes:
    pdf = pikepdf.new()
    picture = image(
        pdf,
        body,
        Filter=filtered,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=1,
        DecodeParms=means,
    )
    page_with(pdf, FILLS, Im=picture)
    return written(pdf)


BLACK_ON_WHITE = [(0, 0, 0)] * 4 + [(255, 255, 255)]


def _two_tone() -> Image.Image:
    return chart().convert("L").point([0] * 200 + [255] * 56)


def test_fax_pictures() -> None:
    means = Dictionary(K=-1, Columns=SIZE[0], Rows=SIZE[1], BlackIs1=False)
    data = _bits(Name.CCITTFaxDecode, _packed_bits(_two_tone()), means)
    assert is_a_scan(data, 200, BLACK_ON_WHITE)


def test_jbig2_pictures() -> None:
    assert is_a_scan(_bits(Name.JBIG2Decode, _jbig2(_two_tone())), 200, BLACK_ON_WHITE)


@pytest.mark.parametrize("kind", ["jpx", "flate", "cmyk jpeg", "palette"])
def test_other_pictures(kind: str) -> None:
    pdf = pikepdf.new()
    if kind == "jpx":
        body = saved(chart(), "JPEG2000", irreversible=False)
        picture = image(pdf, body, Filter=Name.JPXDecode, ColorSpace=None)
    elif kind == "flate":
        picture = image(pdf, zlib.compress(chart().tobytes()), Filter=Name.FlateDecode)
    elif kind == "palette":
        few = chart().quantize(8)
        table = bytes(few.getpalette() or b"")[:24].ljust(24, b"\0")
        space = Array([Name.Indexed, Name.DeviceRGB, 7, pikepdf.String(table)])
        picture = image(pdf, few.tobytes(), ColorSpace=space)
    else:
        body = saved(chart().convert("CMYK"), "JPEG", quality=95, subsampling=0)
        picture = image(
            pdf,
            body,
            Filter=Name.DCTDecode,
            ColorSpace=Name.DeviceCMYK,
            Decode=Array([1, 0] * 4),
        )
    page_with(pdf, FILLS, Im=picture)
    inks = [(237, 28, 36), (0, 166, 81), (46, 49, 146), (35, 31, 32), (255, 255, 255)]
    frame = load_frame(written(pdf), "tệp.pdf")
    assert not frame.born_digital
    wanted = inks if kind == "cmyk jpeg" else COLOURS
    difference = np.abs(np.array(seen(written(pdf))) - np.array(wanted)).max()
    assert difference <= (60 if kind == "cmyk jpeg" else 12)


def test_a_file_of_both_keeps_the_words_of_its_written_page() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=POINTS)
    canvas.drawString(30, 200, "Don xin xac nhan")
    canvas.showPage()
    canvas.save()
    pdf = Pdf.open(io.BytesIO(out.getvalue()))
    page_with(pdf, FILLS, Im=scan_of(pdf))
    data = written(pdf)
    assert count_frames(data, "tệp.pdf") == 2
    first, second = (load_frame(data, "tệp.pdf", page) for page in range(2))
    assert first.born_digital
    assert [word.text for word in first.words or ()] == ["Don", "xin", "xac", "nhan"]
    assert not second.born_digital
    assert near(seen(data, 1), COLOURS)


def test_a_password_that_is_empty_locks_nothing() -> None:
    assert is_a_scan(scanned(encryption=pikepdf.Encryption(user="", owner="chủ")), 200)


def test_attachments_and_forms_of_another_program_do_no_harm() -> None:
    pdf = pikepdf.new()
    page_with(pdf, FILLS, Im=scan_of(pdf))
    pdf.attachments["bảng.txt"] = pikepdf.AttachedFileSpec(pdf, b"so lieu", filename="bang.txt")
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([]), XFA=Stream(pdf, b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    )
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    assert is_a_scan(written(pdf), 200)


def test_a_lost_table_of_contents_is_made_anew() -> None:
    data = scanned(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    table = data.rindex(b"xref", 0, data.rindex(b"startxref"))
    trailer = data[data.index(b"trailer", table) : data.rindex(b"startxref")]
    assert is_a_scan(data[:table] + trailer + b"startxref\n999999\n%%EOF", 200)


def test_a_drawing_of_a0_is_taken_in_at_what_fits() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(2384, 3370))
    canvas.line(100, 100, 2000, 3000)
    canvas.save()
    frame = load_frame(out.getvalue(), "bản vẽ.pdf")
    assert frame.dpi == 200
    assert frame.pixels.shape[:2] == (9361, 6623)


def test_a_bomb_inside_a_form_is_refused() -> None:
    pdf = pikepdf.new()
    bomb = image(pdf, b"\0" * 100, (60_000, 60_000))
    form = Stream(
        pdf,
        FILLS,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 216, 302.4],
        Resources=Dictionary(XObject=Dictionary(Im=pdf.make_indirect(bomb))),
    )
    page_with(pdf, b"/Fm Do", Fm=form)
    for opened in (load_frame, thumbnail):
        with pytest.raises(BadInput, match="quá lớn"):
            opened(written(pdf), "bom.pdf")
