"""From a decoded frame to a clean, upright page at ``PAGE_DPI``, with what was found on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from app.document.corners import find_corners
from app.document.frame import Frame, Pixels, Word
from app.document.ink import ink_of, is_blank
from app.document.light import flatten, on_coloured_paper
from app.document.quality import brightness, sharpness, warnings_about
from app.document.scale import A4_INCHES, PAGE_DPI, a4_dpi
from app.document.sides import Quad
from app.document.skew import Lines, text_lines
from app.i18n import t

_A4_SHAPE = (1.25, 1.53)
"""Long side by short side of a photographed page that is taken for A4 (1.414)."""
_SMALLEST_LEAN = 0.08
"""Degrees: under a third of a millimetre across a page, not worth softening its letters for."""
_INSET = 0.002


@dataclass(frozen=True)
class CleanPage:
    """A page at ``PAGE_DPI`` under even light, and how it came to be so.

    ``dpi`` is the resolution of the source on paper. ``rotation`` is how far the picture was
    turned clockwise to stand upright, ``skew`` how far its lines leaned counter-clockwise after
    that, in degrees. ``corners`` are in pixels of the frame. ``words`` are the page's own, where
    it was written and not scanned.
    """

    pixels: Pixels
    dpi: float
    rotation: int = 0
    skew: float = 0.0
    corners: Quad | None = None
    blank: bool = False
    sharpness: float = 0.0
    warnings: tuple[str, ...] = ()
    words: tuple[Word, ...] | None = None

    def turned_over(self) -> CleanPage:
        """The same page turned by 180 degrees."""
        return replace(self, pixels=_turned(self.pixels, 180), rotation=(self.rotation + 180) % 360)


def clean(frame: Frame, kind: str = "auto") -> CleanPage:
    """``frame`` cropped to its page (photographs), evenly lit, upright and straight.

    ``kind`` is ``scan``, ``photo`` or ``auto``: a frame of believable resolution is a scan.
    """
    if frame.born_digital:
        return _as_written(frame)
    photo = kind == "photo" or (kind == "auto" and (frame.camera or frame.dpi is None))
    corners = find_corners(frame.pixels) if photo else None
    page, dpi = _flat_page(frame, corners)
    even, tint = flatten(page, PAGE_DPI)
    blank = is_blank(even)
    lines = Lines() if blank else text_lines(ink_of(even))
    rotation = 90 if lines.sideways else 0
    skew = lines.degrees if abs(lines.degrees) >= _SMALLEST_LEAN else 0.0
    sharp = sharpness(even)
    warnings = () if blank else warnings_about(sharp=sharp, bright=brightness(page), dpi=dpi)
    if kind == "photo" and corners is None:
        warnings += (t("Không thấy đủ bốn mép giấy, ảnh được giữ nguyên khung."),)
    straight = _straightened(_turned(even, rotation), skew)
    return CleanPage(
        pixels=straight if photo else on_coloured_paper(straight, tint),
        dpi=dpi,
        rotation=rotation,
        skew=skew,
        corners=corners,
        blank=blank,
        sharpness=sharp,
        warnings=warnings,
    )


def _as_written(frame: Frame) -> CleanPage:
    """A written PDF page needs no cleaning: its light is even and its lines are straight."""
    dpi = frame.dpi or PAGE_DPI
    warnings: tuple[str, ...] = ()
    if frame.signed:
        warnings = (t("Tệp PDF gốc có chữ ký số; bản số hóa này không mang theo chữ ký đó."),)
    pixels = _resized(frame.pixels, PAGE_DPI / dpi)
    words = frame.words
    if words is not None and dpi != PAGE_DPI:
        words = tuple(_scaled(word, PAGE_DPI / dpi) for word in words)
    return CleanPage(
        pixels=pixels,
        dpi=dpi,
        blank=is_blank(pixels),
        sharpness=sharpness(pixels),
        warnings=warnings,
        words=words,
    )


def _scaled(word: Word, scale: float) -> Word:
    left, top, right, bottom = (round(side * scale) for side in word.box)
    return replace(word, box=(left, top, right, bottom))


def _flat_page(frame: Frame, corners: Quad | None) -> tuple[Pixels, float]:
    """The page alone at ``PAGE_DPI``, and the resolution it had in the frame."""
    if corners is None:
        height, width = frame.pixels.shape[:2]
        dpi = frame.dpi or a4_dpi(width, height)
        return _resized(frame.pixels, PAGE_DPI / dpi), dpi
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = float(lengths[[0, 2]].mean()), float(lengths[[1, 3]].mean())
    dpi = a4_dpi(width, height)
    inches = width / dpi, height / dpi
    if _A4_SHAPE[0] <= max(width, height) / min(width, height) <= _A4_SHAPE[1]:
        inches = A4_INCHES if height >= width else A4_INCHES[::-1]
    return _projected(frame.pixels, corners, inches, dpi), dpi


def _projected(pixels: Pixels, corners: Quad, inches: tuple[float, float], dpi: float) -> Pixels:
    """The quad ``corners`` laid flat as a page of ``inches`` width × height."""
    shrink = min(1.0, 1.5 * PAGE_DPI / dpi)
    source = _resized(pixels, shrink)
    middle = corners.mean(axis=0)
    inside = (corners + (middle - corners) * _INSET) * shrink
    width, height = (round(side * PAGE_DPI) for side in inches)
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    move = cv2.getPerspectiveTransform(inside.astype(np.float32), target)
    flat = cv2.warpPerspective(
        source, move, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(flat, np.uint8)


def _resized(pixels: Pixels, scale: float) -> Pixels:
    if abs(scale - 1) < 1e-3:
        return pixels
    size = round(pixels.shape[1] * scale), round(pixels.shape[0] * scale)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=way), np.uint8)


def _turned(pixels: Pixels, clockwise: int) -> Pixels:
    return np.ascontiguousarray(np.rot90(pixels, -clockwise // 90))


def _straightened(even: Pixels, skew: float) -> Pixels:
    if not skew:
        return even
    height, width = even.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    white = (255, 255, 255)
    straight = cv2.warpAffine(even, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=white)
    return np.asarray(straight, np.uint8)
