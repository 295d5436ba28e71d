"""Every layout before it is damaged: its truth can be read, its seal is red, its pen is blue."""

from __future__ import annotations

from collections import Counter

import cv2
import numpy as np
import pypdfium2
import pytest

from app.document.text.recognize import best_recognizer
from app.model.people import Sex
from app.practice.papers.facts import Facts, practice_facts
from app.practice.papers.kinds import KINDS, make_paper
from app.practice.papers.raster import Pixels, rasterised
from app.practice.people import practice_person

SEALED = (
    "giay-chung-sinh",
    "giay-bao-tu",
    "giay-chung-nhan-ket-hon",
    "trich-luc-khai-tu",
    "giay-xac-nhan-hon-nhan",
    "quyet-dinh",
    "van-ban-xac-nhan",
)
READABLE = 0.8
"""Share of words: names under a seal and letters of a pen are lost to OCR on real papers too."""
STAR_CORE = 2.2
"""Millimetres around the middle of a seal that the star fills wholly."""


def facts() -> Facts:
    return practice_facts(
        practice_person(31, Sex.FEMALE),
        practice_person(32, Sex.MALE),
        33,
        title="ĐƠN ĐỀ NGHỊ XÁC NHẬN",
        subject="xác nhận nội dung nêu dưới đây",
        reason="giấy cũ đã bị hư hỏng do mưa lũ.",
    )


def recall(truth: str, read: list[str]) -> float:
    expected, got = Counter(truth.split()), Counter(read)
    return 1 - sum((expected - got).values()) / sum(expected.values())


def red(pixels: Pixels) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    blue, green, reddish = (pixels[:, :, channel].astype(int) for channel in range(3))
    return (reddish > 140) & (green < 110) & (blue < 120)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_can_be_read(kind: str) -> None:
    recognizer = best_recognizer()
    for page in make_paper(kind, facts(), seed=5):
        grey = cv2.cvtColor(rasterised(page, 200), cv2.COLOR_BGR2GRAY)
        words = recognizer.read(np.asarray(grey, np.uint8), 200)
        assert recall(page.text, [word.text for word in words]) >= READABLE


@pytest.mark.parametrize("kind", SEALED)
def test_the_seal_is_red_round_and_its_star_solid(kind: str) -> None:
    dpi = 150
    (page,) = make_paper(kind, facts(), seed=5)
    pixels = rasterised(page, dpi)
    ink = red(pixels)
    per_mm = dpi / 25.4
    ((x, y, radius),) = page.seals
    down, across = np.indices(ink.shape)
    away = np.hypot(across - x * per_mm, down - y * per_mm) / per_mm
    assert ink[away < STAR_CORE].all()
    ring = ink & (np.abs(away - radius) < 0.5)
    angles = np.degrees(np.arctan2(down[ring] - y * per_mm, across[ring] - x * per_mm))
    assert len(np.unique(angles.astype(int) // 5)) >= 70


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_is_signed_in_blue(kind: str) -> None:
    pixels = rasterised(make_paper(kind, facts(), seed=5)[-1], 100).astype(int)
    blue = (pixels[:, :, 0] > 130) & (pixels[:, :, 2] < 90)
    assert blue.sum() > 60


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_runs_over_the_edge_of_the_sheet(kind: str) -> None:
    for page in make_paper(kind, facts(), seed=5):
        with pypdfium2.PdfDocument(page.pdf) as document:
            text = document[0].get_textpage()
            width, height = document[0].get_size()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        assert all(left > 0 and right < width for left, _, right, _ in boxes)
        assert all(bottom > 0 and top < height for _, bottom, _, top in boxes)


def test_the_authorisation_has_two_pages() -> None:
    assert len(make_paper("giay-uy-quyen", facts(), seed=5)) == 2


def test_same_facts_same_bytes_another_seed_another_hand() -> None:
    once, again, other = (make_paper("to-khai", facts(), seed=seed)[0] for seed in (5, 5, 6))
    assert once.pdf == again.pdf
    assert once.pdf != other.pdf
    assert once.text == other.text
