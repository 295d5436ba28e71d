"""Two originals on one page, one above the other, as an identity card is photocopied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np

from app.document.cleaning.cleanpage import CleanPage
from app.document.cleaning.geometry import resized
from app.document.frame import Pixels, Word
from app.document.scale import A4_INCHES, CARD_WIDTH, PAGE_DPI, is_card_shaped

_GAP = round(15 / 25.4 * PAGE_DPI)


def one_above_the_other(parts: Sequence[CleanPage]) -> CleanPage:
    """``parts`` centred on an upright A4 page in their order; a single part stays as it is.

    Each keeps its size on paper where a scanner measured it; a picture of a card's shape whose
    size was guessed gets the size of a card. What is too large together is made smaller.
    """
    if len(parts) == 1:
        return parts[0]
    scales = _fitting([_true_scale(part) for part in parts], parts)
    laid = [resized(part.pixels, scale) for part, scale in zip(parts, scales, strict=True)]
    width, height = (round(side * PAGE_DPI) for side in A4_INCHES)
    heights = [picture.shape[0] for picture in laid]
    start = (height - sum(heights) - _GAP * (len(laid) - 1)) // 2
    tops = [start + before for before in accumulate([0, *(h + _GAP for h in heights[:-1])])]
    lefts = [(width - picture.shape[1]) // 2 for picture in laid]
    page: Pixels = np.full((height, width, 3), 255, np.uint8)
    for picture, left, top in zip(laid, lefts, tops, strict=True):
        page[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    first = parts[0]
    return replace(
        first,
        pixels=page,
        dpi=first.dpi / scales[0],
        blank=all(part.blank for part in parts),
        sharpness=min(part.sharpness for part in parts),
        settled=True,
        warnings=tuple(dict.fromkeys(said for part in parts for said in part.warnings)),
        faults=tuple(dict.fromkeys(code for part in parts for code in part.faults)),
        words=_words_of(parts, scales, lefts, tops),
    )


def _true_scale(part: CleanPage) -> float:
    height, width = part.pixels.shape[:2]
    if part.measured or not is_card_shaped(width, height):
        return 1.0
    return float(CARD_WIDTH / max(width, height))


def _fitting(scales: list[float], parts: Sequence[CleanPage]) -> list[float]:
    """``scales`` made smaller together, so that all parts fit on A4."""
    width, height = (round(side * PAGE_DPI) for side in A4_INCHES)
    room = height - _GAP * (len(parts) - 1)
    sizes = [part.pixels.shape[:2] for part in parts]
    tall = sum(size[0] * scale for size, scale in zip(sizes, scales, strict=True))
    wide = max(size[1] * scale for size, scale in zip(sizes, scales, strict=True))
    smaller = min(1.0, (room - len(parts)) / tall, width / wide)
    return [scale * smaller for scale in scales]


def _words_of(
    parts: Sequence[CleanPage], scales: list[float], lefts: list[int], tops: list[int]
) -> tuple[Word, ...] | None:
    """The words that all parts brought along, or None where a part has to be read."""
    found: list[Word] = []
    for part, scale, left, top in zip(parts, scales, lefts, tops, strict=True):
        if part.words is None:
            return None
        next_line = found[-1].line + 1 if found else 0
        for word in part.words:
            x1, y1, x2, y2 = (round(side * scale) for side in word.box)
            box = (x1 + left, y1 + top, x2 + left, y2 + top)
            found.append(replace(word, box=box, line=word.line + next_line))
    return tuple(found)
