"""Pictures of cards: a QR at any turn, and files that are none."""

from __future__ import annotations

import io

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from app.errors import BadInput
from app.identity.card_image import read_card_image

CARD = (
    "042090001234|123456789|Nguyễn Văn Mẫu|01021990|Nam|Thôn Thí Dụ, Xã Mẫu, Tỉnh Hà Tĩnh|15062021"
)


def _card(text: str = CARD, scale: int = 6, size: tuple[int, int] = (1600, 1000)) -> Image.Image:
    """A card's front: grey, with the code at its top right."""
    code = io.BytesIO()
    segno.make_qr(text, error="m", encoding="utf-8", eci=False).save(code, "png", scale=scale)
    card = Image.new("L", size, 225)
    picture = Image.open(code).convert("L")
    card.paste(picture, (size[0] - picture.width - 60, 60))
    return card


def _file(picture: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("turn", [0, 7, 45, 90, 133, 180, 270, 315])
def test_at_any_turn(turn: int) -> None:
    turned = _card().rotate(turn, expand=True, fillcolor=255)
    assert read_card_image(_file(turned), "the.png").person.full_name == "Nguyễn Văn Mẫu"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP"])
def test_in_any_usual_kind(kind: str) -> None:
    assert read_card_image(_file(_card(), kind), "the").person.identifier == "042090001234"


def test_blurred_and_small() -> None:
    blurred = _card().filter(ImageFilter.GaussianBlur(1.5))
    assert read_card_image(_file(blurred, "JPEG"), "mo.jpg").person.identifier == "042090001234"
    small = _card(scale=2, size=(500, 320))
    assert read_card_image(_file(small), "nho.png").person.identifier == "042090001234"


def test_turned_by_the_phone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    _card().convert("RGB").save(out, "JPEG", exif=exif)
    assert read_card_image(out.getvalue(), "dt.jpg").person.identifier == "042090001234"


def test_no_code_in_the_picture() -> None:
    with pytest.raises(BadInput, match="Không thấy mã QR") as caught:
        read_card_image(_file(Image.new("RGB", (800, 600), "white")), "trang.png")
    assert "gõ số định danh" in caught.value.hint


def test_a_code_that_is_no_card() -> None:
    with pytest.raises(BadInput, match="không phải mã trên thẻ"):
        read_card_image(_file(_card("https://example.com/gioi-thieu")), "la.png")


def test_the_card_is_found_beside_another_code() -> None:
    both = Image.new("L", (3200, 1000), 255)
    both.paste(_card("https://example.com/gioi-thieu"), (0, 0))
    both.paste(_card(), (1600, 0))
    assert read_card_image(_file(both), "hai.png").person.identifier == "042090001234"


@pytest.mark.parametrize("size", [(9_000, 9_000), (14_000, 14_000), (70_000, 10)])
def test_a_huge_picture_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(BadInput, match="quá lớn"):
        read_card_image(_file(Image.new("1", size)), "lon.png")


@pytest.mark.parametrize("data", [b"", b"\x00", b"%PDF-1.7", b"GIF89a", b"khong phai anh"])
def test_a_file_that_is_no_picture(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"Không mở được ảnh «la\.bin»"):
        read_card_image(data, "la.bin")


def test_one_pixel() -> None:
    with pytest.raises(BadInput, match="Không thấy mã QR"):
        read_card_image(_file(Image.new("L", (1, 1))), "cham.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP"])
def test_a_truncated_picture(kind: str) -> None:
    whole = _file(_card(), kind)
    with pytest.raises(BadInput):
        read_card_image(whole[: len(whole) // 3], "cut")


WHOLE = {kind: _file(_card(size=(900, 600)), kind) for kind in ("PNG", "JPEG", "TIFF", "WEBP")}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 3_000), st.binary(min_size=1, max_size=8))
def test_no_damage_makes_a_traceback(kind: str, at: int, damage: bytes) -> None:
    data = bytearray(WHOLE[kind])
    data[at : at + len(damage)] = damage
    try:
        read_card_image(bytes(data), "hong")
    except BadInput as error:
        assert error.hint
