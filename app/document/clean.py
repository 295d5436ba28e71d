"""From a decoded frame to a clean, upright page at ``PAGE_DPI``, with what was found on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

import numpy as np

from app.document.cleaning.cleanpage import CleanPage
from app.document.cleaning.creases import folds
from app.document.cleaning.edited import edited
from app.document.cleaning.geometry import resized, straightened, turned
from app.document.cleaning.holes import holes
from app.document.cleaning.ink import ink_of, is_blank
from app.document.cleaning.laid import Laid, off_the_glass, out_of_the_picture, whole_frame
from app.document.cleaning.light import Lit, brightened, darkest, flatten, on_coloured_paper
from app.document.cleaning.show_through import shown_through
from app.document.cleaning.skew import Lines, text_lines
from app.document.cleaning.specks import specks
from app.document.frame import Frame, Pixels, Word
from app.document.photo.corners import find_corners
from app.document.photo.sides import Quad, clockwise
from app.document.quality import sharpness
from app.document.scale import PAGE_DPI, is_card_shaped, is_card_sized
from app.document.verdict.faults import Seen, faults_of, no_edges
from app.i18n import t
from app.model.edits import Below, Corners, Edit, Fed

__all__ = ["CleanPage", "clean"]

_DIRT = (holes, shown_through, specks)


def clean(
    frame: Frame,
    kind: str = "auto",
    edits: Sequence[Edit] = (),
    original: Callable[[Below], Frame] | None = None,
) -> CleanPage:
    """``frame`` cropped to its page, evenly lit, upright and straight, then as the officer has
    edited it.

    ``kind`` is ``scan``, ``photo`` or ``auto``: a frame of believable resolution is a scan.
    ``original`` gives the frame of another original that an edit lays below this one.
    """

    def cleaned_below(below: Below) -> CleanPage:
        assert original is not None
        return clean(original(below), below.kind, below.edits, original)

    fed = sum(edit.degrees for edit in edits if isinstance(edit, Fed))
    return edited(_cleaned(frame, kind, _corners_by_hand(edits, frame), fed), edits, cleaned_below)


def _corners_by_hand(edits: Sequence[Edit], frame: Frame) -> Quad | None:
    """In pixels of the frame, the corners that the officer set last."""
    height, width = frame.pixels.shape[:2]
    for edit in reversed(edits):
        if isinstance(edit, Corners):
            return clockwise(np.asarray(edit.points, np.float64) * (width, height))
    return None


def _cleaned(frame: Frame, kind: str, by_hand: Quad | None, fed: int) -> CleanPage:
    if frame.born_digital and by_hand is None:
        return _as_written(frame)
    photo = kind == "photo" or (kind == "auto" and (frame.camera or frame.dpi is None))
    measured = None if photo else frame.dpi
    corners = by_hand
    if corners is None and photo:
        corners = find_corners(frame.pixels)
    laid = _laid(frame, corners, measured)
    card = _is_card(laid.pixels, cut_out=corners is not None, measured=measured is not None)
    if card:
        lit = brightened(laid.pixels)
    else:
        lit = _without_dirt(flatten(laid.pixels, PAGE_DPI, laid.around))
    blank = is_blank(lit.dark)
    lines = Lines() if blank else text_lines(ink_of(lit.dark))
    sharp = sharpness(lit.even)
    seen = Seen(laid.pixels, lit, laid.dpi, corners, photo, card)
    faults = () if blank else faults_of(seen, sharp)
    if kind == "photo" and corners is None:
        faults += (no_edges(),)
    rotation = lines.rotation if lines.sure else (lines.rotation + fed) % 360
    straight = straightened(turned(lit.kept, rotation), lines.degrees)
    return CleanPage(
        pixels=straight if photo else on_coloured_paper(straight, lit.tint),
        dpi=laid.dpi,
        measured=measured is not None,
        rotation=rotation,
        settled=lines.sure,
        skew=laid.lean + lines.degrees,
        corners=corners,
        blank=blank,
        sharpness=sharp,
        warnings=tuple(fault.sentence for fault in faults),
        faults=tuple(fault.code for fault in faults),
    )


def _laid(frame: Frame, corners: Quad | None, measured: float | None) -> Laid:
    if corners is not None:
        return out_of_the_picture(frame, corners, measured)
    return whole_frame(frame) if measured is None else off_the_glass(frame, measured)


def _without_dirt(lit: Lit) -> Lit:
    lit = lit.over_folds(folds(lit.dark, PAGE_DPI))
    found = [dirt for dirt in (find(lit.dark) for find in _DIRT) if dirt is not None]
    return lit.without(reduce(np.maximum, found)) if found else lit


def _is_card(page: Pixels, *, cut_out: bool, measured: bool) -> bool:
    height, width = page.shape[:2]
    return is_card_sized(width, height) if measured else cut_out and is_card_shaped(width, height)


def _as_written(frame: Frame) -> CleanPage:
    """A written PDF page needs no cleaning: its light is even and its lines are straight."""
    dpi = frame.dpi or PAGE_DPI
    warnings: tuple[str, ...] = ()
    if frame.signed:
        warnings = (t("Tệp PDF gốc có chữ ký số; bản số hóa này không mang theo chữ ký đó."),)
    pixels = resized(frame.pixels, PAGE_DPI / dpi)
    words = frame.words
    if words is not None and dpi != PAGE_DPI:
        words = tuple(_scaled(word, PAGE_DPI / dpi) for word in words)
    return CleanPage(
        pixels=pixels,
        dpi=dpi,
        measured=True,
        blank=is_blank(darkest(pixels)),
        sharpness=sharpness(pixels),
        warnings=warnings,
        words=words,
    )


def _scaled(word: Word, scale: float) -> Word:
    left, top, right, bottom = (round(side * scale) for side in word.box)
    return replace(word, box=(left, top, right, bottom))
