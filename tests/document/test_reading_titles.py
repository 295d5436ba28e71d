"""Titles in large type keep their marks; print beside them is left as it was read."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import ImageDraw

from app.document.clean import CleanPage
from app.document.frame import Pixels, Word, joined
from app.document.text.large_print import large_lines_again
from app.document.text.reading import read_upright
from app.document.text.recognize import Recognizer
from tests.document.papers import BIRTH, Paper, font, mm, paper

TITLE = "GIẤY CHỨNG NHẬN"


def _titled(size: float, weight: str) -> Paper:
    page = paper(BIRTH[:4], title=" ")
    place = mm(105), mm(56)
    ImageDraw.Draw(page.picture).text(
        place, TITLE, fill=(20, 20, 20), font=font(size, weight), anchor="ms"
    )
    return page


@pytest.mark.parametrize(("size", "weight"), [(18, "Bold"), (20, "Bold"), (22, "Regular")])
def test_large_capitals_keep_their_marks(recognizer: Recognizer, size: float, weight: str) -> None:
    """Read at 200 dpi alone each of these loses at least one."""
    page = CleanPage(_titled(size, weight).pixels, 200.0)
    assert TITLE in joined(read_upright(page, recognizer)[1]).splitlines()


def test_words_of_a_large_line_lie_where_they_stand(recognizer: Recognizer) -> None:
    grey = np.asarray(cv2.cvtColor(_titled(20, "Bold").pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    before = recognizer.read(grey, 200)
    after = large_lines_again(before, grey, lambda part: recognizer.read(part, 200, one_block=True))
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert " ".join(new.text for _, new in changed[-3:]) == TITLE
    for old, new in changed:
        assert new.line == old.line
        assert new.box[0::2] == pytest.approx(old.box[0::2], abs=6)
        assert new.box[3] == pytest.approx(old.box[3], abs=6)


def _line(number: int, height: int, sureness: float) -> list[Word]:
    top = 200 * number
    return [Word("chữ", (100, top, 200, top + height), sureness, number)]


def _read_as(text: str, sureness: float) -> list[Word]:
    return [Word(text, (20, 20, 70, 60), sureness, 0)]


@pytest.mark.parametrize(
    ("again", "text"),
    [
        (_read_as("CHỮ", 0.9), "CHỮ"),
        (_read_as("CHU", 0.7), "chữ"),
        (_read_as("C", 0.9) * 2, "chữ"),
        ([], "chữ"),
    ],
)
def test_the_surer_reading_of_the_same_words_stands(again: list[Word], text: str) -> None:
    page = np.full((1000, 400), 255, np.uint8)
    words = [*_line(0, 60, 0.8), *_line(1, 28, 0.8), *_line(2, 28, 0.8)]
    assert large_lines_again(words, page, lambda part: again)[0].text == text


def test_a_page_of_one_size_is_read_once() -> None:
    def never(part: Pixels) -> list[Word]:
        raise AssertionError

    words = [word for number in range(4) for word in _line(number, 40, 0.5)]
    assert large_lines_again(words, np.full((1000, 400), 255, np.uint8), never) == words
    assert large_lines_again([], np.full((10, 10), 255, np.uint8), never) == []
