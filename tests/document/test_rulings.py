"""Forms and tables: rules and leaders are no letters."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import ImageDraw

from app.document.clean import CleanPage
from app.document.frame import Pixels, Word, joined
from app.document.text.reading import read_upright
from app.document.text.recognize import Recognizer
from app.document.text.rows import in_reading_order, row_by_row
from app.document.text.rulings import without_rulings
from tests.document.papers import Paper, blank_paper, font, mm

COLUMNS = (25, 40, 95, 130, 180)
ROWS = [
    ("TT", "Họ và tên", "Ngày sinh", "Địa chỉ"),
    ("1", "Trịnh Mỹ Tâm", "15/01/1996", "Thôn Đoài"),
    ("2", "Lương Hữu Oanh", "01/09/2017", "Bản Nà Hỳ"),
    ("3", "Thạch Đức Hưởng", "19/10/1996", "Bản Nà Hỳ"),
    ("4", "Phạm Thị Hằng", "15/09/2022", "Ấp Giữa"),
]


def _text(page: Paper, x: float, y: float, words: str) -> None:
    place = mm(x), mm(y)
    ImageDraw.Draw(page.picture).text(place, words, fill=(20, 20, 20), font=font(13), anchor="ls")


def _form() -> Paper:
    page = blank_paper()
    lines = (
        "Họ, chữ đệm, tên: Trịnh Thị Tuyết",
        "Giới tính: Nữ",
        "Nơi sinh: Trạm Y tế xã Yên Lãng",
    )
    for row, words in enumerate(lines):
        _text(page, 25, 40 + 10 * row, words + " " + "." * 60)
    _text(page, 25, 80, "Còn nữa... và hết.")
    return page


def _table() -> Paper:
    page = blank_paper()
    _text(page, 25, 30, "Danh sách hỗ trợ đột xuất")
    pen = ImageDraw.Draw(page.picture)
    for row, cells in enumerate(ROWS):
        for x, cell in zip(COLUMNS, cells, strict=False):
            _text(page, x + 2, 47 + 9 * row, cell)
    bottom = 40 + 9 * len(ROWS)
    for row in range(len(ROWS) + 1):
        pen.line([(mm(25), mm(40 + 9 * row)), (mm(180), mm(40 + 9 * row))], (20, 20, 20), 2)
    for x in COLUMNS:
        pen.line([(mm(x), mm(40)), (mm(x), mm(bottom))], (20, 20, 20), 2)
    _text(page, 25, bottom + 15, "Tổng cộng: 4 hộ.")
    return page


def _grey(page: Paper) -> Pixels:
    return np.asarray(cv2.cvtColor(page.pixels, cv2.COLOR_BGR2GRAY), np.uint8)


def _read(page: Paper, recognizer: Recognizer) -> list[str]:
    return joined(read_upright(CleanPage(page.pixels, 200.0), recognizer)[1]).splitlines()


def test_leaders_are_not_read(recognizer: Recognizer) -> None:
    assert _read(_form(), recognizer) == [
        "Họ, chữ đệm, tên: Trịnh Thị Tuyết",
        "Giới tính: Nữ",
        "Nơi sinh: Trạm Y tế xã Yên Lãng",
        "Còn nữa... và hết.",
    ]


def test_a_table_is_read_row_by_row(recognizer: Recognizer) -> None:
    assert _read(_table(), recognizer) == [
        "Danh sách hỗ trợ đột xuất",
        *(" ".join(row) for row in ROWS),
        "Tổng cộng: 4 hộ.",
    ]


def test_words_of_a_table_lie_where_they_stand(recognizer: Recognizer) -> None:
    _, words = read_upright(CleanPage(_table().pixels, 200.0), recognizer)
    word = next(word for word in words if word.text == "15/09/2022")
    assert mm(95) < word.box[0] < word.box[2] < mm(130)
    assert mm(40 + 9 * 4) < word.box[1] < word.box[3] < mm(40 + 9 * 5)


def test_rules_are_known_by_their_places() -> None:
    (table,) = without_rulings(_grey(_table())).tables
    assert len(table.across) == len(ROWS) + 1
    assert table.down == pytest.approx([mm(x) for x in COLUMNS], abs=2)


def test_a_frame_and_a_rule_between_columns_are_no_table() -> None:
    """Rules that stand alone stay: they part columns of text."""
    page = blank_paper()
    pen = ImageDraw.Draw(page.picture)
    for inset in (10, 12):
        pen.rectangle((mm(inset), mm(inset), mm(210 - inset), mm(297 - inset)), outline=(0, 0, 0))
    pen.line([(mm(105), mm(40)), (mm(105), mm(250))], (0, 0, 0), 2)
    grey = _grey(page)
    plain = without_rulings(grey)
    assert plain.tables == ()
    assert np.array_equal(plain.grey, grey)


def test_text_without_rules_stays_as_it_is(birth: Paper) -> None:
    grey = _grey(birth)
    assert np.array_equal(without_rulings(grey).grey, grey)


def _word(text: str, x: int, y: int, line: int) -> Word:
    return Word(text, (x, y, x + 10, y + 10), 0.9, line)


def test_rows_of_cells_come_one_after_the_other() -> None:
    columns = [
        [_word("1", 0, 10, 0), _word("2", 0, 60, 1)],
        [_word("Thôn", 100, 5, 0), _word("Đoài", 100, 20, 1), _word("Ấp", 100, 60, 2)],
    ]
    lines = joined(row_by_row(columns, (0, 50, 100))).splitlines()
    assert lines == ["1 Thôn", "Đoài", "2 Ấp"]


def test_a_table_comes_after_the_last_line_above_it() -> None:
    page = [_word("trên", 0, 0, 0), _word("cạnh", 500, 0, 1), _word("dưới", 0, 200, 2)]
    words = in_reading_order(page, [[_word("bảng", 0, 100, 0)], []])
    assert [(word.text, word.line) for word in words] == [
        ("trên", 0),
        ("cạnh", 1),
        ("bảng", 2),
        ("dưới", 3),
    ]
