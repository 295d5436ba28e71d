"""A clean page taken apart by its inks: black, red and blue, each a mask of whole strokes.

Red and blue are told by their colour and not by how dark they are beside their surroundings, so
that a solid star stays solid; black is what is dark even in the strongest channel, so that print
under a seal stays print and the seal stays whole behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from app.document.frame import Pixels

_COLOURED = 0.35
"""Of the ink's strength: how far its channels differ. Measured on 5 × 5 pixels, where the colour
fringes that scanners leave left and right of a black stroke take each other away."""
_LEAST_COLOUR = np.uint8(14)
_NEAR = np.ones((15, 15), np.uint8)
"""Pixels at 200 dpi (2 mm): how far around a pixel the ink that it belongs to is looked for."""
_STROKE = np.ones((11, 11), np.uint8)
"""Wider than any stroke of print: what closes over it is the paper around."""
_DARKEST_PAPER, _LIGHTEST_INK = np.uint8(185), np.uint8(225)
_SURELY_INK = np.uint8(80)
"""Below the paper. Read again, damaged pages come out best with 75 to 85 (measured): with less
show-through and folds are inked, with more hairlines break."""
_FAINTER, _FAINT_FROM = 60, 150
"""Strokes lighter than the page's own ink by so much, and than this level, are pencil or pale
print and no black."""
_UNDER_A_SEAL = 0.55
"""Of the brightness a coloured ink has in its strongest channel: darker than that is print."""
_AMID = 50
"""Of 255: how much of the surroundings is coloured where black lies amid a seal or a signature."""
_FEW = 200
_LEAST_SPECK, _LEAST_COLOURED = 4, 14
"""Ink pixels around a pixel of any ink (5 × 5) and of a coloured one (9 × 9): fewer are dust, or
the fringe of a black letter."""
_FRINGE = np.ones((3, 3), np.uint8)
_DOT_GAP, _LEADER = np.ones((3, 31), np.uint8), np.ones((1, 120), np.uint8)
"""Pixels at 200 dpi: the dots of a leader stand nearer than 4 mm and run on for 15 mm."""
_NO_ROW = np.ones((9, 1), np.uint8)
"""What is so high and full of dots is grain or pale print."""
_SAMPLED = 3
"""Every third row and column tell the colour of an ink as well as all of them do."""


@dataclass(frozen=True)
class InkMasks:
    """uint8 masks of height × width, 255 where that ink lies; black goes over red and blue.

    ``crossed`` is the black inside red and blue: print under a seal, or a pen across it.
    ``traces`` is what is too light to be any of the three (pencil, pale print).
    """

    black: Pixels
    crossed: Pixels
    red: Pixels
    blue: Pixels
    traces: Pixels

    @property
    def coloured(self) -> tuple[Pixels, Pixels, Pixels]:
        """Red, blue and the black that crosses them, in the order they are painted."""
        return self.red, self.blue, self.crossed

    def outside(self, place: Pixels) -> InkMasks:
        """The inks without those in ``place``."""
        inks = self.black, self.crossed, self.red, self.blue, self.traces
        return InkMasks(*(_minus(ink, place) for ink in inks))


def ink_masks(pixels: Pixels) -> InkMasks:
    """The inks of a clean BGR page at 200 dpi on white paper."""
    coloured, warm = _colour(pixels)
    darkest, lightest = _extremes(pixels)
    strokes, traces = _strokes(_plain(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)))
    coloured = _in_company(
        _both(_darker_than_paper(darkest, _ink_near(darkest)), coloured), 9, _LEAST_COLOURED
    )
    reds, blues = _both(coloured, warm), _minus(coloured, warm)
    crossed = _print_under(reds, lightest) | _print_under(blues, lightest)
    black = _in_company(_minus(strokes, coloured) | crossed, 5, _LEAST_SPECK)
    inked = _plain(cv2.dilate(black | coloured, _FRINGE))
    black |= _leaders(_minus(strokes | traces, inked))
    amid = _minus(black, _below(_plain(cv2.blur(coloured, _NEAR.shape)), _AMID))
    return InkMasks(black, amid | _both(black, crossed), reds, blues, traces)


def ink_colour(pixels: Pixels, mask: Pixels) -> tuple[float, float, float]:
    """The colour (BGR) of the ink in ``mask``, white where there is none.

    Only the stronger half of its pixels is asked: those at the edge of a stroke are half paper.
    """
    some = np.s_[::_SAMPLED, ::_SAMPLED]
    sample = pixels[some][mask[some] > 0]
    if not len(sample):
        sample = pixels[mask > 0]
    if not len(sample):
        return 255.0, 255.0, 255.0
    strength = sample.min(axis=1)
    blue, green, red = np.median(sample[strength <= np.median(strength)], axis=0).tolist()
    return blue, green, red


def _colour(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """Masks of where there is colour of any kind, and of where it is rather red than blue."""
    soft = _plain(cv2.blur(pixels, (5, 5)))
    weakest, strongest = _extremes(soft)
    difference = cv2.subtract(strongest, weakest)
    strength = _plain(cv2.convertScaleAbs(cv2.bitwise_not(weakest), alpha=_COLOURED))
    coloured = cv2.compare(difference, np.maximum(strength, _LEAST_COLOUR), cv2.CMP_GT)
    return _plain(coloured), _plain(cv2.compare(soft[:, :, 2], soft[:, :, 0], cv2.CMP_GT))


def _extremes(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """The weakest and the strongest channel of each pixel."""
    blue, green, red = cv2.split(pixels)
    weakest = cv2.min(cv2.min(blue, green), red)
    return _plain(weakest), _plain(cv2.max(cv2.max(blue, green), red))


def _strokes(grey: Pixels) -> tuple[Pixels, Pixels]:
    """Masks of what is as dark as the page's own ink, and of strokes that are fainter."""
    near = _ink_near(grey)
    found = _darker_than_paper(grey, near)
    dark = _below(near, max(_FAINT_FROM, _middle(near, found) + _FAINTER))
    return _both(found, dark), _minus(found, dark)


def _ink_near(channel: Pixels) -> Pixels:
    """How dark the ink around each pixel is."""
    return _plain(cv2.blur(cv2.erode(channel, _NEAR), _NEAR.shape))


def _darker_than_paper(channel: Pixels, near: Pixels) -> Pixels:
    """A mask of what is darker than half-way from the paper around to the ink near by.

    Paper is never darker than a fold or a shade, so large solid things stay solid: no window has
    to reach across them.
    """
    around = cv2.blur(cv2.morphologyEx(channel, cv2.MORPH_CLOSE, _STROKE), _STROKE.shape)
    paper = np.maximum(_plain(around), _DARKEST_PAPER)
    edge = np.maximum(_plain(cv2.addWeighted(near, 0.5, paper, 0.5, 0)), paper - _SURELY_INK)
    return _plain(cv2.compare(channel, np.minimum(edge, _LIGHTEST_INK), cv2.CMP_LT))


def _middle(levels: Pixels, mask: Pixels) -> int:
    """The median of ``levels`` inside ``mask``, 0 where that is empty."""
    counts = cv2.calcHist([levels], [0], mask, [256], [0, 256]).ravel().cumsum()
    return int(np.searchsorted(counts, counts[-1] / 2))


def _leaders(left: Pixels) -> Pixels:
    """The dots of dotted lines among what is ``left``: each too small or too faint for ink by
    itself, but standing in a row."""
    rows = _plain(cv2.morphologyEx(left, cv2.MORPH_CLOSE, _DOT_GAP))
    rows = _minus(
        rows, _plain(cv2.dilate(cv2.morphologyEx(rows, cv2.MORPH_OPEN, _NO_ROW), _STROKE))
    )
    long = cv2.morphologyEx(rows, cv2.MORPH_OPEN, _LEADER)
    return _both(left, _plain(cv2.dilate(long, np.ones((5, 1), np.uint8))))


def _print_under(ink: Pixels, lightest: Pixels) -> Pixels:
    """A mask of black strokes inside a coloured ink."""
    if cv2.countNonZero(ink) < _FEW:
        return np.zeros_like(ink)
    return _both(_below(lightest, round(_middle(lightest, ink) * _UNDER_A_SEAL)), ink)


def _in_company(mask: Pixels, side: int, least: int) -> Pixels:
    """``mask`` where at least ``least`` pixels of the square around are in it."""
    around = cv2.boxFilter(mask & 1, -1, (side, side), normalize=False)
    return _minus(mask, _below(_plain(around), least))


def _below(levels: Pixels, level: int) -> Pixels:
    return _plain(cv2.threshold(levels, level - 1, 255, cv2.THRESH_BINARY_INV)[1])


def _both(one: Pixels, other: Pixels) -> Pixels:
    return _plain(cv2.bitwise_and(one, other))


def _minus(one: Pixels, other: Pixels) -> Pixels:
    return _plain(cv2.bitwise_and(one, cv2.bitwise_not(other)))


def _plain(values: cv2.typing.MatLike) -> Pixels:
    return np.asarray(values, np.uint8)
