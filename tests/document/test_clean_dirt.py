"""Holes, dirt and the back's print go; what was written on this side stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from app.document.clean import CleanPage, clean
from app.document.frame import Frame
from tests.document.damage import as_picture, pixels_of, scanned
from tests.document.papers import LAND, Paper, Picture, blank_paper, font, mm, paper


def cleaned(picture: Image.Image) -> CleanPage:
    return clean(Frame(pixels_of(picture), 200), "scan")


def dark_share(page: CleanPage, left: float, top: float, right: float, bottom: float) -> float:
    """The share of a part of the page, in millimetres, that is not paper."""
    part = page.pixels[mm(top) : mm(bottom), mm(left) : mm(right)]
    return float((part.min(axis=2) < 230).mean())


def punched(page: Paper, colour: tuple[int, int, int] = (45, 44, 42)) -> Paper:
    pen = ImageDraw.Draw(page.picture)
    for y in (108.5, 188.5):
        pen.ellipse((mm(9), mm(y - 3), mm(15), mm(y + 3)), fill=colour)
    return page


def shining_through(front: Paper, back: Paper, share: float) -> Paper:
    """``front`` with the print of ``back``, scattered by the paper, as it shines through."""
    behind = cv2.GaussianBlur(255 - back.pixels[:, ::-1].astype(np.float32), (0, 0), 1.6)
    seen = np.clip(front.pixels * (1 - share * behind / 255), 0, 255)
    return Paper(as_picture(seen.astype(np.uint8)), front.words)


class TestHoles:
    @pytest.mark.parametrize("colour", [(45, 44, 42), (150, 148, 146)])
    def test_punched_holes_become_paper(self, colour: tuple[int, int, int]) -> None:
        page = cleaned(scanned(punched(paper(), colour), skew=1.5))
        assert dark_share(page, 2, 60, 20, 290) < 0.001

    def test_holes_alone_leave_a_page_blank(self) -> None:
        assert cleaned(scanned(punched(blank_paper()))).blank

    def test_a_seal_in_the_margin_and_rings_to_tick_stay(self) -> None:
        page = paper([])
        pen = ImageDraw.Draw(page.picture)
        for y in (100, 140, 180):
            pen.ellipse((mm(9), mm(y), mm(15), mm(y + 6)), outline=(20, 20, 20), width=5)
        pen.ellipse((mm(3), mm(210), mm(18), mm(225)), fill=(170, 30, 40))
        pen.ellipse((mm(3), mm(240), mm(18), mm(255)), fill=(170, 30, 40))
        seen = cleaned(scanned(page))
        assert dark_share(seen, 8, 98, 17, 188) > 0.05
        assert dark_share(seen, 3, 210, 18, 225) > 0.7


class TestSpecks:
    def test_dust_goes_and_dots_stay(self) -> None:
        page = paper()
        dusty = page.pixels
        chance = np.random.default_rng(3)
        for x, y in chance.integers((mm(12), mm(220)), (mm(198), mm(285)), (150, 2)):
            dusty[y : y + 2, x : x + 2] = 90
        ImageDraw.Draw(page.picture).text(
            (mm(20), mm(201)), f"Ghi chú: {32 * chr(46)}", fill=(20,) * 3, font=font(12)
        )
        dusty[mm(200) : mm(210)] = page.pixels[mm(200) : mm(210)]
        seen = cleaned(scanned(Paper(as_picture(dusty)), noise=1.0))
        whole = cleaned(scanned(page, noise=1.0))
        assert dark_share(seen, 12, 220, 198, 285) < 0.0002
        dots = [dark_share(each, 38, 203, 80, 208) for each in (seen, whole)]
        assert dots[0] == pytest.approx(dots[1], rel=0.05)
        assert dots[1] > 0.005

    def test_dots_of_letters_and_numbers_stay(self, birth: Paper) -> None:
        before = scanned(birth, noise=1.0, light=0.0)
        seen = cleaned(before).pixels.min(axis=2)
        lost = (pixels_of(before).min(axis=2) < 130) & (seen > 220)
        assert lost.sum() < 20


def test_a_copier_streak_and_its_dirt_leave_a_page_blank() -> None:
    page = blank_paper().pixels
    chance = np.random.default_rng(6)
    for y in range(mm(60), mm(270), 17):
        page[y : y + int(chance.integers(4, 12)), mm(26) : mm(26) + 2] = 20
    for x, y in chance.integers((mm(12), mm(12)), (mm(198), mm(285)), (90, 2)):
        page[y : y + 3, x : x + 3] = 30
    assert cleaned(scanned(Paper(as_picture(page)))).blank


class TestFolds:
    @staticmethod
    def folded(page: Paper) -> Image.Image:
        rows = np.arange(page.picture.height) - mm(150)
        shade = 1 - 0.28 * np.exp(-np.abs(rows) / mm(2.2)) * (rows > -mm(0.6))
        return scanned(Paper(as_picture((page.pixels * shade[:, None, None]).astype(np.uint8))))

    def test_their_shadow_goes_and_the_words_in_it_stay(self) -> None:
        page = paper(LAND * 2)
        seen, flat = cleaned(self.folded(page)), cleaned(scanned(page))
        band = slice(mm(146), mm(156))
        assert (seen.pixels[band, : mm(25)].min(axis=2) < 240).mean() < 0.01
        ink = flat.pixels[band].min(axis=2) < 120
        assert np.median(seen.pixels[band].min(axis=2)[ink]) < 110

    def test_a_folded_blank_back_is_blank(self) -> None:
        assert cleaned(self.folded(blank_paper())).blank

    def test_shaded_rows_and_pale_ruled_lines_stay(self) -> None:
        page = paper([])
        pen = ImageDraw.Draw(page.picture)
        pen.rectangle((mm(20), mm(80), mm(190), mm(90)), fill=(215, 215, 215))
        for row in range(10):
            y = mm(110 + row * 9)
            pen.line((mm(10), y, mm(200), y), fill=(190, 200, 215), width=3)
        seen = cleaned(scanned(page, light=0.05)).pixels
        assert np.median(seen[mm(82) : mm(88), mm(30) : mm(180)]) < 240
        assert all(
            seen[mm(110 + row * 9), mm(30) : mm(180)].min(axis=1).mean() < 235 for row in range(10)
        )


class TestShowThrough:
    def test_it_goes_from_a_printed_page(self) -> None:
        front = paper(sealed=True)
        back = paper([text.upper() for text in LAND] * 2, "MẶT SAU")
        seen = cleaned(scanned(shining_through(front, back, 0.28), light=0.05, noise=2.0))
        alone = cleaned(scanned(front, light=0.05, noise=2.0))
        added = (seen.pixels.min(axis=2) < 230) & (
            cv2.erode(alone.pixels.min(axis=2), _near()) > 230
        )
        assert added.mean() < 0.0008

    def test_faint_pencil_all_over_a_form_stays(self) -> None:
        page = paper()
        chance = np.random.default_rng(8)
        pen = ImageDraw.Draw(page.picture)
        for row in range(14):
            for step in range(32):
                x, y = mm(30 + step * 5), mm(74 + row * 8.5)
                bends = [(x + k * 5, y + int(chance.integers(-9, 9))) for k in range(6)]
                pen.line(bends, fill=(178, 178, 178), width=3)
        written = pixels_of(scanned(page, light=0.05, noise=2.0)).min(axis=2)
        seen = cleaned(scanned(page, light=0.05, noise=2.0)).pixels.min(axis=2)
        strokes = (written > 150) & (written < 205) & (cv2.erode(written, _near()) > 140)
        assert (seen[strokes] < 235).mean() > 0.97

    def test_a_back_with_it_is_blank(self) -> None:
        assert cleaned(scanned(shining_through(blank_paper(), paper(sealed=True), 0.15))).blank

    @pytest.mark.parametrize("what", ["a page number", "faint pencil", "stamp", "finger mark"])
    def test_a_back_with_anything_else_is_not(self, what: str) -> None:
        page = shining_through(punched(blank_paper()), paper(), 0.12)
        pen = ImageDraw.Draw(page.picture)
        if what == "a page number":
            pen.text((mm(105), mm(280)), "12", fill=(20, 20, 20), font=font(13))
        elif what == "faint pencil":
            bends = [(mm(60 + step * 2), mm(150) + (step % 3) * 14) for step in range(20)]
            pen.line(bends, fill=(176, 176, 176), width=3)
        elif what == "stamp":
            box = (mm(120), mm(60), mm(160), mm(75))
            pen.rectangle(box, outline=(200, 60, 70), width=4)
        else:
            for ring in range(2, 9):
                box = (mm(100 - ring), mm(200 - ring), mm(100 + ring), mm(200 + ring))
                pen.arc(box, 20, 320, fill=(150, 60, 70), width=3)
        assert not cleaned(scanned(page)).blank


def _near() -> Picture:
    return np.ones((9, 9), np.uint8)
