"""A paper that must fit so many bytes gives up colour first, ink never."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from app.clock import SystemClock
from app.document.door.pictures import pdf_page_png
from app.document.output.budget import Written, written
from app.document.output.layers import PageLayers, layers_of
from app.document.output.pdf import PicturedPage
from app.document.output.profiles import Step
from app.model.output import OutputProfile
from tests.document.damage import pixels_of
from tests.document.measures import red_share
from tests.document.papers import LAND, Paper, mm, paper, stamp

ARCHIVE, SEND = OutputProfile.ARCHIVE, OutputProfile.SEND
_DATES = 100
"""Bytes by which the same paper differs from one second to the next."""


@pytest.fixture(scope="module")
def layers() -> PageLayers:
    """A paper of many seals with a photograph stuck on it."""
    sheet = sealed().pixels
    grain = np.random.default_rng(3).integers(40, 220, (12, 10, 3)).astype(np.uint8)
    photo = cv2.resize(grain, (mm(20), mm(24)), interpolation=cv2.INTER_CUBIC)
    sheet[mm(200) : mm(200) + photo.shape[0], mm(25) : mm(25) + photo.shape[1]] = photo
    return layers_of(sheet)


def sealed() -> Paper:
    return stamp(paper(LAND, sealed=True), [(60, 110), (110, 150), (160, 110)])


def fitted(
    layers: PageLayers, fit_bytes: int | None, profile: OutputProfile = ARCHIVE, pages: int = 3
) -> Written:
    sheets = [PicturedPage(layers, ())] * pages
    return written(sheets, "Giấy tờ", SystemClock().now(), profile, fit_bytes)


def test_without_a_limit_nothing_is_given_up(layers: PageLayers) -> None:
    for profile, step in ((ARCHIVE, Step.ARCHIVE), (SEND, Step.SEND)):
        made = fitted(layers, None, profile)
        assert (made.step, made.fits, made.note) == (step, True, "")


def test_each_step_is_smaller_and_the_fullest_that_fits_is_taken(layers: PageLayers) -> None:
    limit = len(fitted(layers, None).pdf) + _DATES
    reached = []
    while (made := fitted(layers, limit)).fits:
        reached.append(made.step)
        assert len(made.pdf) <= limit
        limit = len(made.pdf) - _DATES
    assert reached == list(Step)
    assert made.step is Step.SEND_COARSE


def test_the_officer_is_told_what_was_given_up(layers: PageLayers) -> None:
    full = len(fitted(layers, None).pdf)
    made = fitted(layers, full - _DATES)
    assert made.note.endswith("lưu trữ, lớp màu nén mạnh hơn.")
    assert made.note.startswith(f"Để vừa {full / 1e6:.2f}".replace(".", ",").rstrip("0"))


def test_what_cannot_fit_is_said_in_one_sentence(layers: PageLayers) -> None:
    made = fitted(layers, 10_000)
    assert not made.fits
    assert made.flavour == "2u"
    assert "quá mức 0,01 MB. Tách giấy tờ" in made.note


def test_the_smallest_still_has_its_ink_at_200_dpi(layers: PageLayers, tmp_path: Path) -> None:
    file = tmp_path / "nhỏ.pdf"
    small = fitted(layers, 1, pages=1).pdf
    file.write_bytes(small)
    run = subprocess.run(["pdfimages", "-list", str(file)], capture_output=True, check=True)
    images = [line.split() for line in run.stdout.decode().splitlines()[2:]]
    inks = [image for image in images if image[2] == "stencil"]
    assert len(inks) == 4, "red, blue, the black that crosses them, and black"
    assert all(min(map(int, ink[12:14])) >= 200 for ink in inks)
    shown = pixels_of(Image.open(io.BytesIO(pdf_page_png(small, 0, 200))).convert("RGB"))
    drawn = sealed().pixels
    place = np.s_[mm(215) : mm(262), mm(118) : mm(160)]
    assert red_share(shown[place]) == pytest.approx(red_share(drawn[place]), rel=0.1)
