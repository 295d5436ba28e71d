"""Image files through Pillow: counted, bounded, upright and in plain 8-bit BGR."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import numpy as np
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from app.document import refusals
from app.document.frame import Frame, Pixels
from app.document.limits import MAX_PIXELS, check_count, check_size
from app.document.scale import believable_dpi

_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "DIB", "WEBP", "PPM")
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")
_DECODER_FAILURES = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    struct.error,
    UserWarning,
)
"""What Pillow lets out on damaged bytes. It only warns of some, and warnings may be errors."""
_STRIPS_AND_TILES = ((273, 279), (324, 325))
"""TIFF tags: where the pieces of a frame start, and how long each is."""

# A picture above the limit must stop before Pillow gives it memory, as an error and not a warning.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
# Phones write odd EXIF; Pillow says so on stderr, where no officer looks.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


def is_heic(data: bytes) -> bool:
    """True for the HEIC family that phones write."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS


def count_pictures(data: bytes, name: str) -> int:
    """Pages in an image file, its wholeness checked with as little decoding as will tell."""
    with _opened(data, name) as image:
        count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        check_count(count, name)
        for frame in range(count):
            _seek(image, name, frame)
            _check_whole(image, len(data))
        return count


def load_picture(data: bytes, name: str, frame: int, dpi: float | None) -> Frame:
    """One frame of an image file. ``dpi`` from the source wins over the file's own tag."""
    with _opened(data, name) as image:
        _seek(image, name, frame)
        camera = from_camera(image)
        square, tagged = _square_pixels(image)
        upright = ImageOps.exif_transpose(square)
        believed = None if camera else believable_dpi(tagged, *upright.size)
        return Frame(plain_bgr(upright), dpi or believed, camera=camera)


def picture_thumbnail(data: bytes, name: str, frame: int, side: int) -> Pixels:
    """The frame with its longer side ``side`` pixels, decoded at reduced size where possible."""
    with _opened(data, name) as image:
        _seek(image, name, frame)
        image.draft("RGB", (side, side))
        square, _ = _square_pixels(image)
        square.thumbnail((side, side), Image.Resampling.BOX)
        return plain_bgr(ImageOps.exif_transpose(square))


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Image.Image]:
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            yield image
    except UnidentifiedImageError as error:
        raise refusals.unknown_kind(name) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refusals.too_large(name, MAX_PIXELS) from error
    except _DECODER_FAILURES as error:
        raise refusals.damaged(name) from error


def _seek(image: Image.Image, name: str, frame: int) -> None:
    if frame:
        try:
            image.seek(frame)
        except EOFError as error:
            raise refusals.no_such_page(name, frame + 1) from error
    check_size(*image.size, name)


def _check_whole(image: Image.Image, size: int) -> None:
    """Raise one of the decoder's failures where bytes are missing."""
    if image.format == "TIFF":
        _check_pieces(image, size)
    elif image.format == "PNG":
        image.verify()
    else:
        image.draft("RGB", (1, 1))
        image.load()


def _check_pieces(image: Image.Image, size: int) -> None:
    tags = getattr(image, "tag_v2", {})
    for start, length in _STRIPS_AND_TILES:
        pieces = zip(tags.get(start, ()), tags.get(length, ()), strict=True)
        if any(offset + count > size for offset, count in pieces):
            raise EOFError("a strip or tile ends behind the file")


def from_camera(image: Image.Image) -> bool:
    """True where its Exif tells of an exposure."""
    details = image.getexif().get_ifd(ExifTags.IFD.Exif)
    return ExifTags.Base.ExposureTime in details or ExifTags.Base.FNumber in details


def _square_pixels(image: Image.Image) -> tuple[Image.Image, float | None]:
    """The picture with equal resolution both ways (fax is 204 × 98 dpi), and that resolution."""
    across, down = (float(dpi) for dpi in image.info.get("dpi", (0, 0)))
    if across <= 0 or down <= 0:
        return image, None
    if 0.95 < across / down < 1.05:
        return image, across
    finer = max(across, down)
    width, height = round(image.width * finer / across), round(image.height * finer / down)
    if width * height > MAX_PIXELS or finer > 3 * min(across, down):
        return image, None
    return image.convert("RGB").resize((width, height), Image.Resampling.BICUBIC), finer


def plain_bgr(image: Image.Image) -> Pixels:
    """Any Pillow mode as 8-bit BGR, with what is transparent laid on white paper."""
    if image.mode.startswith(("I", "F")):
        return np.asarray(cv2.cvtColor(_eight_bits(image), cv2.COLOR_GRAY2BGR), np.uint8)
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    colour = np.asarray(image.convert("RGB"))
    return np.asarray(cv2.cvtColor(colour, cv2.COLOR_RGB2BGR), np.uint8)


def _eight_bits(image: Image.Image) -> Pixels:
    """Grey of 16 or 32 bits, or of floats 0..1, as 0..255."""
    grey = np.asarray(image).astype(np.float32)
    peak = float(grey.max(initial=0))
    whole = 1.0 if peak <= 1 else 255.0 if peak <= 255 else 65535.0
    return np.asarray(np.clip(grey * (255.0 / whole), 0, 255), np.uint8)
