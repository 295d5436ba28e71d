"""A drawn paper taken as a scanner or a telephone takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from app.practice.papers.damage import ScanFaults, blank_back, dull, scanned
from app.practice.papers.designs import PaperDesign
from app.practice.papers.photo import photographed
from app.practice.papers.picture import PaperPicture, VectorPage
from app.practice.papers.raster import jpeg, rasterised

SCAN_DPI = 300
PHOTO_DPI = 220
"""About what a telephone resolves of a page that fills its picture."""
POOR_SCALE = 0.5
_LEAST_SKEW, _MOST_SKEW = 0.6, 2.8


def pictures_of(
    pages: list[VectorPage], design: PaperDesign, name: str, seed: int
) -> list[PaperPicture]:
    """Every page of one paper as ``design`` says it is taken; ``name`` begins the file names."""
    if design.taken == "scan":
        taken = list(_scans(pages, design, seed))
    else:
        taken = [_photo(page, design, seed + place) for place, page in enumerate(pages)]
    return [
        replace(picture, name=f"{name}-{place:02d}.jpg") for place, picture in enumerate(taken, 1)
    ]


def _scans(pages: list[VectorPage], design: PaperDesign, seed: int) -> Iterator[PaperPicture]:
    for place, page in enumerate(pages):
        faults = _faults(seed + place)
        flat = rasterised(page, SCAN_DPI)
        pixels = scanned(flat, faults, seed + place)
        yield PaperPicture(
            "", jpeg(pixels, quality=85, dpi=SCAN_DPI), SCAN_DPI, page.text, "scan", faults.skew
        )
        if design.blank_back and place == len(pages) - 1:
            back = blank_back(flat, faults, seed + place)
            yield PaperPicture(
                "", jpeg(back, quality=85, dpi=SCAN_DPI), SCAN_DPI, "", "scan", blank=True
            )


def _photo(page: VectorPage, design: PaperDesign, seed: int) -> PaperPicture:
    pixels, corners = photographed(rasterised(page, PHOTO_DPI), seed)
    poor = design.taken == "poor photo"
    if poor:
        small = cv2.resize(pixels, None, fx=POOR_SCALE, fy=POOR_SCALE, interpolation=cv2.INTER_AREA)
        pixels = dull(np.asarray(small, np.uint8), seed)
        corners = [[round(x * POOR_SCALE, 1), round(y * POOR_SCALE, 1)] for x, y in corners]
    data = jpeg(pixels, quality=70 if poor else 88, dpi=None)
    return PaperPicture("", data, None, page.text, "photo", corners=corners, poor=poor)


def _faults(seed: int) -> ScanFaults:
    dice = np.random.default_rng([seed, 6])
    skew = float(dice.uniform(_LEAST_SKEW, _MOST_SKEW)) * (1 if dice.integers(2) else -1)
    return ScanFaults(round(skew, 2), shade=float(dice.uniform(0.05, 0.18)), noise=4.0)
