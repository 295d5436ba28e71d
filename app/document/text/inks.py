"""Seals and signatures told from print, so that the words under them can be read."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels
from app.document.text.portraits import portraits

_COLOURED_FROM = 50
"""Between the strongest and the weakest channel."""
_LARGER_THAN_PRINT = 60
"""Pixels at 200 dpi (8 mm): wider or higher than a printed letter."""
_SMALLER_THAN_A_FRAME = 700
"""Pixels at 200 dpi (9 cm): seals and signatures are smaller, a certificate's border larger."""
_TINTED_FROM = 16
"""Between the channels of the paper: coloured paper colours all that stands on it."""
_DARKEST_PAPER = 120
_ROW_OF_LETTERS = 4
_LETTER_HEIGHT = 26
"""Pixels: the letters round a seal are lower, those of a coloured title higher."""
_SAME_HEIGHT, _SAME_FOOT = 1.3, 0.2
_DARK_BELOW = 140
_CROSSING = 14
"""Pixels: what stays dark where pen and seal cross is smaller than a letter."""
_BESIDE_A_LETTER = np.ones((25, 25), np.uint8)
_BLACK_BELOW, _BLACK_SHARE, _BLACK_OF_A_DOT = 90, 0.3, 0.1
_STILL_COLOURED, _SLIGHTLY, _COLOURED_SHARE = 30, 10, 0.3
_EDGE = np.ones((5, 5), np.uint8)
_PAPER = 255
_RIM = np.ones((9, 9), np.uint8)
_ACROSS_A_LETTER = np.ones((15, 15), np.uint8)
_CORE = np.ones((3, 3), np.uint8)
"""The outermost pixels of a stroke are half paper and say nothing about its ink."""
_Place = tuple[slice, slice]


def grey_without_seals(pixels: Pixels) -> Pixels:
    """The page (BGR at 200 dpi) in grey for reading, large coloured marks and
    portraits as light as paper.

    In the strongest of its channels a red seal or a blue pen is much lighter than black print
    under it; there the picture is brightened until the mark's own ink is white, and what is left
    of it is taken out. Coloured print keeps its darkness: it is small, or stands in a row.
    """
    pixels = _as_on_white_paper(pixels)
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    blue, green, red = cv2.split(pixels)
    lightest = np.asarray(cv2.max(cv2.max(blue, green), red), np.uint8)
    difference = cv2.subtract(lightest, cv2.min(cv2.min(blue, green), red))
    coloured = np.asarray(
        cv2.threshold(difference, _COLOURED_FROM, 255, cv2.THRESH_BINARY)[1], np.uint8
    )
    for left, top, right, bottom in portraits(grey):
        grey[top:bottom, left:right] = _PAPER
        coloured[top:bottom, left:right] = 0
    marks = np.zeros_like(coloured)
    for place in _places_of_marks(coloured):
        _whiten(grey[place], lightest[place], coloured[place])
        marks[place] = coloured[place]
    pen = (difference > _STILL_COLOURED) & (cv2.subtract(red, blue) < _SLIGHTLY)
    _take_out_remains(grey, pen, marks)
    return grey


def _as_on_white_paper(pixels: Pixels) -> Pixels:
    paper = np.percentile(pixels[::8, ::8].reshape(-1, 3), 75, axis=0)
    if np.ptp(paper) < _TINTED_FROM or paper.min() < _DARKEST_PAPER:
        return pixels
    steps = np.arange(256)[:, None] * 255 / paper
    return np.asarray(cv2.LUT(pixels, np.minimum(steps, 255).astype(np.uint8)[None]), np.uint8)


def _places_of_marks(coloured: Pixels) -> list[_Place]:
    """The places of a mask that large coloured parts take up.

    Print cuts a seal into pieces, so all that is coloured in such a place belongs to the mark,
    and so do the pieces of its rim on the other side of a letter.
    """
    reach = _RIM.shape[0]
    boxes = _boxes(coloured)
    marks = [box for box in boxes if _is_mark(box) and not _is_letter_of_a_row(box, boxes)]
    joined = _boxes(np.asarray(cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, _ACROSS_A_LETTER)))
    return [
        (
            slice(max(0, top - reach), top + height + reach),
            slice(max(0, left - reach), left + width + reach),
        )
        for left, top, width, height in (_around(mark, joined) for mark in marks)
    ]


def _boxes(mask: Pixels) -> NDArray[np.int32]:
    """Left, top, width and height of each connected part."""
    return np.asarray(cv2.connectedComponentsWithStats(mask)[2][1:, : cv2.CC_STAT_AREA], np.int32)


def _is_mark(box: NDArray[np.int32]) -> bool:
    return bool(_LARGER_THAN_PRINT < box[2:].max() < _SMALLER_THAN_A_FRAME)


def _around(mark: NDArray[np.int32], joined: NDArray[np.int32]) -> NDArray[np.int32]:
    """The smallest of ``joined`` that holds all of ``mark``, or itself where that is too large."""
    starts, ends = joined[:, :2], joined[:, :2] + joined[:, 2:]
    holding = (starts <= mark[:2]).all(axis=1) & (ends >= mark[:2] + mark[2:]).all(axis=1)
    whole = min(joined[holding], key=lambda box: int(box[2] * box[3]), default=mark)
    return whole if _is_mark(whole) else mark


def _is_letter_of_a_row(mark: NDArray[np.int32], boxes: NDArray[np.int32]) -> bool:
    """Whether coloured parts as high as this one stand beside it on one line, as in a title.

    A few letters of one may touch, so nothing is asked of how wide they are.
    """
    left, top, width, height = mark
    tall, feet = boxes[:, cv2.CC_STAT_HEIGHT], boxes[:, cv2.CC_STAT_TOP]
    feet = feet + tall
    alike = (tall * _SAME_HEIGHT > height) & (tall < height * _SAME_HEIGHT)
    level = np.abs(feet - top - height) < _SAME_FOOT * height
    starts = boxes[:, cv2.CC_STAT_LEFT]
    middle = starts + boxes[:, cv2.CC_STAT_WIDTH] / 2 - left - width / 2
    near = np.abs(middle) < width / 2 + (_ROW_OF_LETTERS + 2) * height
    row = boxes[alike & level & near & (tall >= _LETTER_HEIGHT)]
    return len(row) >= _ROW_OF_LETTERS


def _whiten(grey: Pixels, lightest: Pixels, coloured: Pixels) -> None:
    """Brighten ``grey`` in and around what is coloured until the ink near by is white."""
    core = _spread(lightest, np.asarray(cv2.erode(coloured, _CORE), np.uint8))
    ink = np.where(core > 0, core, _spread(lightest, coloured))
    brighter = cv2.divide(lightest, ink, scale=1.1 * 255)
    np.copyto(grey, brighter, where=cv2.dilate(coloured, _RIM) > 0)


def _take_out_remains(grey: Pixels, pen: NDArray[np.bool_], marks: Pixels) -> None:
    """Turn white what the whitened ``marks`` have left: pale rims of their strokes, and the
    dark parts of a ``pen`` that crosses a seal. Black print near by stays, its dots and marks
    too; under a seal it is a little red."""
    left, top, width, height = cv2.boundingRect(marks)
    if not width:
        return
    reach = _RIM.shape[0]
    here = (
        slice(max(0, top - reach), top + height + reach),
        slice(max(0, left - reach), left + width + reach),
    )
    grey, pen = grey[here], pen[here]
    dark = cv2.threshold(grey, _DARK_BELOW, 255, cv2.THRESH_BINARY_INV)[1]
    count, found, boxes, _ = cv2.connectedComponentsWithStats(dark)
    labels = np.asarray(found, np.int32)
    area = np.asarray(boxes[:, cv2.CC_STAT_AREA], np.int32)
    small = boxes[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1) < _CROSSING
    black = _share(labels, grey < _BLACK_BELOW, area) >= np.where(
        small, _BLACK_OF_A_DOT, _BLACK_SHARE
    )
    black &= _share(labels, pen, area) <= _COLOURED_SHARE
    black[0] = False
    letters = (black & ~small).astype(np.uint8)[labels]
    beside = np.zeros(count, np.bool_)
    beside[np.unique(labels[cv2.dilate(letters, _BESIDE_A_LETTER) > 0])] = True
    kept = (black & beside).astype(np.uint8)[labels]
    near_marks = cv2.dilate(marks[here], _RIM) > 0
    grey[near_marks & (cv2.dilate(kept, _EDGE) == 0)] = _PAPER


def _share(
    labels: NDArray[np.int32], pixels: NDArray[np.bool_], area: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Which share of each label's ``area`` the ``pixels`` are."""
    return np.bincount(labels[pixels], minlength=len(area)) / area


def _spread(lightest: Pixels, ink: Pixels) -> Pixels:
    """How light the lightest of the ink near by is, 0 where there is none."""
    return np.asarray(cv2.dilate(cv2.bitwise_and(lightest, ink), _RIM), np.uint8)
