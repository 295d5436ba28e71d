"""A paper on the glass of a scanner: its true size, and nothing of the lid."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from app.document.clean import CleanPage, clean
from app.document.frame import Frame
from tests.document.damage import pixels_of, scanned
from tests.document.glasses import DARK_LID, WHITE_LID, on_glass, with_dark_strip
from tests.document.papers import Paper, Picture, blank_paper, font, mm, paper

A5_MM = (148, 210)
CARD_MM = (85.6, 53.98)


def cleaned(scan: Picture) -> CleanPage:
    return clean(Frame(scan, 200), "scan")


def size_mm(page: CleanPage) -> tuple[float, float]:
    height, width = page.pixels.shape[:2]
    return width / 200 * 25.4, height / 200 * 25.4


def a5() -> Picture:
    """The upper left of an A4 paper: words up to the edge on the right."""
    return paper().pixels[: mm(A5_MM[1]), : mm(A5_MM[0])]


def card() -> Picture:
    side = Image.new("RGB", (mm(CARD_MM[0]), mm(CARD_MM[1])), (206, 226, 232))
    pen = ImageDraw.Draw(side)
    pen.rectangle((mm(5), mm(18), mm(25), mm(45)), fill=(80, 70, 66))
    for row, text in enumerate(("CĂN CƯỚC", "Giàng Quỳnh Dương", "017306000214", "Lào Cai")):
        pen.text((mm(32), mm(12 + row * 9)), text, fill=(30, 30, 40), font=font(8))
    return pixels_of(side)


@pytest.mark.parametrize("lean", [0.0, 1.7, -6.0])
def test_a_small_paper_under_a_dark_lid_comes_out_in_its_size(lean: float) -> None:
    page = cleaned(on_glass(a5(), DARK_LID, (100, 130), lean))
    assert size_mm(page) == pytest.approx(A5_MM, abs=1.2)
    assert page.skew == pytest.approx(lean, abs=0.1)
    assert page.pixels[:4].min() > 200
    assert page.pixels[:, :4].min() > 200


def test_a_card_on_a_white_lid_comes_out_in_its_size_and_colour() -> None:
    page = cleaned(on_glass(card(), WHITE_LID, (60, 70), 3.0, shadow=0.3))
    assert size_mm(page) == pytest.approx(CARD_MM, abs=1.2)
    blue, green, red = np.median(page.pixels, axis=(0, 1))
    assert red < green < blue
    assert blue - red > 15


def test_a_small_paper_of_another_tone_is_told_from_a_white_lid() -> None:
    toned = (a5() * np.array([0.88, 0.93, 0.95])).astype(np.uint8)
    page = cleaned(on_glass(toned, WHITE_LID, (100, 130), 2.0, shadow=0.2))
    assert size_mm(page) == pytest.approx(A5_MM, abs=1.5)


@pytest.mark.parametrize("what", ["frame", "photograph", "card and a note"])
def test_print_on_a_whole_page_is_not_cut_out(what: str) -> None:
    page = blank_paper()
    pen = ImageDraw.Draw(page.picture)
    if what == "frame":
        pen.rectangle((mm(30), mm(40), mm(180), mm(200)), outline=(20, 20, 20), width=mm(1))
    elif what == "photograph":
        rough = np.random.default_rng(2).integers(20, 240, (12, 16, 3)).astype(np.uint8)
        laid = Image.fromarray(rough).resize((mm(120), mm(90)), Image.Resampling.BICUBIC)
        page.picture.paste(laid, (mm(40), mm(50)))
    else:
        page.picture.paste(Image.fromarray(card()[:, :, ::-1]), (mm(60), mm(40)))
        pen.text((mm(60), mm(150)), "Sao y bản chính", fill=(20, 20, 20), font=font(14))
    assert size_mm(cleaned(pixels_of(scanned(page)))) == pytest.approx((210, 297), abs=0.5)


@pytest.mark.parametrize("wavy", [0.0, 3.0])
def test_the_dark_beside_a_page_becomes_white(wavy: float) -> None:
    truth = paper(sealed=True)
    scan = with_dark_strip(pixels_of(scanned(truth)), 9, wavy)
    page = cleaned(scan)
    assert size_mm(page) == pytest.approx((210, 297), abs=0.5)
    assert (page.pixels[:, : mm(14)].min(axis=2) < 150).mean() < 0.002
    body = page.pixels[:, mm(25) :]
    clean_body = cleaned(pixels_of(scanned(truth))).pixels[:, mm(25) :]
    assert np.abs(cv2.blur(body, (9, 9)).astype(int) - cv2.blur(clean_body, (9, 9))).mean() < 1.5


def test_a_picture_printed_up_to_the_edge_stays() -> None:
    page = paper([])
    pen = ImageDraw.Draw(page.picture)
    pen.ellipse((mm(-30), mm(120), mm(50), mm(260)), fill=(30, 30, 30))
    kept = cleaned(pixels_of(scanned(page))).pixels[mm(180) : mm(200), mm(2) : mm(40)]
    assert np.median(kept) < 90


def test_a_blank_back_between_dark_edges_is_blank() -> None:
    back = pixels_of(scanned(blank_paper()))
    scan = with_dark_strip(np.asarray(np.rot90(with_dark_strip(back, 8)), np.uint8), 11)
    assert cleaned(scan).blank


class TestPanels:
    @staticmethod
    def panelled(colour: tuple[int, int, int]) -> Paper:
        page = paper([])
        box = (mm(40), mm(90), mm(160), mm(170))
        ImageDraw.Draw(page.picture).rectangle(box, fill=colour)
        ImageDraw.Draw(page.picture).text(
            (mm(50), mm(100)), "Phần dành cho cán bộ", fill=(10, 10, 10), font=font(13)
        )
        return page

    @pytest.mark.parametrize("colour", [(185, 185, 185), (225, 170, 180), (30, 30, 30)])
    def test_large_panels_keep_their_tone(self, colour: tuple[int, int, int]) -> None:
        page = cleaned(pixels_of(scanned(self.panelled(colour), light=0.1)))
        ground = np.median(page.pixels[mm(130) : mm(165), mm(60) : mm(150)], axis=(0, 1))
        assert ground == pytest.approx([tone * 255 / 250 for tone in colour[::-1]], abs=14)
        beside = page.pixels[mm(100) : mm(160), mm(164) : mm(168)]
        assert beside.min() > 235

    def test_a_shadow_across_a_page_is_none(self) -> None:
        lit = paper().pixels
        height, width = lit.shape[:2]
        across = np.linspace(-1, 1, width)[None, :] * 8 + np.linspace(-1, 1, height)[:, None]
        shadow = 1 - 0.4 / (1 + np.exp(-across * 3))
        page = cleaned((lit * shadow[:, :, None]).astype(np.uint8))
        assert np.median(page.pixels[:, mm(150) :]) == 255
        assert (page.pixels[mm(200) :, mm(20) : -mm(20)].min(axis=2) < 235).mean() < 0.01
