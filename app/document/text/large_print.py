"""Titles in large capitals: their marks are lost at 200 dpi and read at half the size.

The reader was taught with letters of some 30 pixels; GIẤY CHỨNG NHẬN in 20 point becomes GIAY
CHƯNG NHẠN.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import fmean, median

import cv2
import numpy as np

from app.document.frame import Pixels, Word

_LARGE = 1.15
"""Times the height of the page's words."""
_LOW = 32
"""Pixels at 200 dpi: capitals of 18 point are higher."""
_MOST_LINES = 4
_ABOVE = 0.4
"""Of the height of a word: where a mark may stand that was not seen."""
_HALF = 0.5
_MARGIN = 20
_PAPER = 255


def large_lines_again(
    words: Sequence[Word], grey: Pixels, read: Callable[[Pixels], list[Word]]
) -> list[Word]:
    """``words`` of ``grey``, those of large lines as ``read`` makes them out at half the size
    where it is surer of them."""
    if not words:
        return []
    usual = median(_height(word) for word in words)
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    heights = [median(map(_height, line)) for line in lines]
    large = [place for place, height in enumerate(heights) if height >= max(_LOW, _LARGE * usual)]
    for place in sorted(large, key=lambda place: -heights[place])[:_MOST_LINES]:
        again = _again(lines[place], round(_ABOVE * heights[place]), grey, read)
        if len(again) == len(lines[place]) and _sureness(again) > _sureness(lines[place]):
            lines[place] = again
    return [word for line in lines for word in line]


def _again(
    line: Sequence[Word], beyond: int, grey: Pixels, read: Callable[[Pixels], list[Word]]
) -> list[Word]:
    """The words of ``line`` at half the size, without those of lines that reach into its place."""
    left, top = max(0, _least(line, 0) - beyond), max(0, _least(line, 1) - beyond)
    right, bottom = (max(word.box[side] for word in line) for side in (2, 3))
    part = grey[top : bottom + beyond, left : right + beyond]
    small = cv2.resize(part, None, fx=_HALF, fy=_HALF, interpolation=cv2.INTER_AREA)
    framed = np.pad(small, _MARGIN, constant_values=_PAPER)
    middle = (_least(line, 1) + bottom) / 2
    found = [
        replace(word, box=_full_size(word.box, left, top), line=line[0].line)
        for word in read(np.asarray(framed, np.uint8))
    ]
    return [word for word in found if word.box[1] < middle < word.box[3]]


def _full_size(box: tuple[int, int, int, int], left: int, top: int) -> tuple[int, int, int, int]:
    x, y, end, bottom = (round((side - _MARGIN) / _HALF) for side in box)
    return x + left, y + top, end + left, bottom + top


def _height(word: Word) -> int:
    return word.box[3] - word.box[1]


def _least(line: Sequence[Word], side: int) -> int:
    return min(word.box[side] for word in line)


def _sureness(line: Sequence[Word]) -> float:
    return fmean(word.confidence for word in line)
