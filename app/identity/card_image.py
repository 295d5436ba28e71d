"""A picture of a card: its QR found at any turn, and read."""

from __future__ import annotations

import io
import struct

import zxingcpp
from PIL import Image, ImageOps

from app.errors import BadInput
from app.i18n import t
from app.identity.card import read_card_text
from app.identity.reading import CardReading

MAX_BYTES = 60_000_000
MAX_PIXELS = 60_000_000
"""A phone's picture has 12 to 50 million; checked before anything is decoded."""
MAX_SIDE = 30_000
"""Enlarged it is still within the 65 535 the code finder takes."""
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP")
SMALL_SIDE = 1_200
"""Pixels. A shorter picture is tried enlarged too: its QR modules may be two pixels wide."""

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_DAMAGED = (OSError, SyntaxError, ValueError, TypeError, EOFError, struct.error, UserWarning)
"""What Pillow lets out on damaged bytes; of some it only warns, and warnings may be errors."""


def read_card_image(data: bytes, name: str) -> CardReading:
    """The card in a picture file (JPEG, PNG, TIFF, WebP, BMP), turned or tilted as it may be.

    ``BadInput`` for a file that is no picture, is too large, or shows no readable code; where
    there are codes but none of a card, the refusal of the first is raised.
    """
    picture = _opened(data, name)
    refusal: BadInput | None = None
    for view in _views(picture):
        for text in _codes(view):
            try:
                return read_card_text(text)
            except BadInput as error:
                refusal = refusal or error
    raise refusal or BadInput(
        t("Không thấy mã QR trong ảnh «{name}».", name=name),
        t("Chụp lại cho mã QR trên thẻ rõ nét và đủ sáng, hoặc gõ số định danh."),
    )


def _opened(data: bytes, name: str) -> Image.Image:
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS or max(picture.size) > MAX_SIDE:
            raise _too_large(name)
        return ImageOps.grayscale(ImageOps.exif_transpose(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except _DAMAGED as error:
        raise BadInput(
            t("Không mở được ảnh «{name}».", name=name),
            t("Tệp phải là ảnh JPEG hoặc PNG còn nguyên vẹn: chụp hoặc quét lại thẻ."),
        ) from error


def _too_large(name: str) -> BadInput:
    return BadInput(
        t("Ảnh «{name}» quá lớn.", name=name),
        t("Chụp riêng mã QR trên thẻ, hoặc giảm cỡ ảnh rồi thử lại."),
    )


def _views(picture: Image.Image) -> list[Image.Image]:
    """The picture as it is, and enlarged where it is small."""
    if min(picture.size) >= SMALL_SIDE:
        return [picture]
    larger = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.BICUBIC)
    return [picture, larger]


def _codes(view: Image.Image) -> list[str]:
    """The texts of all codes in a picture. Cards write UTF-8 without saying so."""
    found = zxingcpp.read_barcodes(view, formats=_QR)
    texts = []
    for code in found:
        try:
            texts.append(code.bytes.decode("utf-8"))
        except UnicodeDecodeError:
            texts.append(code.text)
    return texts
