"""How true a red seal comes out: its colour, and whether its star is still solid."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from tests.bench.digitise.papers.sheet import DPI, Pixels, Seal, Truth

_MATCH_DPI = 100
_EDGE_MM = 0.25
_RED_OVER = 45
"""Steps of 8 bits by which red lies above green and blue where a person sees red."""


@dataclass(frozen=True)
class SealFigures:
    """``colour`` is the mean CIE76 difference over the solid parts, ``solid`` the share of the
    star that is red."""

    colour: float
    solid: float


def seal_figures(truth: Truth, drawn: Pixels) -> list[SealFigures]:
    """Each seal of ``truth`` in ``drawn``, a page as it was bound; none where it lies no more."""
    place = _placed(truth.pixels, drawn)
    if place is None:
        return []
    size = truth.pixels.shape[1], truth.pixels.shape[0]
    laid = np.asarray(cv2.warpAffine(drawn, place, size, flags=cv2.INTER_LINEAR), np.uint8)
    return [_figures(truth, seal, laid) for seal in truth.seals]


def _figures(truth: Truth, seal: Seal, laid: Pixels) -> SealFigures:
    solid = np.asarray(cv2.max(seal.star, seal.ring), np.uint8)
    inside = _well_inside(solid, truth.covered)
    wanted, got = _lab(truth.pixels[inside]), _lab(laid[inside])
    star = laid[_well_inside(seal.star, truth.covered)].astype(int)
    red = star[:, 2] - star[:, :2].max(axis=1) >= _RED_OVER
    colour = np.linalg.norm(wanted.mean(axis=0) - got.mean(axis=0))
    return SealFigures(colour=float(colour), solid=float(red.mean()))


def _well_inside(mask: Pixels, covered: Pixels) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Where ``mask`` is full, away from its edge and from what lies over it."""
    reach = 2 * round(_EDGE_MM * DPI / 25.4) + 1
    around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    full = cv2.erode(cv2.threshold(mask, 250, 255, cv2.THRESH_BINARY)[1], around)
    free = cv2.dilate(covered, around)
    return np.asarray((full > 0) & (free == 0))


def _lab(colours: Pixels) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    row = colours.reshape(1, -1, 3).astype(np.float32) / 255
    return np.asarray(cv2.cvtColor(row, cv2.COLOR_BGR2LAB).reshape(-1, 3), np.float32)


def _placed(
    truth: Pixels, drawn: Pixels
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]] | None:
    """The move that lays ``drawn`` onto ``truth``: the same letters found in both."""
    scales = _MATCH_DPI / DPI, _MATCH_DPI / DPI * truth.shape[0] / drawn.shape[0]
    views = [
        cv2.cvtColor(
            cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA),
            cv2.COLOR_BGR2GRAY,
        )
        for page, scale in zip((truth, drawn), scales, strict=True)
    ]
    finder = cv2.ORB.create(nfeatures=3000, scaleFactor=1.2, nlevels=3)
    (points, marks), (points_drawn, marks_drawn) = (
        finder.detectAndCompute(view, np.full_like(view, 255)) for view in views
    )
    if not points or not points_drawn:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(marks_drawn, marks)
    if len(pairs) < 12:
        return None
    start = np.array([points_drawn[pair.queryIdx].pt for pair in pairs]) / scales[1]
    end = np.array([points[pair.trainIdx].pt for pair in pairs]) / scales[0]
    move, agreed = cv2.estimateAffinePartial2D(start, end, ransacReprojThreshold=6.0)
    return None if move is None or agreed.sum() < 12 else np.asarray(move, np.float64)
