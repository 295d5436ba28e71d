"""Small files that say they are large, and small files that are: refused before they are decoded,
in bounded time and memory."""

from __future__ import annotations

import resource
import struct
import time
from collections.abc import Callable

import pytest
from PIL import Image

from app.document.door.load import count_frames, load_frame, thumbnail
from app.errors import BadInput
from tests.document.kinds import bmp, saved


def _endless_tiff(pages: int) -> bytes:
    """Tables of contents one behind the other, all of the same small picture."""
    entries = (
        (256, 4, 200), (257, 4, 200), (258, 3, 8), (259, 3, 1), (262, 3, 1),
        (273, 4, 8), (277, 3, 1), (278, 4, 200), (279, 4, 40_000),
    )  # fmt: skip
    table = struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries
    )
    step = len(table) + 4
    body = b"".join(
        table + struct.pack("<I", 8 + step * (page + 1) if page < pages - 1 else 0)
        for page in range(pages)
    )
    return b"II*\0" + struct.pack("<I", 8) + body + b"\0" * 40_000


def _round_tiff() -> bytes:
    """A chain that bites its own tail."""
    return _endless_tiff(2)[:-40_004] + struct.pack("<I", 8) + b"\0" * 40_000


def _greedy_tiff() -> bytes:
    """Many pages whose tables each point at the whole file."""
    count, pages = 60_000, 400
    step = 2 + 12 * 4 + 4
    body = b""
    for page in range(pages):
        behind = 8 + step * (page + 1) if page < pages - 1 else 0
        body += struct.pack("<H", 4)
        for tag, kind, value in ((256, 4, 200), (257, 4, 200)):
            body += struct.pack("<HHII", tag, kind, 1, value)
        for tag in (65_000, 65_001):
            body += struct.pack("<HHII", tag, 1, count, 8)
        body += struct.pack("<I", behind)
    return b"II*\0" + struct.pack("<I", 8) + body + b"\0" * (count - len(body))


def _wide_webp(side: int) -> bytes:
    """Two small pictures on a canvas of ``side`` × ``side``."""
    small = Image.new("RGB", (200, 200))
    red = Image.new("RGB", (200, 200), "red")
    data = bytearray(saved(small, "WEBP", lossless=True, save_all=True, append_images=[red]))
    at = data.index(b"VP8X") + 12
    data[at : at + 6] = (side - 1).to_bytes(3, "little") * 2
    return bytes(data)


def _tall_jpeg() -> bytes:
    """A sound little JPEG whose head says 65 000 × 1 800."""
    data = bytearray(saved(Image.new("RGB", (300, 300), "white"), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 65_000, 1_800)
    return bytes(data)


def _patient_jpeg() -> bytes:
    """Progressive, its last pass repeated a thousand times."""
    data = saved(Image.new("L", (3000, 4000), 128), "JPEG", progressive=True)
    last = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + last * 1000 + b"\xff\xd9"


def _digits() -> bytes:
    return b"P3 2000 2000 255\n" + b"1 2 3 " * 4_000_000


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "TIFF of 60 000 pages": (lambda: _endless_tiff(60_000), "60000 trang"),
    "TIFF that points at itself 800 times": (_greedy_tiff, "bị hỏng"),
    "WebP of 16 383 × 16 383": (lambda: _wide_webp(16_383), "quá lớn"),
    "WebP of 9 000 × 9 000": (lambda: _wide_webp(9_000), "quá lớn"),
    "JPEG larger than its bytes": (_tall_jpeg, "bị hỏng"),
    "JPEG of 1 000 passes": (_patient_jpeg, "quá phức tạp"),
    "pixmap in digits": (_digits, "không phải là tệp ảnh"),
    "BMP of 40 000 × 40 000": (lambda: bmp(b"\0" * 99, (40_000, 40_000), 24), "quá lớn"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused_at_once(bomb: str) -> None:
    made, words = BOMBS[bomb]
    data = made()
    before, started = _peak_mb(), time.process_time()
    with pytest.raises(BadInput, match=words):
        count_frames(data, "bom")
    assert time.process_time() - started < 1
    assert _peak_mb() - before < 60


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_a_chain_that_bites_its_tail_has_as_many_pages_as_it_has() -> None:
    assert count_frames(_round_tiff(), "vòng.tif") == 2


def test_runs_are_unpacked_quickly() -> None:
    """Ten million pixels, each a run of its own: Pillow takes four seconds."""
    rows = (b"\1\1" * 3000 + b"\0\0") * 3400 + b"\0\1"
    data = bmp(rows, (3000, 3400), 8, [(0, 0, 0), (255, 255, 255)], compression=1)
    started = time.process_time()
    assert count_frames(data, "dải.bmp") == 1
    assert load_frame(data, "dải.bmp").pixels.min() == 255
    assert time.process_time() - started < 2


def test_a_large_page_fits_in_memory_once_and_a_strip() -> None:
    """64 megapixels: 256 MB in Pillow, 192 as BGR, and nothing of that size besides."""
    data = saved(Image.new("RGB", (8000, 8000), (250, 240, 230)), "JPEG")
    before = _peak_mb()
    assert load_frame(data, "lớn.jpg").pixels[4000, 4000].tolist() == [230, 240, 250]
    assert _peak_mb() - before < 520
    assert len(thumbnail(data, "lớn.jpg")) < 10_000
