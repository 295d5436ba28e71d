"""Dust, tick boxes and strokes are no letters; dots, dashes and marks stay."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import ImageDraw

from app.document.clean import CleanPage
from app.document.frame import Pixels, Word, joined
from app.document.text.dust import without_dust
from app.document.text.reading import read_upright
from app.document.text.recognize import Recognizer
from app.document.text.stray import written
from app.document.text.tickboxes import without_tick_boxes
from tests.document.papers import Paper, blank_paper, font, mm


def _grey(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)


def _dusty(page: Paper) -> tuple[Pixels, NDArray[np.bool_]]:
    """A black copy of ``page`` with dust between its words and off its lines, and where that is."""
    copied = np.where(page.pixels < 150, 0, 255).astype(np.uint8)
    ink = np.asarray(copied[:, :, 0] == 0, np.uint8)
    letters = cv2.dilate(ink, np.ones((41, 7), np.uint8)) > 0
    chance = np.random.default_rng(5)
    dust = np.asarray(np.zeros(ink.shape), np.bool_)
    for size, count in ((2, 900), (4, 300)):
        clear = ~(cv2.dilate(ink, np.ones((61, 101), np.uint8)) > 0) if size > 2 else ~letters
        rows, across = np.nonzero(clear[:-size, :-size])
        for place in chance.choice(len(rows), count, replace=False):
            top, left = rows[place], across[place]
            dust[top : top + size, left : left + size] = True
    dust &= ~letters
    copied[dust] = 0
    return copied, dust


def test_dust_goes_and_every_dot_and_mark_stays(birth: Paper) -> None:
    copied, dust = _dusty(birth)
    cleaned = without_dust(_grey(copied))
    clean_copy = np.where(birth.pixels < 150, 0, 255)[:, :, 0]
    assert (cleaned[dust] == 0).mean() < 0.1
    above_the_seal = slice(0, mm(205))
    assert np.array_equal(np.where(dust, 255, cleaned)[above_the_seal], clean_copy[above_the_seal])


def test_a_page_without_dust_stays_as_it_is(birth: Paper) -> None:
    grey = _grey(birth.pixels)
    assert without_dust(grey) is grey


def test_no_dust_is_read(birth: Paper, recognizer: Recognizer) -> None:
    _, plain = read_upright(CleanPage(birth.pixels, 200.0), recognizer)
    _, words = read_upright(CleanPage(_dusty(birth)[0], 200.0), recognizer)
    assert len(joined(words).split()) == len(joined(plain).split())
    assert not {word.text for word in words} & {".", ",", ":", "'", "|", "l"}


def _question(crossed: bool) -> Paper:
    page = blank_paper()
    pen = ImageDraw.Draw(page.picture)
    pen.text((mm(25), mm(60)), "Đề nghị cấp bản sao: Có", (20, 20, 20), font(13), anchor="ls")
    pen.text((mm(90), mm(60)), "Không", (20, 20, 20), font(13), anchor="ls")
    for x in (75, 110):
        pen.rectangle((mm(x), mm(56), mm(x + 5), mm(61)), outline=(20, 20, 20), width=2)
    if crossed:
        for ends in ((75, 56, 80, 61), (75, 61, 80, 56)):
            pen.line([mm(end) for end in ends], (20, 20, 20), 3)
    return page


@pytest.mark.parametrize("crossed", [True, False])
def test_tick_boxes_are_not_read(recognizer: Recognizer, crossed: bool) -> None:
    page = CleanPage(_question(crossed).pixels, 200.0)
    assert joined(read_upright(page, recognizer)[1]) == "Đề nghị cấp bản sao: Có Không"


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_no_letter_is_a_tick_box(weight: str) -> None:
    page = blank_paper()
    pen = ImageDraw.Draw(page.picture)
    for row, letters in enumerate(("BDEFHIKLMN", "OQRUWZ0689", "ĐÔÊỘỆ#@&%8")):
        pen.text((mm(20), mm(40 + 20 * row)), letters, (20, 20, 20), font(26, weight), anchor="ls")
    grey = _grey(page.pixels)
    assert without_tick_boxes(grey) is grey


def _word(text: str, width: int, height: int, confidence: float) -> Word:
    return Word(text, (100, 100, 100 + width, 100 + height), confidence, 0)


@pytest.mark.parametrize(
    "stray",
    [
        _word("l", 6, 5, 0.95),
        _word(".", 3, 3, 0.92),
        _word("ị", 2, 36, 0.31),
        _word("vh~—z=", 85, 35, 0.0),
        _word("\\", 20, 45, 0.92),
        _word("==", 54, 11, 0.14),
    ],
)
def test_strokes_and_specks_are_no_words(stray: Word) -> None:
    assert written([stray]) == []


@pytest.mark.parametrize(
    "word",
    [
        _word("-", 8, 5, 0.93),
        _word("1", 6, 20, 0.4),
        _word("I", 4, 20, 0.9),
        _word("Nữ", 40, 24, 0.15),
        _word("%", 20, 22, 0.8),
    ],
)
def test_small_and_doubtful_words_are_words(word: Word) -> None:
    assert written([word]) == [word]
