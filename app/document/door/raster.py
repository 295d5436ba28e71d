"""Image files through Pillow: counted, bounded, upright and in plain 8-bit BGR."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import numpy as np
from PIL import ExifTags, Image, UnidentifiedImageError

from app.document.door import refusals
from app.document.door.limits import MAX_PIXELS, check_count, check_kind, check_scans, check_size
from app.document.door.plain import plain_bgr, visible
from app.document.door.tiff_pages import count_tiff_pages, is_tiff
from app.document.frame import Frame, Pixels
from app.document.scale import believable_dpi

_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP", "PPM")
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"heim", b"heis")
_TEXT_PICTURES = (b"P1", b"P2", b"P3")
"""Portable pixmaps whose values are written out in digits: a page takes a quarter of a minute."""
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
_BITS, _PHOTOMETRIC, _PLANAR = 258, 262, 284
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture upright, by its Exif orientation (CIPA DC-008, 4.6.4)."""

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
    count = count_tiff_pages(data, name) if is_tiff(data) else 1
    check_count(count, name)
    with _opened(data, name) as image:
        for frame in range(count):
            _seek(image, name, frame)
            _check_whole(image, data)
        return count


def load_picture(data: bytes, name: str, frame: int, dpi: float | None) -> Frame:
    """One frame of an image file. ``dpi`` from the source wins over the file's own tag."""
    with _opened(data, name) as image:
        _seek(image, name, frame)
        camera = from_camera(image)
        upright, across, down = _upright(image, data, frame)
        pixels, tagged = _square_pixels(plain_bgr(upright), across, down)
        height, width = pixels.shape[:2]
        believed = None if camera else believable_dpi(tagged, width, height)
        return Frame(pixels, dpi or believed, camera=camera)


def picture_thumbnail(data: bytes, name: str, frame: int, side: int) -> Pixels:
    """The frame with its longer side ``side`` pixels, decoded at reduced size where possible."""
    with _opened(data, name) as image:
        _seek(image, name, frame)
        image.draft("RGB", (side, side))
        upright, across, down = _upright(image, data, frame)
        width, height = _square_size(*upright.size, across, down)
        scale = side / max(width, height)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        return plain_bgr(_shades(upright).resize(size, Image.Resampling.BOX))


def from_camera(image: Image.Image) -> bool:
    """True where its Exif tells of an exposure."""
    try:
        details = _exif(image).get_ifd(ExifTags.IFD.Exif)
    except _DECODER_FAILURES:
        return False
    return ExifTags.Base.ExposureTime in details or ExifTags.Base.FNumber in details


def _exif(image: Image.Image) -> Image.Exif:
    """Its Exif; empty where that is damaged, which is no reason to turn a picture away."""
    try:
        return image.getexif()
    except _DECODER_FAILURES:
        return Image.Exif()


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Image.Image]:
    if data[:2] in _TEXT_PICTURES:
        raise refusals.unknown_kind(name)
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            check_kind(image.format, len(data), *image.size, name)
            if image.info.get("progressive"):
                check_scans(data.count(b"\xff\xda"), *image.size, name)
            yield image
    except UnidentifiedImageError as error:
        raise (refusals.odd_kind if is_tiff(data) else refusals.unknown_kind)(name) from error
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


def _check_whole(image: Image.Image, data: bytes) -> None:
    """Raise one of the decoder's failures where bytes are missing."""
    if image.format == "TIFF":
        _check_pieces(image, len(data))
    elif image.format == "PNG":
        image.verify()
    elif _is_run_lengths(image):
        _through_opencv(data, 0)
    else:
        image.draft("RGB", (1, 1))
        image.load()


def _check_pieces(image: Image.Image, size: int) -> None:
    tags = getattr(image, "tag_v2", {})
    for start, length in _STRIPS_AND_TILES:
        pieces = zip(tags.get(start, ()), tags.get(length, ()), strict=True)
        if any(offset + count > size for offset, count in pieces):
            raise EOFError("a strip or tile ends behind the file")


def _upright(image: Image.Image, data: bytes, frame: int) -> tuple[Image.Image, float, float]:
    """The decoded picture as it is meant to be seen, and its dpi across and down (0: unknown)."""
    across, down = (float(dpi) for dpi in image.info.get("dpi", (0, 0)))
    turn = _exif(image).get(ExifTags.Base.Orientation, 1)
    if turn in (5, 6, 7, 8):
        across, down = down, across
    if _is_run_lengths(image) or _is_odd_tiff(image):
        image = _through_opencv(data, frame)
    else:
        tiff = image.format == "TIFF"
        image.load()
        # Pillow turns a TIFF by itself, and nothing else.
        turn = 1 if tiff else turn
    return image.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT else image, across, down


def _is_run_lengths(image: Image.Image) -> bool:
    """A BMP in run lengths takes Pillow four seconds, OpenCV a fortieth of one."""
    return image.format == "BMP" and image.info.get("compression") in (1, 2)


def _is_odd_tiff(image: Image.Image) -> bool:
    """Deep colours one after the other, and deep greys whose zero is white: Pillow takes the
    first for one plane and the second for black."""
    tags = getattr(image, "tag_v2", {})
    deep = max(tags.get(_BITS, (1,))) > 8
    return deep and (tags.get(_PLANAR) == 2 or tags.get(_PHOTOMETRIC) == 0)


def _through_opencv(data: bytes, frame: int) -> Image.Image:
    flags = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        _, found = cv2.imdecodemulti(np.frombuffer(data, np.uint8), flags, range=(frame, frame + 1))
    except cv2.error as error:
        raise OSError(str(error)) from error
    if not found:
        raise OSError("not decoded")
    return Image.fromarray(cv2.cvtColor(found[0], cv2.COLOR_BGR2RGB))


def _square_size(width: int, height: int, across: float, down: float) -> tuple[int, int]:
    """The size with equal resolution both ways, the finer one: fax is 204 × 98 dpi."""
    finer = max(across, down)
    if not (min(across, down) > 0 and finer < 3 * min(across, down)):
        return width, height
    wide, high = round(width * finer / across), round(height * finer / down)
    return (wide, high) if wide * high <= MAX_PIXELS else (width, height)


def _square_pixels(pixels: Pixels, across: float, down: float) -> tuple[Pixels, float | None]:
    """The picture stretched to equal resolution both ways, and that resolution if it is known."""
    if not 0 < min(across, down) < np.inf:
        return pixels, None
    if 0.95 < across / down < 1.05:
        return pixels, across
    height, width = pixels.shape[:2]
    size = _square_size(width, height, across, down)
    if size == (width, height):
        return pixels, None
    stretched = cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(stretched, np.uint8), max(across, down)


def _shades(image: Image.Image) -> Image.Image:
    """A picture that can be made smaller without losing its thin lines."""
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("P", "PA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return visible(image)
