"""A clean page as layers: black ink, coloured inks, and a 24-bit picture of all the rest.

Both ways of writing a page (``OutputProfile``) are made of the same layers, so that a paper can
be written again, smaller, without being looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from app.document.door.load import jpeg
from app.document.frame import Pixels
from app.document.output.group4 import group4
from app.document.output.inkmasks import InkMasks, ink_colour, ink_masks
from app.document.output.tones import Tones, tones

Colour = tuple[int, int, int]
"""Red, green, blue, 0..255."""

_PICTURE_QUALITY = 55
_GROUND_QUALITY = 50
"""With the colour of every pixel: shared by four, the rings of a seal lose a tenth of their red."""
_PICTURE_PAGE = 0.4
"""Of a page: where photographs take up more, it is written as one."""
_TINT_BELOW, _DARKEST_PAPER = 250, 120
_AROUND = np.ones((7, 7), np.uint8)
_EDGE = np.ones((5, 5), np.uint8)
_FILL = (25, 25)
_WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True)
class Stencil:
    """One ink: a one-bit mask in CCITT Group 4 and the colour painted through it."""

    group4: bytes
    colour: Colour


@dataclass(frozen=True)
class PageLayers:
    """What a page of ``width`` × ``height`` pixels at ``PAGE_DPI`` can be written from.

    ``ground`` is a colour JPEG of the page without its ``black``; ``rest`` one of what no ink
    says, None where there is nothing such and the page is ``paper`` and inks. ``inks`` are red,
    blue, and the black that crosses them, which the ground shows as it is: a pen across a seal is
    dark, and still blue. A page that is a photograph has no inks, and ``ground`` and ``rest`` are
    all of it.
    """

    width: int
    height: int
    ground: bytes
    rest: bytes | None
    black: Stencil | None = None
    inks: tuple[Stencil, ...] = ()
    paper: Colour = _WHITE


def layers_of(pixels: Pixels) -> PageLayers:
    """The layers of a clean BGR page at ``PAGE_DPI``."""
    height, width = pixels.shape[:2]
    paper = _paper(pixels)
    masks, said = _looked_at(_on_white(pixels, paper))
    if said.picture_share > _PICTURE_PAGE:
        whole = jpeg(pixels, _PICTURE_QUALITY)
        return PageLayers(width, height, whole, whole)
    coloured = _plain(cv2.dilate(masks.red | masks.blue | masks.crossed, _AROUND))
    coloured |= said.kept
    black = _minus(masks.black, masks.crossed | said.pictures)
    inks = [_stencil(pixels, _minus(ink, said.kept)) for ink in masks.coloured]
    del masks
    bare = _without(black, pixels, said.kept)
    return PageLayers(
        width,
        height,
        ground=_laid(bare, paper, coloured),
        rest=_laid(bare, paper, said.kept) if cv2.countNonZero(said.kept) else None,
        black=_stencil(pixels, black),
        inks=tuple(stencil for stencil in inks if stencil is not None),
        paper=_rgb(paper),
    )


def _looked_at(white: Pixels) -> tuple[InkMasks, Tones]:
    """The inks of a page on white paper, and what they leave unsaid."""
    masks = ink_masks(white)
    said = tones(white, masks)
    if said.picture_share > 0:
        # The colours of a photograph are no ink's: without them the inks say the rest better.
        said = tones(white, masks.outside(said.pictures)).also(said)
    return masks, said


def _paper(pixels: Pixels) -> tuple[float, float, float]:
    """The colour (BGR) of the paper; white where it is nearly so, or where most is no paper."""
    blue, green, red = np.median(pixels[::8, ::8].reshape(-1, 3), axis=0).tolist()
    tinted = _DARKEST_PAPER <= min(blue, green, red) < _TINT_BELOW
    return (blue, green, red) if tinted else (255.0, 255.0, 255.0)


def _on_white(pixels: Pixels, paper: Sequence[float]) -> Pixels:
    if min(paper) == 255:
        return pixels
    levels = np.arange(256)[:, None] * (255 / np.asarray(paper))
    return _plain(cv2.LUT(pixels, np.clip(levels, 0, 255).astype(np.uint8)[None]))


def _without(black: Pixels, pixels: Pixels, ground: Pixels) -> Pixels:
    """``pixels`` with the pale ``ground`` going on beneath its black print.

    So the picture holds no edges of print there, which would cost more than all the rest.
    """
    left, top, width, height = cv2.boundingRect(ground)
    if not width:
        return pixels
    place = slice(top, top + height), slice(left, left + width)
    print_ = _plain(cv2.dilate(black[place], _EDGE))
    shown = _minus(ground[place], print_)
    share = cv2.blur(shown, _FILL)
    around = cv2.blur(cv2.copyTo(pixels[place], shown), _FILL)
    filled = cv2.divide(around, cv2.merge([share, share, share]), scale=255)
    bare = pixels.copy()
    cv2.copyTo(filled, cv2.bitwise_and(print_, share), bare[place])
    return bare


def _laid(pixels: Pixels, paper: Sequence[float], kept: Pixels) -> bytes:
    """A JPEG of ``pixels`` inside ``kept`` and of nothing but paper elsewhere."""
    plain = np.rint(paper).astype(np.uint8)[None, None]
    ground = _plain(cv2.resize(plain, kept.shape[::-1], interpolation=cv2.INTER_NEAREST))
    cv2.copyTo(pixels, kept, ground)
    settings = [cv2.IMWRITE_JPEG_QUALITY, _GROUND_QUALITY, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    settings += [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    return bytes(cv2.imencode(".jpg", ground, settings)[1])


def _stencil(pixels: Pixels, mask: Pixels) -> Stencil | None:
    """The ink of ``mask``, or None where there is none."""
    if not cv2.countNonZero(mask):
        return None
    return Stencil(group4(mask), _rgb(ink_colour(pixels, mask)))


def _rgb(bgr: Sequence[float]) -> Colour:
    blue, green, red = (round(level) for level in bgr)
    return red, green, blue


def _minus(mask: Pixels, without: Pixels) -> Pixels:
    return _plain(cv2.bitwise_and(mask, cv2.bitwise_not(without)))


def _plain(values: cv2.typing.MatLike) -> Pixels:
    return np.asarray(values, np.uint8)
