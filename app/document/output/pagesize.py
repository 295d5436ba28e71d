"""The size of a page on paper, so that it prints at 100 % (NĐ 30/2020 PL I)."""

from __future__ import annotations

from app.document.scale import A4_INCHES, PAGE_DPI

_POINTS = 72
_NEAR_A4 = 0.01


def page_points(width: int, height: int) -> tuple[float, float]:
    """Points of a page of ``width`` × ``height`` pixels at ``PAGE_DPI``.

    A page within 1 % of A4, less than the feed of a scanner errs, is exactly A4.
    """
    inches = width / PAGE_DPI, height / PAGE_DPI
    for paper in (A4_INCHES, A4_INCHES[::-1]):
        if all(
            abs(side / exact - 1) <= _NEAR_A4 for side, exact in zip(inches, paper, strict=True)
        ):
            inches = paper
    return inches[0] * _POINTS, inches[1] * _POINTS
