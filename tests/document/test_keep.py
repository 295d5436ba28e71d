"""The officer's word on a page goes before the station's, and every page is accounted for."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from app.document.digitize import Digitized, PageInput, digitize
from app.errors import BadInput, Cancelled
from tests.document.papers import blank_paper, png


@pytest.fixture(scope="module")
def back() -> PageInput:
    return PageInput(png(blank_paper().picture), "mặt sau.png")


def page_count(made: Digitized) -> int:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        return len(pdf.pages)


def test_a_page_the_officer_keeps_or_leaves_out_is_so(birth_scan: bytes, back: PageInput) -> None:
    front = PageInput(birth_scan, "1.jpg")
    pages = [front, replace(front, keep=False), back, replace(back, keep=True)]
    made = digitize(pages, title="Tờ khai", recognizer=None)
    assert [page.left_out for page in made.pages] == [False, True, True, False]
    assert [page.blank for page in made.pages] == [False, False, True, True]
    assert page_count(made) == 2


def test_left_out_pages_alone_make_no_file(birth_scan: bytes, back: PageInput) -> None:
    with pytest.raises(BadInput, match="để ngoài hồ sơ"):
        digitize([PageInput(birth_scan, "1.jpg", keep=False), back], title="", recognizer=None)


def test_a_file_is_read_only_when_its_turn_comes(birth_scan: bytes) -> None:
    reads: list[int] = []

    def reader() -> bytes:
        reads.append(1)
        return birth_scan

    pages = [PageInput(reader, f"{number}.jpg") for number in range(9)]
    with pytest.raises(Cancelled):
        digitize(pages, title="", recognizer=None, workers=1, cancelled=lambda: len(reads) > 1)
    assert 1 < len(reads) < 5
