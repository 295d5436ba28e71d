"""Every kind of picture comes out in its own colours, upright, and in true proportions."""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from PIL import Image

from app.document.door.load import count_frames, load_frame, thumbnail
from app.errors import BadInput
from tests.document.kinds import bmp, bmp_rows, packed, run_lengths, saved, tiff, ycck_jpeg
from tests.document.test_door import COLOURS, GREYS, SIZE, chart, fields, near

PALETTE = [*COLOURS, *[(9, 9, 9)] * 11]
BLACK_ON_WHITE = [(0, 0, 0)] * 4 + [(255, 255, 255)]


def as_drawn() -> np.ndarray:
    return np.asarray(chart())


def greys() -> np.ndarray:
    return np.asarray(chart().convert("L"))


def indices() -> np.ndarray:
    """The chart as places in ``PALETTE``."""
    values = np.full(SIZE[::-1], 4, np.uint8)
    for index in range(4):
        values[index * 100 : index * 100 + 100, :200] = index
    return values


def small(data: bytes, side: int) -> np.ndarray:
    """The thumbnail's pixels."""
    return np.asarray(Image.open(io.BytesIO(thumbnail(data, "bảng", side=side))))


def same_at_every_door(data: bytes, wanted: Sequence[tuple[int, ...]]) -> bool:
    assert count_frames(data, "bảng") == 1
    seen_small = small(data, 210)
    seen = [
        tuple(int(value) for value in seen_small[y // 2, x // 2])
        for y, x in ((50, 100), (150, 100), (250, 100), (350, 100), (200, 280))
    ]
    assert seen_small.shape == (210, 150, 3)
    return near(fields(data), wanted) and near(seen, wanted)


def jpeg(**settings: object) -> bytes:
    return saved(chart(), "JPEG", quality=95, subsampling=0, **settings)


def deep_png(planes: np.ndarray) -> bytes:
    """A 16-bit PNG of BGR, BGRA or grey values that were 8-bit."""
    return bytes(cv2.imencode(".png", planes.astype(np.uint16) * 257)[1])


COLOURED = {
    "progressive JPEG": lambda: jpeg(progressive=True),
    "JPEG with something behind it": lambda: jpeg() + b"behind" * 500,
    "JPEG with a second picture behind it, as phones write": lambda: saved(
        chart(), "MPO", save_all=True, append_images=[Image.new("RGB", SIZE, "red")], quality=95
    ),
    "CMYK JPEG of Adobe's, inverted": lambda: saved(
        chart().convert("CMYK"), "JPEG", quality=95, subsampling=0
    ),
    "YCCK JPEG": lambda: ycck_jpeg(chart(), quality=95, subsampling=0),
    "16-bit RGB PNG": lambda: deep_png(as_drawn()[:, :, ::-1]),
    "16-bit RGBA PNG": lambda: deep_png(
        np.dstack([as_drawn()[:, :, ::-1], np.full(SIZE[::-1], 255, np.uint8)])
    ),
    "animated PNG": lambda: saved(
        chart(), "PNG", save_all=True, append_images=[Image.new("RGB", SIZE, "red")]
    ),
    "lossy WebP": lambda: saved(chart(), "WEBP", quality=95),
    "lossless WebP": lambda: saved(chart(), "WEBP", lossless=True),
    "animated WebP": lambda: saved(
        chart(), "WEBP", lossless=True, save_all=True, append_images=[Image.new("RGB", SIZE, "red")]
    ),
    "CMYK TIFF": lambda: saved(chart().convert("CMYK"), "TIFF"),
    "palette TIFF": lambda: saved(chart().convert("P"), "TIFF", compression="tiff_lzw"),
    "JPEG in TIFF": lambda: saved(chart(), "TIFF", compression="jpeg", quality=95),
    "16-bit RGB TIFF": lambda: tiff(
        [(as_drawn().astype(">u2") * 257).tobytes()], SIZE, bits=[16] * 3, photometric=2, order=">"
    ),
    "16-bit RGB TIFF, one colour after the other": lambda: tiff(
        [(as_drawn()[:, :, colour].astype("<u2") * 257).tobytes() for colour in range(3)],
        SIZE,
        bits=[16] * 3,
        photometric=2,
        planar=True,
    ),
    "24-bit BMP": lambda: bmp(bmp_rows(as_drawn()[:, :, ::-1], 24), SIZE, 24),
    "32-bit BMP": lambda: bmp(
        bmp_rows(np.dstack([as_drawn()[:, :, ::-1], np.zeros(SIZE[::-1], np.uint8)]), 32), SIZE, 32
    ),
    "32-bit BMP whose opacity was left out": lambda: bytes(
        cv2.imencode(".bmp", np.dstack([as_drawn()[:, :, ::-1], np.zeros(SIZE[::-1], np.uint8)]))[1]
    ),
    "8-bit BMP": lambda: bmp(bmp_rows(indices(), 8), SIZE, 8, PALETTE),
    "4-bit BMP": lambda: bmp(bmp_rows(indices(), 4), SIZE, 4, PALETTE),
    "4-bit BMP with the old head": lambda: bmp(
        bmp_rows(indices(), 4), SIZE, 4, PALETTE, old_head=True
    ),
    "BMP from the top down": lambda: bmp(
        bmp_rows(indices()[::-1], 8), (SIZE[0], -SIZE[1]), 8, PALETTE
    ),
    "BMP in runs of 8 bits": lambda: bmp(
        run_lengths(indices(), 8), SIZE, 8, PALETTE, compression=1
    ),
    "BMP in runs of 4 bits": lambda: bmp(
        run_lengths(indices(), 4), SIZE, 4, PALETTE, compression=2
    ),
}


@pytest.mark.parametrize("kind", COLOURED)
def test_colours(kind: str) -> None:
    assert same_at_every_door(COLOURED[kind](), COLOURS)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_shallow_greys_of_either_sense(order: str, bits: int) -> None:
    levels = (greys() >> (8 - bits)).astype(np.uint8)
    most = 2**bits - 1
    wanted = [(int(grey[0] >> (8 - bits)) * 255 // most,) * 3 for grey in GREYS]
    for photometric, values in ((1, levels), (0, most - levels)):
        data = tiff([packed(values, bits)], SIZE, bits=[bits], photometric=photometric, order=order)
        assert near(fields(data), wanted)


def test_deep_greys_of_either_sense() -> None:
    deep = greys().astype("<u2") * 257
    for photometric, values in ((1, deep), (0, 65535 - deep)):
        data = tiff([values.tobytes()], SIZE, bits=[16], photometric=photometric)
        assert same_at_every_door(data, GREYS)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_a_dark_deep_picture_stays_dark(kind: str) -> None:
    dark = Image.fromarray(np.full(SIZE[::-1], 200, np.uint16))
    assert load_frame(saved(dark, kind), "tối").pixels.max() == 0


def test_floats_are_shades() -> None:
    data = tiff(
        [(greys() / 255).astype("<f4").tobytes()], SIZE, bits=[32], photometric=1, extra={339: 3}
    )
    assert near(fields(data), GREYS)


@pytest.mark.parametrize("flipped", [False, True])
def test_one_bit_bmp(flipped: bool) -> None:
    values = (indices() == 4).astype(np.uint8)
    palette = [(0, 0, 0), (255, 255, 255)]
    data = bmp(
        bmp_rows(1 - values if flipped else values, 1),
        SIZE,
        1,
        palette[::-1] if flipped else palette,
    )
    assert fields(data) == BLACK_ON_WHITE


_UNDO = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("orientation", _UNDO)
def test_every_orientation_stands_upright(kind: str, orientation: int) -> None:
    undo = _UNDO[orientation]
    lying = chart() if undo is None else chart().transpose(undo)
    if kind == "TIFF":
        data = saved(lying, kind, tiffinfo={0x0112: orientation})
    else:
        exif = Image.Exif()
        exif[0x0112] = orientation
        data = saved(lying, kind, exif=exif, quality=95)
    assert same_at_every_door(data, COLOURS)


def test_damaged_exif_is_no_reason_to_turn_a_picture_away() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = jpeg(exif=exif).replace(b"Exif\0\0MM\0*", b"Exif\0\0QQ\0*")
    assert near(fields(data), COLOURS)
    assert not load_frame(data, "ảnh.jpg").camera


def test_a_turned_fax_keeps_its_proportions() -> None:
    fax = Image.new("1", (1728, 1145), 1)
    data = saved(fax, "TIFF", dpi=(204, 98), tiffinfo={0x0112: 6}, compression="group4")
    frame = load_frame(data, "fax.tif")
    assert frame.pixels.shape[:2] == (1728, round(1145 * 204 / 98))
    assert frame.dpi == pytest.approx(204)
    assert small(data, 256).shape[1] == 256


def test_thin_lines_of_a_fax_are_still_seen_in_its_thumbnail() -> None:
    fax = np.full((2000, 1500), 255, np.uint8)
    fax[::40] = 0
    data = saved(Image.fromarray(fax).convert("1"), "TIFF", compression="group4")
    seen = small(data, 256)
    assert 230 < seen.mean() < 254
    assert seen.min() < 250


def test_the_tag_of_72_dpi_on_a_scan_is_not_believed() -> None:
    data = saved(Image.new("L", (2480, 3508), 255), "PNG", dpi=(72, 72))
    assert load_frame(data, "quét.png").dpi is None


@pytest.mark.parametrize("lost", [2, 10, 400])
def test_a_jpeg_without_its_end_is_refused_at_every_door(lost: int) -> None:
    for opened in (count_frames, load_frame, thumbnail):
        with pytest.raises(BadInput, match="bị hỏng"):
            opened(jpeg()[:-lost], "cụt.jpg")


def test_a_kind_of_tiff_nobody_can_read_is_named_as_such() -> None:
    deep = (np.dstack([greys(), greys()]).astype("<u2") * 257).tobytes()
    data = tiff([deep], SIZE, bits=[16, 16], photometric=1, extra={338: 2})
    with pytest.raises(BadInput, match="chưa đọc được kiểu ảnh"):
        load_frame(data, "lạ.tif")
