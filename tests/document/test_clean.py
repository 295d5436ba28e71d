"""Cleaning: straight, upright, evenly lit, and nothing that was on the paper lost."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from app.document.clean import CleanPage, clean
from app.document.cleaning.light import flatten
from app.document.frame import Frame
from app.document.text.reading import read_upright
from app.document.text.recognize import Recognizer
from tests.document.damage import as_picture, pixels_of, scanned
from tests.document.measures import blue_share, red_share, word_recall
from tests.document.papers import LAND, Paper, Picture, blank_paper, mm, paper, stamp


def frame_of(picture: Image.Image, dpi: float | None = 200) -> Frame:
    return Frame(pixels_of(picture), dpi)


def cleaned(picture: Image.Image, dpi: float | None = 200, kind: str = "auto") -> CleanPage:
    return clean(frame_of(picture, dpi), kind)


@pytest.mark.parametrize("skew", [-9.0, -0.4, 0.0, 2.5, 12.0])
def test_skew_is_found_to_a_few_hundredths_of_a_degree(birth: Paper, skew: float) -> None:
    page = cleaned(scanned(birth, skew=skew))
    assert page.skew == pytest.approx(skew, abs=0.04)
    again = cleaned(as_picture(page.pixels))
    assert again.skew == pytest.approx(0, abs=0.06)


def test_a_nearly_empty_page_is_not_turned() -> None:
    page = blank_paper()
    pen = ImageDraw.Draw(page.picture)
    pen.line((mm(40), mm(100), mm(95), mm(108)), fill=(40, 60, 150), width=4)
    pen.ellipse((mm(150), mm(200), mm(170), mm(220)), outline=(200, 30, 30), width=6)
    assert cleaned(scanned(page)).skew == 0


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_are_turned_upright(recognizer: Recognizer, turn: int) -> None:
    truth = paper(LAND, "GIẤY XÁC NHẬN")
    lying = scanned(truth, skew=1.2).rotate(turn, expand=True)
    page, words = read_upright(cleaned(lying), recognizer)
    assert page.rotation == turn
    assert word_recall(truth.words, (word.text for word in words)) >= 0.97
    assert page.pixels.shape[0] > page.pixels.shape[1]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("body", [LAND, [text.upper() for text in LAND]], ids=["small", "capitals"])
def test_letters_alone_tell_which_way_is_up(body: list[str], turn: int) -> None:
    lying = scanned(paper(body, "GIẤY XÁC NHẬN"), skew=-1.4).rotate(turn, expand=True)
    page = cleaned(lying)
    assert page.rotation == turn
    assert page.settled or body is not LAND


def test_capitals_without_marks_leave_it_open() -> None:
    plain = ["HOTEL METROPOL BAHNHOF", "TOTAL 2710 4000 EUR", "NET AMOUNT 1204 CHF"] * 4
    page = cleaned(scanned(paper(plain, "TOTAL", "147")).rotate(180))
    assert not page.settled


def test_a_page_that_is_sure_is_not_read_twice(recognizer: Recognizer) -> None:
    page = replace(cleaned(scanned(paper(LAND)).rotate(180)).turned_over(), settled=True)
    assert read_upright(page, recognizer)[0].rotation == page.rotation


def test_lines_drawn_across_ruled_paper_turn_nothing() -> None:
    page = blank_paper()
    pen = ImageDraw.Draw(page.picture)
    for row in range(28):
        pen.line(
            (mm(10), mm(15 + row * 9), mm(200), mm(15 + row * 9)), fill=(190, 205, 230), width=2
        )
    chance = np.random.default_rng(4)
    for _ in range(40):
        x, y = (int(place) for place in chance.integers(mm(30), mm(180), 2))
        pen.ellipse((x, y, x + mm(5), y + mm(5)), outline=(40, 120, 110), width=3)
        pen.line((x, y, x, y + mm(20)), fill=(60, 60, 60), width=3)
    assert cleaned(scanned(page)).rotation == 0


def test_a_page_of_drawings_stays_as_it_lay(recognizer: Recognizer) -> None:
    page = blank_paper()
    pen = ImageDraw.Draw(page.picture)
    for step in range(14):
        x, y = mm(20 + step * 12), mm(40 + (step * 53) % 200)
        pen.ellipse((x, y, x + mm(9), y + mm(14)), outline=(30, 40, 120), width=5)
    upright, _ = read_upright(cleaned(scanned(page)), recognizer)
    assert upright.rotation == 0


def test_shadows_go_and_paper_becomes_white(birth: Paper) -> None:
    page = cleaned(scanned(birth, light=0.5, noise=6))
    grey = page.pixels.min(axis=2)
    assert np.median(grey) == 255
    assert (grey > 230).mean() > 0.9
    assert (grey[mm(230) :, mm(190) :] < 200).mean() < 0.001


def test_seal_stays_red_and_solid_and_the_pen_blue(birth: Paper) -> None:
    page = cleaned(scanned(birth, light=0.4))
    assert red_share(page.pixels) == pytest.approx(red_share(birth.pixels), rel=0.15)
    assert blue_share(page.pixels) == pytest.approx(blue_share(birth.pixels), rel=0.35)
    star = page.pixels[mm(235.5) : mm(238.5), mm(136.5) : mm(139.5)].astype(int)
    assert star[:, :, 2].min() > 170
    assert star[:, :, :2].max() < 110


def test_large_dark_things_do_not_go_hollow() -> None:
    page = paper()
    box = (mm(30), mm(200), mm(60), mm(240))
    ImageDraw.Draw(page.picture).rectangle(box, fill=(60, 70, 90))
    portrait = cleaned(scanned(page)).pixels[box[1] + 9 : box[3] - 9, box[0] + 9 : box[2] - 9]
    assert np.percentile(portrait, 99) < 125


def test_coloured_paper_keeps_its_colour_on_a_scan() -> None:
    pink = paper(sealed=True)
    tinted = (pink.pixels * np.array([0.78, 0.74, 0.98])).astype(np.uint8)
    page = cleaned(scanned(Paper(as_picture(tinted))))
    blue, green, red = np.median(page.pixels, axis=(0, 1))
    assert red > 240
    assert 170 < green < 215
    assert 180 < blue < 225
    assert not page.blank


def test_yellowed_paper_becomes_white(birth: Paper) -> None:
    tinted = (birth.pixels * np.array([0.93, 0.97, 1.0])).astype(np.uint8)
    page = cleaned(scanned(Paper(as_picture(tinted))))
    assert np.median(page.pixels, axis=(0, 1)).min() == 255


def test_faint_pencil_survives() -> None:
    page = paper()
    line = [(mm(30 + step), mm(220) + (step % 5) * 3) for step in range(100)]
    ImageDraw.Draw(page.picture).line(line, fill=(170, 170, 170), width=3)
    seen = cleaned(scanned(page)).pixels[mm(217) : mm(224), mm(35) : mm(125)].min(axis=2)
    assert (seen.min(axis=0) < 215).mean() > 0.95


class TestBlank:
    def test_blank_backs_are_known(self) -> None:
        assert cleaned(scanned(blank_paper(), noise=9, light=0.3)).blank

    def test_print_that_shows_through_is_no_content(self, birth: Paper) -> None:
        faint = 255 - (255 - birth.pixels[:, ::-1].astype(int)) * 0.12
        back = Paper(as_picture(faint.astype(np.uint8)))
        assert cleaned(scanned(back)).blank

    def test_the_shadow_at_the_edge_is_no_content(self) -> None:
        page = blank_paper()
        ImageDraw.Draw(page.picture).rectangle((0, 0, mm(3), mm(297)), fill=(60, 60, 60))
        assert cleaned(scanned(page)).blank

    @pytest.mark.parametrize(
        "mark",
        [
            lambda pen: pen.line(
                [(mm(60 + i), mm(150) + (i % 7) * 9) for i in range(60)],
                fill=(40, 60, 160),
                width=4,
            ),
            lambda pen: pen.line(
                [(mm(60 + i), mm(150) + (i % 7) * 9) for i in range(60)],
                fill=(190, 190, 190),
                width=3,
            ),
            lambda pen: pen.rectangle((mm(20), mm(20), mm(190), mm(270)), fill=(80, 90, 120)),
        ],
        ids=["one signature", "faint pencil", "one big picture"],
    )
    def test_a_page_with_anything_on_it_is_kept(self, mark: object) -> None:
        page = blank_paper()
        assert callable(mark)
        mark(ImageDraw.Draw(page.picture))
        assert not cleaned(scanned(page)).blank


class TestWarnings:
    def test_a_good_scan_has_none(self, birth: Paper) -> None:
        page = cleaned(scanned(birth))
        assert page.warnings == ()
        assert page.sharpness > 0.6

    def test_a_short_text_is_not_taken_for_a_blurred_one(self) -> None:
        assert cleaned(scanned(paper([], title="MẶT SAU"))).warnings == ()

    def test_blur_is_named(self, birth: Paper) -> None:
        page = cleaned(scanned(birth, blur=3.5))
        assert page.warnings == ("Ảnh bị mờ. Nên quét hoặc chụp lại.",)
        assert page.sharpness < 0.3

    def test_darkness_is_named(self, birth: Paper) -> None:
        dim = scanned(birth).point(lambda level: level * 0.3)
        assert "quá tối" in " ".join(cleaned(dim).warnings)

    def test_coarse_scans_are_named_with_their_resolution(self, birth: Paper) -> None:
        coarse = scanned(birth).resize((827, 1169), Image.Resampling.BOX)
        assert "100 dpi" in " ".join(cleaned(coarse, 100).warnings)
        assert "100 dpi" in " ".join(cleaned(coarse, None).warnings)

    def test_a_blank_back_has_none(self) -> None:
        assert cleaned(scanned(blank_paper())).warnings == ()


def test_words_under_a_seal_and_a_signature_are_read(recognizer: Recognizer) -> None:
    page = paper(LAND, "GIẤY XÁC NHẬN")
    stamped = stamp(page, [(60, 95), (130, 120)])
    _, words = read_upright(cleaned(scanned(stamped)), recognizer)
    assert word_recall(page.words, (word.text for word in words)) >= 0.9


def test_coloured_print_is_read(recognizer: Recognizer) -> None:
    page = paper(LAND, "GIẤY XÁC NHẬN")
    blue_print = page.pixels.astype(int)
    blue_print[:, :, 0] = np.maximum(blue_print[:, :, 0], 170)
    tinted = Paper(as_picture(blue_print.astype(np.uint8)))
    _, words = read_upright(cleaned(scanned(tinted)), recognizer)
    assert word_recall(page.words, (word.text for word in words)) >= 0.98


def test_light_is_evened_for_each_colour_of_lamp(birth: Paper) -> None:
    warm = np.asarray(scanned(birth))[:, :, ::-1] * np.array([0.55, 0.8, 1.0])
    even = flatten(warm.astype(np.uint8), 200).even
    assert np.median(even, axis=(0, 1)).min() == 255


def test_pages_come_at_200_dpi_whatever_they_were_scanned_at(birth: Paper) -> None:
    fine: Picture = np.asarray(
        cv2.resize(birth.pixels, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC), np.uint8
    )
    page = clean(Frame(fine, 300), "scan")
    assert page.pixels.shape == birth.pixels.shape
    assert page.dpi == 300
