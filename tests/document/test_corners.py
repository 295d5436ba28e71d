"""The page in a photograph: found to a hair, and never where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageDraw

from app.document.clean import clean
from app.document.frame import Frame
from app.document.photo.corners import find_corners
from app.document.text.reading import read_upright
from app.document.text.recognize import Recognizer
from tests.document.damage import CORNERS, PHOTO_SIZE, background, photographed, pixels_of, scanned
from tests.document.measures import overlap, red_share, word_recall
from tests.document.papers import LAND, Paper, blank_paper, mm, paper

SIZE = PHOTO_SIZE
TABLES = {
    "dark wood": (52, 66, 88),
    "grey stone": (90, 90, 90),
    "light wood": (150, 160, 170),
    "green cloth": (60, 110, 60),
    "black": (30, 30, 30),
    "pale wood": (160, 182, 200),
}


@pytest.mark.parametrize("table", TABLES)
def test_corners_are_found_on_many_tables(birth: Paper, table: str) -> None:
    photo = photographed(birth, CORNERS, SIZE, TABLES[table])
    found = find_corners(pixels_of(photo))
    assert found is not None
    assert overlap(found, np.array(CORNERS), SIZE) >= 0.985


def test_corners_are_found_where_half_the_page_lies_in_shadow(birth: Paper) -> None:
    photo = photographed(birth, CORNERS, SIZE, light=0.7, noise=9)
    found = find_corners(pixels_of(photo))
    assert found is not None
    assert overlap(found, np.array(CORNERS), SIZE) >= 0.985


@pytest.mark.parametrize("table", TABLES)
def test_no_page_is_found_on_an_empty_table(table: str) -> None:
    assert find_corners(background(SIZE, TABLES[table])) is None


def test_no_page_is_cut_out_of_a_scan(birth: Paper) -> None:
    assert find_corners(pixels_of(scanned(birth, skew=2))) is None
    framed = paper(LAND, "GIẤY CHỨNG NHẬN")
    ImageDraw.Draw(framed.picture).rectangle(
        (mm(12), mm(12), mm(198), mm(285)), outline=(30, 30, 30), width=mm(1.5)
    )
    assert find_corners(pixels_of(scanned(framed))) is None
    assert find_corners(blank_paper().pixels) is None


def test_a_photograph_becomes_a_flat_readable_page(birth: Paper, recognizer: Recognizer) -> None:
    photo = photographed(birth, CORNERS, SIZE)
    page, words = read_upright(clean(Frame(pixels_of(photo), None), "auto"), recognizer)
    assert page.corners is not None
    assert page.pixels.shape[:2] == (2339, 1654)
    assert word_recall(birth.words, (word.text for word in words)) >= 0.97
    assert red_share(page.pixels) == pytest.approx(red_share(birth.pixels), rel=0.2)
    edge = np.concatenate([page.pixels[:12].ravel(), page.pixels[-12:].ravel()])
    assert (edge < 150).mean() < 0.01


def test_a_page_photographed_upside_down_is_turned(recognizer: Recognizer) -> None:
    truth = paper(LAND, "GIẤY XÁC NHẬN")
    photo = photographed(truth, [*CORNERS[2:], *CORNERS[:2]], SIZE)
    page, words = read_upright(clean(Frame(pixels_of(photo), None), "photo"), recognizer)
    assert page.rotation == 180
    assert word_recall(truth.words, (word.text for word in words)) >= 0.97


def test_the_officer_is_told_where_no_page_was_found_in_a_photograph(birth: Paper) -> None:
    page = clean(Frame(birth.pixels, None), "photo")
    assert page.corners is None
    assert page.warnings == ("Không thấy đủ bốn mép giấy, ảnh được giữ nguyên khung.",)
