"""The verdict on a page while the citizen is still there: each fault, and no false alarm."""

from __future__ import annotations

import time

import cv2
import numpy as np
import pytest
from PIL import ImageDraw

from app.document.clean import CleanPage, clean
from app.document.frame import Frame
from app.document.quality import sharpness
from app.model.edits import Corners
from tests.document.damage import CORNERS, PHOTO_SIZE, photographed, pixels_of, scanned
from tests.document.papers import LAND, Paper, Picture, blank_paper, mm, paper, stamp

Place = tuple[float, float]
LARGE = [(x * 1.9, y * 1.9) for x, y in CORNERS]
LARGE_SIZE = (PHOTO_SIZE[0] * 19 // 10, PHOTO_SIZE[1] * 19 // 10)


def scan(pixels: Picture) -> CleanPage:
    return clean(Frame(pixels, 200), "scan")


def photo(pixels: Picture, corners: list[Place] = LARGE) -> CleanPage:
    """A photograph of a page whose corners are known."""
    height, width = pixels.shape[:2]
    first, second, third, fourth = ((x / width, y / height) for x, y in corners)
    edits = (Corners((first, second, third, fourth)),)
    return clean(Frame(pixels, None, camera=True), "photo", edits)


def picture_of(page: Paper, corners: list[Place] = LARGE) -> Picture:
    return pixels_of(photographed(page, corners, size=LARGE_SIZE))


@pytest.fixture(scope="module")
def shot(birth: Paper) -> Picture:
    return picture_of(birth)


def test_good_pages_have_no_fault(birth: Paper, shot: Picture) -> None:
    assert photo(shot).faults == ()
    for page in (birth, stamp(paper(LAND), [(150, 240), (60, 90)])):
        assert scan(pixels_of(scanned(page, skew=1.1))).faults == ()


def test_every_fault_has_its_sentence(shot: Picture) -> None:
    page = photo((cv2.GaussianBlur(shot, (0, 0), 7) // 3).astype(np.uint8))
    assert page.faults == ("blurred", "dark")
    assert len(page.warnings) == 2


class TestBlur:
    @pytest.mark.parametrize("across", [True, False])
    def test_a_page_that_moved_is_blurred(self, birth: Paper, across: bool) -> None:
        smear = np.zeros((13, 13), np.float32)
        smear[6 if across else slice(None), slice(None) if across else 6] = 1 / 13
        moved = np.asarray(cv2.filter2D(pixels_of(scanned(birth)), -1, smear), np.uint8)
        assert scan(moved).faults == ("blurred",)

    def test_ruled_lines_alone_are_not_smeared(self) -> None:
        ruled = blank_paper().pixels
        ruled[mm(20) : mm(280) : mm(8)] = 60
        assert sharpness(ruled) > 0.5


class TestCutEdge:
    @pytest.mark.parametrize("turn", [0, 1, 2, 3])
    def test_lines_that_run_out_of_the_glass_are_named(self, turn: int) -> None:
        cut = pixels_of(scanned(paper(LAND)))[:, : mm(165)]
        assert scan(np.ascontiguousarray(np.rot90(cut, turn))).faults == ("cut",)

    def test_a_line_cut_along_its_middle_is_named(self) -> None:
        below = pixels_of(scanned(paper(LAND)))[mm(77) :]
        assert "cut" in scan(below).faults

    def test_frames_dirt_and_pictures_at_the_edge_are_no_words(self) -> None:
        page = paper()
        pen = ImageDraw.Draw(page.picture)
        for row in range(20):
            pen.line((0, mm(100 + row * 7), mm(20), mm(100 + row * 7)), fill=(20, 20, 20), width=3)
        chance = np.random.default_rng(1)
        for y in chance.integers(0, page.picture.height, 40):
            pen.rectangle((page.picture.width - 14, y, page.picture.width, y + 9), fill=(30,) * 3)
        assert "cut" not in scan(pixels_of(scanned(page))).faults


class TestGlare:
    def test_a_reflection_over_words_is_named(self, shot: Picture) -> None:
        assert photo(self.with_lamp(shot, (1500, 1700))).faults == ("glare",)

    def test_a_reflection_on_empty_paper_is_not(self) -> None:
        assert photo(self.with_lamp(picture_of(paper(LAND[:3])), (1500, 2900))).faults == ()

    def test_white_paper_near_a_lamp_is_not(self, shot: Picture) -> None:
        bright = np.asarray(cv2.convertScaleAbs(shot, alpha=1.35), np.uint8)
        assert photo(bright).faults == ()

    @staticmethod
    def with_lamp(shot: Picture, place: tuple[int, int]) -> Picture:
        dull = shot * 0.85
        spot = np.zeros(shot.shape[:2], np.float32)
        cv2.ellipse(spot, place, (190, 120), 20, 0, 360, (1.0,), cv2.FILLED)
        burnt = cv2.GaussianBlur(spot, (0, 0), 22)[:, :, None] * 320
        return np.asarray(np.clip(dull + burnt, 0, 255), np.uint8)


class TestHand:
    @pytest.mark.parametrize("skin", [(150, 180, 225), (70, 100, 150), (105, 140, 200)])
    def test_a_finger_over_the_edge_is_named(
        self, shot: Picture, skin: tuple[int, int, int]
    ) -> None:
        held = shot.copy()
        middle = (round(LARGE[3][0]) + 60, 2300)
        cv2.ellipse(held, middle, (210, 105), 12, 0, 360, skin, cv2.FILLED)
        soft = np.asarray(cv2.GaussianBlur(held, (0, 0), 1.5), np.uint8)
        assert photo(soft).faults == ("hand",)

    def test_a_seal_and_a_strip_of_table_are_none(self) -> None:
        page = stamp(paper(LAND), [(30, 250)])
        wide = [(x - 30 if x < 1000 else x + 30, y) for x, y in LARGE]
        pixels = pixels_of(photographed(page, LARGE, size=LARGE_SIZE, table=(80, 120, 170)))
        assert photo(pixels, wide).faults == ()


def test_a_picture_taken_too_flat_is_named(birth: Paper) -> None:
    flat = [(900.0, 700.0), (1900.0, 700.0), (2700.0, 3300.0), (150.0, 3300.0)]
    assert "slanted" in photo(picture_of(birth, flat), flat).faults
    assert "slanted" not in photo(picture_of(birth), LARGE).faults


def test_the_verdict_is_quick(birth: Paper) -> None:
    """At once: a page at 200 dpi, all of the cleaning with it, in a third of a second of CPU."""
    frame = Frame(pixels_of(scanned(birth)), 200)
    spent = []
    for _ in range(3):
        started = time.process_time()
        clean(frame, "scan")
        spent.append(time.process_time() - started)
    assert min(spent) < 0.6
