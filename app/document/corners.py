"""The four corners of a page in a photograph, or none where no page can be told for sure."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from app.document.frame import Pixels
from app.document.sides import Quad, clockwise, refined, support

_SEARCH_SIDE = 800
_REFINE_SIDE = 1600
_SMALLEST_SHARE = 0.15
_LARGEST_SHARE = 0.985
_SHARPEST_ANGLE = 50.0
_BLUNTEST_ANGLE = 130.0
_SIDE_SUPPORTED = 0.5
_PAGE_SUPPORTED = 0.7
_SURELY_A_PAGE = 0.97
_CUT_SIDE_COSTS = 0.1
_LEVELS = (1.0, 0.8, 0.6, 1.2)
"""Of Otsu's threshold: where the light falls off, a part of the paper is darker than it."""


def find_corners(pixels: Pixels) -> Quad | None:
    """Corners of the page in ``pixels`` (BGR): 4 × 2, clockwise from the picture's top-left.

    Several ways of telling paper from table propose quads; the one whose sides are best borne
    out by the picture wins. A quad is accepted only where the paper is brighter than what lies
    around it on every side (one side may be cut off by the picture's border): a printed frame has
    paper on both sides, and so has a line through the middle of the page.
    """
    small, scale = _reduced(pixels, _SEARCH_SIDE)
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (5, 5), 0), cv2.COLOR_BGR2LAB)
    best: Quad | None = None
    best_score = _PAGE_SUPPORTED
    for mask in _paper_masks(small):
        if best_score >= _SURELY_A_PAGE:
            break
        for quad in _quads(np.asarray(mask, np.uint8)):
            score = _score(np.asarray(lab, np.uint8), quad)
            if score > best_score:
                best, best_score = quad, score
    if best is None:
        return None
    fine, fine_scale = _reduced(pixels, _REFINE_SIDE)
    return refined(fine, best * (fine_scale / scale)) / fine_scale


def _reduced(pixels: Pixels, side: int) -> tuple[Pixels, float]:
    scale = min(1.0, side / max(pixels.shape[:2]))
    size = round(pixels.shape[1] * scale), round(pixels.shape[0] * scale)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), scale


def _score(lab: Pixels, quad: Quad) -> float:
    """0..1: how well the sides are borne out; 0 where one of them is not."""
    sides = support(lab, quad)
    seen = sides[~np.isnan(sides)]
    if len(seen) < 3 or seen.min() < _SIDE_SUPPORTED:
        return 0.0
    return float(seen.mean()) - (_CUT_SIDE_COSTS if len(seen) == 3 else 0.0)


def _paper_masks(small: Pixels) -> Iterator[cv2.typing.MatLike]:
    """White where there may be paper: by lightness, lack of colour, darkest channel, edges."""
    soft = cv2.medianBlur(small, 7)
    lightness, _, yellowness = cv2.split(cv2.cvtColor(soft, cv2.COLOR_BGR2LAB))
    colour = cv2.split(cv2.cvtColor(soft, cv2.COLOR_BGR2HSV))[1]
    darkest = soft.min(axis=2)
    tidy = cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9))
    for channel in (lightness, 255 - colour, darkest, 255 - yellowness):
        level, _ = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        for share in _LEVELS:
            _, mask = cv2.threshold(channel, level * share, 255, cv2.THRESH_BINARY)
            closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, tidy)
            yield cv2.morphologyEx(closed, cv2.MORPH_OPEN, tidy)
    edges = cv2.Canny(lightness, 30, 90)
    yield cv2.morphologyEx(
        edges, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (5, 5))
    )


def _quads(mask: Pixels) -> Iterator[Quad]:
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    whole = mask.shape[0] * mask.shape[1]
    for outline in sorted(outlines, key=cv2.contourArea, reverse=True)[:3]:
        hull = cv2.convexHull(outline)
        if cv2.contourArea(hull) < _SMALLEST_SHARE * whole:
            return
        quad = _four_sided(hull)
        if quad is not None and _is_page_shaped(quad, whole):
            yield quad


def _four_sided(hull: cv2.typing.MatLike) -> Quad | None:
    around = cv2.arcLength(hull, closed=True)
    for tolerance in (0.01, 0.02, 0.03, 0.05, 0.08):
        points = cv2.approxPolyDP(hull, tolerance * around, closed=True)
        if len(points) == 4:
            return clockwise(np.asarray(points.reshape(4, 2), np.float64))
    return None


def _is_page_shaped(quad: Quad, whole: int) -> bool:
    share = cv2.contourArea(quad.astype(np.float32)) / whole
    ahead = np.roll(quad, -1, axis=0) - quad
    behind = np.roll(quad, 1, axis=0) - quad
    cosines = (ahead * behind).sum(axis=1) / (
        np.linalg.norm(ahead, axis=1) * np.linalg.norm(behind, axis=1)
    )
    angles = np.degrees(np.arccos(np.clip(cosines, -1, 1)))
    fits = _SMALLEST_SHARE <= share <= _LARGEST_SHARE
    return bool(fits and angles.min() >= _SHARPEST_ANGLE and angles.max() <= _BLUNTEST_ANGLE)
