"""Photographs in HEIC.

No encoder may be shipped, so the three files beside this one were made once, with the program
below and pillow-heif 1.4 (x265), of the chart of ``test_door``::

    pillow_heif.from_pillow(chart().rotate(90, expand=True)), Exif orientation 6 and f/2.8: sideways
    HeifFile with add_frombytes(chart()), add_frombytes(a page of (30, 200, 90)): two
    HeifFile with add_frombytes(chart with its right third transparent): alpha
"""

from __future__ import annotations

import io
import struct
import subprocess
import sys

import pytest
from PIL import Image

from app.document.door.load import count_frames, load_frame, thumbnail
from app.errors import BadInput
from app.paths import ROOT
from tests.document.test_door import COLOURS, fields, near

FOLDER = ROOT / "tests" / "document"


def photo(name: str) -> bytes:
    return (FOLDER / f"{name}.heic").read_bytes()


def test_a_phone_held_sideways_gives_an_upright_page() -> None:
    assert photo("sideways").count(b"irot") == 1
    assert near(fields(photo("sideways")), COLOURS)
    assert load_frame(photo("sideways"), "ảnh.heic").camera


def test_what_is_transparent_is_paper() -> None:
    assert near(fields(photo("alpha")), COLOURS)


def test_several_photographs_are_several_pages() -> None:
    data = photo("two")
    assert count_frames(data, "hai.heic") == 2
    assert load_frame(data, "hai.heic", 1).pixels[200, 150, ::-1].tolist() == pytest.approx(
        [30, 200, 90], abs=6
    )
    with pytest.raises(BadInput, match="không có trang 3"):
        load_frame(data, "hai.heic", 2)


def test_its_thumbnail_stands_upright_too() -> None:
    small = Image.open(io.BytesIO(thumbnail(photo("sideways"), "ảnh.heic", side=210)))
    assert small.size == (150, 210)


def test_a_photograph_above_the_limit_is_refused_before_it_is_decoded() -> None:
    data = bytearray(photo("alpha"))
    at = -1
    while (at := data.find(b"ispe", at + 1)) >= 0:
        data[at + 8 : at + 16] = struct.pack(">II", 20_000, 20_000)
    with pytest.raises(BadInput, match=r"quá lớn|bị hỏng"):
        load_frame(bytes(data), "bom.heic")


def test_half_a_photograph_is_refused() -> None:
    with pytest.raises(BadInput, match="bị hỏng"):
        load_frame(photo("two")[:2500], "cụt.heic")


def test_without_its_library_the_officer_is_told_what_to_do() -> None:
    """In a Python of its own, in which the library cannot be imported."""
    program = (
        "import sys; sys.modules['pi_heif'] = None\n"
        "from app.document.door.heic import count_photos\n"
        "from app.errors import BadInput\n"
        "try: count_photos(b'', 'anh.heic')\n"
        "except BadInput as refused: sys.exit('HEIC' in refused.title and 'JPEG' in refused.hint)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 1
