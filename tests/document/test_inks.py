"""What is read without seal, pen and portrait, and that coloured print is read."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import ImageDraw

from app.document.clean import CleanPage
from app.document.frame import Pixels, joined
from app.document.text.inks import grey_without_seals
from app.document.text.portraits import portraits
from app.document.text.reading import read_upright
from app.document.text.recognize import Recognizer
from tests.document.papers import Paper, blank_paper, font, mm, stamp

RED = (190, 30, 40)


def _signed(tint: tuple[int, int, int] = (255, 255, 255)) -> Pixels:
    """A signature block with seal and pen over it, on paper of ``tint``, as a scanner's JPEG."""
    page = blank_paper()
    for y, words in ((208, "TM. ỦY BAN NHÂN DÂN"), (221, "CHỦ TỊCH"), (254, "Hoàng Văn Thụ")):
        ImageDraw.Draw(page.picture).text(
            (mm(150), mm(y)), words, fill=(20, 20, 20), font=font(13, "Bold"), anchor="ms"
        )
    tinted = stamp(page, [(138, 237)]).pixels * (np.asarray(tint[::-1]) / 255)
    _, jpeg = cv2.imencode(".jpg", tinted.astype(np.uint8))
    picture = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
    assert picture is not None
    return np.asarray(picture, np.uint8)


def _titled(size: float) -> Paper:
    page = blank_paper()
    place = mm(105), mm(60)
    ImageDraw.Draw(page.picture).text(
        place, "GIẤY CHỨNG NHẬN", fill=RED, font=font(size, "Bold"), anchor="ms"
    )
    return page


def _ink_left(grey: Pixels, left: float, top: float, right: float, bottom: float) -> int:
    return int((grey[mm(top) : mm(bottom), mm(left) : mm(right)] < 200).sum())


@pytest.mark.parametrize("tint", [(255, 255, 255), (255, 243, 207), (214, 236, 214)])
def test_nothing_is_left_of_seal_and_pen_on_paper_of_any_colour(tint: tuple[int, int, int]) -> None:
    grey = grey_without_seals(_signed(tint))
    assert _ink_left(grey, 110, 223, 190, 249) == 0


@pytest.mark.parametrize("tint", [(255, 255, 255), (255, 243, 207)])
def test_the_words_under_a_seal_are_all_that_is_read(
    recognizer: Recognizer, tint: tuple[int, int, int]
) -> None:
    page = CleanPage(_signed(tint), 200.0)
    lines = joined(read_upright(page, recognizer)[1]).splitlines()
    assert lines == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Hoàng Văn Thụ"]


@pytest.mark.parametrize("size", [16, 24, 32, 40])
def test_a_coloured_title_keeps_its_ink(size: float) -> None:
    page = _titled(size).pixels
    plain = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    assert np.array_equal(grey_without_seals(page), plain)


def _with_portrait(page: Paper) -> Paper:
    pen = ImageDraw.Draw(page.picture)
    left, top, right, bottom = mm(25), mm(65), mm(55), mm(105)
    pen.rectangle((left, top, right, bottom), fill=(110, 160, 215))
    pen.ellipse((left + 60, top + 40, right - 60, bottom - 90), fill=(35, 25, 20))
    pen.ellipse((left + 75, top + 85, right - 75, bottom - 90), fill=(205, 160, 130))
    pen.rectangle((left + 20, bottom - 70, right - 20, bottom), fill=(60, 60, 70))
    return page


def test_a_portrait_is_not_read() -> None:
    grey = grey_without_seals(_with_portrait(blank_paper()).pixels)
    assert grey.min() == 255


def test_a_card_full_of_print_is_no_portrait() -> None:
    page = blank_paper()
    pen = ImageDraw.Draw(page.picture)
    pen.rectangle((mm(60), mm(60), mm(145.6), mm(114)), fill=(190, 215, 200))
    pen.text((mm(65), mm(80)), "CĂN CƯỚC CÔNG DÂN", fill=(20, 20, 20), font=font(12))
    assert portraits(np.asarray(page.picture.convert("L"), np.uint8)) == []


def test_a_black_copy_of_seal_and_signature_is_no_portrait() -> None:
    copied = cv2.cvtColor(_signed(), cv2.COLOR_BGR2GRAY)
    black = cv2.threshold(copied, 190, 255, cv2.THRESH_BINARY)[1]
    assert portraits(np.asarray(black, np.uint8)) == []
