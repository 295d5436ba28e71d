"""A file is what its bytes say, not what its name says."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from app.capture.media import has_its_end, media_type_of
from tests.capture.papers import paper


def saved_as(form: str) -> bytes:
    with io.BytesIO() as out:
        Image.new("RGB", (8, 8)).save(out, form)
        return out.getvalue()


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("TIFF", "image/tiff"),
        ("BMP", "image/bmp"),
        ("WEBP", "image/webp"),
        ("PDF", "application/pdf"),
    ],
)
def test_pictures_and_pdf_are_known_by_their_content(form: str, media_type: str) -> None:
    assert media_type_of(saved_as(form)) == media_type


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"MM\0*\0\0\0\x08", "image/tiff"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "image/heic"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf", "image/heic"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", None),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1miafavif", "image/heic"),
        (b"\0\0\0\x1cftypavif\0\0\0\0mif1avifmiaf", None),
        (b"\0\0\0\x18ftyphevs\0\0\0\0", "image/heic"),
        (b"\n" * 900 + b"%PDF-1.7", "application/pdf"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", None),
        (b"<html><body>", None),
        (b"PK\x03\x04", None),
        (b"BMA la mot doan van ban", None),
        (b"", None),
    ],
)
def test_heads_of_files(head: bytes, media_type: str | None) -> None:
    assert media_type_of(head) == media_type


@pytest.mark.parametrize("form", ["JPEG", "PNG", "PDF"])
def test_a_file_cut_short_lacks_its_end(form: str) -> None:
    whole = paper(1) if form == "JPEG" else saved_as(form)
    media_type = media_type_of(whole) or ""
    assert has_its_end(whole + b"\0" * 512, media_type)
    assert not has_its_end(whole[: len(whole) // 2], media_type)


def test_kinds_without_an_end_mark_always_pass() -> None:
    assert has_its_end(saved_as("BMP")[:60], "image/bmp")
