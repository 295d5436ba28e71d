"""Every page prints in its true size at 100 % (NĐ 30/2020 PL I)."""

from __future__ import annotations

import pytest

from app.document.output.pagesize import page_points
from tests.document.papers import mm

A4 = (595.28, 841.89)


@pytest.mark.parametrize("feed", [0.992, 1, 1.009])
def test_what_is_nearly_a4_is_a4(feed: float) -> None:
    assert page_points(round(mm(210) * feed), mm(297)) == pytest.approx(A4, abs=0.01)
    assert page_points(mm(297), round(mm(210) * feed)) == pytest.approx(A4[::-1], abs=0.01)


@pytest.mark.parametrize("size", [(148, 210), (297, 420), (85.6, 54), (203, 297), (210, 330)])
def test_any_other_paper_keeps_its_size(size: tuple[float, float]) -> None:
    points = page_points(mm(size[0]), mm(size[1]))
    assert [side * 25.4 / 72 for side in points] == pytest.approx(size, abs=0.13)
