"""How large a page is on paper: resolutions that can be believed, and the guess of A4."""

from __future__ import annotations

A4_INCHES = (210 / 25.4, 297 / 25.4)
PAGE_DPI = 200
"""Of the picture in the PDF and of the picture that is read (NĐ 30/2020 PL I; TT 05/2025)."""
_A3_INCHES = 420 / 25.4
_A0_INCHES = 1189 / 25.4
_SCANNER_DPI = 150
CARD_MM = (85.60, 53.98)
"""An identity card (ISO/IEC 7810 ID-1)."""
CARD_WIDTH = CARD_MM[0] / 25.4 * PAGE_DPI
"""Pixels at ``PAGE_DPI``."""
_CARD_SHAPE = CARD_MM[0] / CARD_MM[1]
_CARD_SHAPE_ERRS = 0.05


def believable_dpi(tagged: float | None, width: int, height: int) -> float | None:
    """``tagged`` dpi of a picture of ``width`` × ``height`` pixels, or None.

    Programs write 72 or 96 into any file. It is believed where the paper comes out between a
    stamp and A3 (A0 where the resolution is one that a scanner uses).
    """
    if tagged is None or not 50 <= tagged <= 2400:
        return None
    longest = _A0_INCHES if tagged >= _SCANNER_DPI else _A3_INCHES
    return tagged if 1.5 <= max(width, height) / tagged <= longest * 1.05 else None


def a4_dpi(width: float, height: float) -> float:
    """The resolution at which a picture of unknown scale just fills A4, either way up."""
    short, long = sorted((width, height))
    return max(short / A4_INCHES[0], long / A4_INCHES[1])


def is_card_shaped(width: float, height: float) -> bool:
    """True for the shape of an identity card, ISO/IEC 7810 ID-1, either way up."""
    short, long = sorted((width, height))
    return abs(long / short / _CARD_SHAPE - 1) <= _CARD_SHAPE_ERRS


def is_card_sized(width: float, height: float) -> bool:
    """True for a page of ``width`` × ``height`` pixels at ``PAGE_DPI`` as large as such a card."""
    long = max(width, height)
    return is_card_shaped(width, height) and abs(long / CARD_WIDTH - 1) <= _CARD_SHAPE_ERRS
