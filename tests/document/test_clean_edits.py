"""The officer's edits: what is shown after them is what is bound."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from app.document.clean import CleanPage, clean
from app.document.cleaning.edited import edited
from app.document.cleaning.gutter import find_gutter
from app.document.cleaning.ink import ink_of
from app.document.cleaning.light import darkest
from app.document.cleaning.skew import text_lines
from app.document.digitize import PageInput, digitize, preview
from app.document.door.pictures import pdf_page_png
from app.document.frame import Frame, Word
from app.model.edits import Below, Corners, Crop, Edit, Fed, Half, Turn
from tests.document.damage import photographed, pixels_of, scanned
from tests.document.papers import LAND, Paper, Picture, blank_paper, jpg, mm, paper

CARD_MM = (85.6, 53.98)


def frame_of(picture: Image.Image, dpi: float | None = 200) -> Frame:
    return Frame(pixels_of(picture), dpi)


def after(*edits: Edit, picture: Picture, words: tuple[Word, ...] | None = None) -> CleanPage:
    return edited(CleanPage(picture, 200, words=words), edits, _none_below)


def _none_below(below: Below) -> CleanPage:
    raise AssertionError(below)


def card(colour: tuple[int, int, int], text: str) -> Paper:
    """One side of an identity card: pale colour, a portrait, a line of text."""
    side = Paper(Image.new("RGB", (mm(CARD_MM[0]), mm(CARD_MM[1])), colour))
    pen = ImageDraw.Draw(side.picture)
    pen.rectangle((mm(6), mm(18), mm(26), mm(45)), fill=(70, 60, 60))
    pen.text((mm(34), mm(10)), text, fill=(30, 30, 30))
    return side


def quarters() -> Picture:
    """A page whose four quarters are of different greys."""
    page = np.full((400, 200, 3), 240, np.uint8)
    page[:200, :100], page[:200, 100:], page[200:, :100] = 40, 80, 120
    return page


def test_turns_add_up_and_count_as_the_way_the_page_stands() -> None:
    page = after(Turn(90), Turn(180), picture=quarters())
    assert page.rotation == 270
    assert page.settled
    assert page.pixels.shape == (200, 400, 3)
    assert page.pixels[10, 10, 0] == 80


def test_a_feeder_that_flips_is_heard_only_where_the_letters_do_not_tell(birth: Paper) -> None:
    flipped = Fed(180)
    told = clean(frame_of(scanned(birth)), edits=(flipped,))
    assert (told.settled, told.rotation) == (True, 0)
    sketch = blank_paper()
    pen = ImageDraw.Draw(sketch.picture)
    pen.ellipse((mm(20), mm(30), mm(80), mm(90)), outline=(40, 40, 120), width=8)
    pen.line((mm(20), mm(120), mm(150), mm(200)), fill=(40, 40, 120), width=8)
    frame = frame_of(scanned(sketch))
    assert clean(frame).rotation == 0
    assert clean(frame, edits=(flipped,)).rotation == 180
    assert clean(frame, edits=(flipped, Turn(90))).rotation == 270


def test_crops_are_shares_of_the_page_as_it_stood_before() -> None:
    page = after(Crop(0.5, 0, 1, 0.5), Crop(0, 0.5, 1, 1), picture=quarters())
    assert page.pixels.shape == (100, 100, 3)
    assert (page.pixels == 80).all()


def test_a_crop_to_nothing_leaves_a_page() -> None:
    assert min(after(Crop(0.5, 1, 0.5, 1), picture=quarters()).pixels.shape[:2]) > 0


def test_written_words_follow_the_picture() -> None:
    words = (
        Word("trên", (120, 20, 180, 40), 1.0, 0),
        Word("dưới", (120, 300, 180, 320), 1.0, 1),
    )
    turned = after(Turn(90), picture=quarters(), words=words).words
    assert turned is not None
    assert turned[0].box == (360, 120, 380, 180)
    cropped = after(Crop(0.5, 0.5, 1, 1), picture=quarters(), words=words).words
    assert cropped is not None
    assert [(word.text, word.box) for word in cropped] == [("dưới", (20, 100, 80, 120))]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_word_lies_on_the_same_ink_after_a_turn(degrees: int) -> None:
    page = quarters()
    page[30:40, 20:45] = 0
    word = Word("chữ", (20, 30, 45, 40), 1.0, 0)
    result = after(Turn(degrees), picture=page, words=(word,))
    assert result.words is not None
    left, top, right, bottom = result.words[0].box
    assert (result.pixels[top:bottom, left:right] == 0).all()
    assert (right - left) * (bottom - top) == 250


def test_corners_set_by_hand_go_before_those_found(birth: Paper) -> None:
    corners = [(213.0, 193.0), (1280.0, 253.0), (1353.0, 1800.0), (133.0, 1747.0)]
    photo = photographed(birth, corners)
    upper = [corners[0], corners[1], (1316.5, 1026.5), (173.0, 970.0)]
    shares = tuple((x / photo.width, y / photo.height) for x, y in upper)
    assert len(shares) == 4
    page = clean(frame_of(photo, None), "photo", (Corners(shares),))
    assert page.corners is not None
    assert np.abs(page.corners - np.array(upper)).max() < 0.01
    height, width = page.pixels.shape[:2]
    assert width > height


def test_corners_on_a_scan_cut_out_a_part_in_its_true_size(birth: Paper) -> None:
    shares = ((0.25, 0.25), (0.75, 0.25), (0.75, 0.5), (0.25, 0.5))
    page = clean(frame_of(scanned(birth)), "scan", (Corners(shares),))
    assert page.pixels.shape[:2] == pytest.approx((mm(297) / 4, mm(210) / 2), abs=2)


def test_blank_is_told_anew_after_a_crop(birth: Paper) -> None:
    lower = (Crop(0, 0.93, 1, 1),)
    assert clean(frame_of(scanned(birth)), "scan", lower).blank


class TestBook:
    @staticmethod
    def spread(fold: bool) -> Picture:
        pages = [paper().pixels, paper(LAND, "GIẤY XÁC NHẬN").pixels]
        book = np.concatenate([cv2.resize(page, None, fx=0.7, fy=0.7) for page in pages], axis=1)
        if fold:
            middle = book.shape[1] // 2
            book[:, middle - 3 : middle + 3] = 90
        return np.asarray(book, np.uint8)

    @pytest.mark.parametrize("fold", [False, True])
    def test_the_fold_is_found(self, fold: bool) -> None:
        assert find_gutter(self.spread(fold)) == pytest.approx(0.5, abs=0.02)

    def test_a_single_page_has_none(self, birth: Paper) -> None:
        assert find_gutter(birth.pixels) is None
        assert find_gutter(blank_paper().pixels) is None

    def test_halves_are_cut_there(self) -> None:
        edge = np.full((self.spread(True).shape[0], 160, 3), 255, np.uint8)
        book: Picture = np.concatenate([edge, self.spread(True)], axis=1)
        left = after(Half("left"), picture=book)
        right = after(Half("right"), picture=book)
        assert left.pixels.shape[1] - 160 == pytest.approx(right.pixels.shape[1], abs=30)
        assert after(Half("left", 0.25), picture=book).pixels.shape[1] == book.shape[1] // 4

    def test_each_half_is_set_straight_by_itself(self) -> None:
        pages = [
            pixels_of(scanned(paper(LAND, "GIẤY XÁC NHẬN"), skew=lean, light=0.0, noise=1.0))
            for lean in (1.5, -1.0)
        ]
        book: Picture = np.concatenate(pages, axis=1)
        for side, lean in (("left", 1.5), ("right", -1.0)):
            half = after(Half("left" if side == "left" else "right"), picture=book)
            assert half.skew == pytest.approx(lean, abs=0.06)
            assert text_lines(ink_of(darkest(half.pixels))).degrees == pytest.approx(0, abs=0.06)


class TestBothSidesOfACard:
    def sides(self, first: Frame, second: Frame, cut: tuple[Edit, ...] = ()) -> CleanPage:
        below = Below("0" * 64, "mặt sau.jpg", "image/jpeg", edits=cut)
        kind = "scan" if first.dpi else "photo"
        return clean(first, kind, (*cut, below), lambda wanted: second)

    def test_photographs_get_the_size_of_a_card(self) -> None:
        corners = [(240.0, 320.0), (1240.0, 330.0), (1235.0, 960.0), (238.0, 950.0)]
        front, back = (
            frame_of(photographed(card(colour, "CĂN CƯỚC"), corners, size=(1500, 1200)), None)
            for colour in ((225, 236, 240), (238, 230, 215))
        )
        shares = tuple((x / 1500, y / 1200) for x, y in corners)
        assert len(shares) == 4
        page = self.sides(front, back, (Corners(shares),))
        assert page.pixels.shape[:2] == (mm(297), mm(210))
        for box in portraits(page.pixels):
            assert box[2] - box[0] == pytest.approx(mm(20), abs=mm(1.5))
        assert len(portraits(page.pixels)) == 2

    def test_scans_keep_their_size_and_stand_in_the_middle(self) -> None:
        front, back = (
            frame_of(card(colour, "CĂN CƯỚC").picture) for colour in ((230, 240, 235),) * 2
        )
        page = self.sides(front, back)
        upper, lower = sorted(portraits(page.pixels), key=lambda box: box[1])
        assert upper[0] == pytest.approx(mm((210 - 85.6) / 2 + 6), abs=4)
        assert lower[0] == pytest.approx(upper[0], abs=2)
        gap = lower[1] - upper[1] - mm(CARD_MM[1])
        assert mm(5) < gap < mm(40)
        assert upper[1] + lower[3] == pytest.approx(mm(297) + mm(9), abs=mm(3))

    def test_the_back_comes_with_its_own_edits(self) -> None:
        front = frame_of(card((230, 240, 235), "CĂN CƯỚC").picture)
        below = Below("0" * 64, "sau.jpg", "image/jpeg", edits=(Turn(180),))
        page = clean(front, "scan", (below,), lambda wanted: front)
        upper, lower = sorted(portraits(page.pixels), key=lambda box: box[1])
        assert lower[0] - upper[0] == pytest.approx(mm(85.6 - 6 - 26), abs=6)

    def test_an_edit_after_it_is_done_to_both(self) -> None:
        front = frame_of(card((230, 240, 235), "CĂN CƯỚC").picture)
        edits = (Below("0" * 64, "sau.jpg", "image/jpeg"), Turn(90))
        page = clean(front, "scan", edits, lambda wanted: front)
        assert page.pixels.shape[:2] == (mm(210), mm(297))

    def test_two_full_pages_are_made_to_fit(self, birth: Paper) -> None:
        page = self.sides(frame_of(birth.picture), frame_of(birth.picture))
        assert page.pixels.shape[:2] == (mm(297), mm(210))
        assert page.dpi > 280


def portraits(pixels: Picture) -> list[tuple[int, int, int, int]]:
    """The boxes of the large dark rectangles on a page."""
    dark = np.asarray((pixels.max(axis=2) < 150).astype(np.uint8))
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((31, 31), np.uint8)))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(dark)
    return [(x, y, x + w, y + h) for x, y, w, h, _ in boxes[1:].tolist()]


def test_the_page_shown_is_the_page_bound(birth: Paper) -> None:
    back = jpg(scanned(paper(LAND, "MẶT SAU")))
    page = PageInput(
        jpg(scanned(birth)),
        "trước.jpg",
        edits=(Crop(0, 0, 1, 0.5), Below("b" * 64, "sau.jpg", "image/jpeg"), Turn(90)),
        others={"b" * 64: back},
    )
    shown = cv2.imdecode(np.frombuffer(preview(page, 1000), np.uint8), cv2.IMREAD_COLOR)
    pdf = digitize([page], title="Giấy tờ", recognizer=None).pdf
    bound = cv2.imdecode(np.frombuffer(pdf_page_png(pdf, 0, 86), np.uint8), cv2.IMREAD_COLOR)
    assert shown is not None
    assert bound is not None
    assert shown.shape[1] > shown.shape[0]
    same = cv2.resize(bound, (shown.shape[1], shown.shape[0]), interpolation=cv2.INTER_AREA)
    assert np.abs(cv2.blur(same, (9, 9)).astype(int) - cv2.blur(shown, (9, 9))).mean() < 4
