"""How sharp and how bright a page came in."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels

_EDGE_FROM = 0.08
_STRONGEST_SHARE = 0.25
_FAINT = 40
_SMEARED = 1.7
"""How much sharper one direction must be for the other to be smeared. Measured: up to 1.6 on sharp
pages, 2.2 where the paper moved by a millimetre."""
_ENOUGH = 0.2
"""Of the edges across for those along: a page of nothing but ruled lines is not smeared."""


def sharpness(even: Pixels) -> float:
    """0..1: how much of the way from ink to paper one pixel (1/200 inch) goes at sharp edges; in
    the direction in which the page is smeared, where it moved."""
    grey = cv2.cvtColor(even, cv2.COLOR_BGR2GRAY)
    contrast = float(np.percentile(grey[::4, ::4], 99)) - float(grey.min())
    if contrast < _FAINT:
        return 0.0
    steps = (
        cv2.absdiff(grey[1:-1:2, 2:], grey[1:-1:2, :-2]),
        cv2.absdiff(grey[2:, 1:-1:2], grey[:-2, 1:-1:2]),
    )
    histograms = [np.bincount(step.ravel(), minlength=256) for step in steps]
    for counts in histograms:
        counts[: round(_EDGE_FROM * contrast)] = 0
    softer, sharper = sorted(_mean_of_strongest(counts) / contrast for counts in histograms)
    fewer, more = sorted(int(counts.sum()) for counts in histograms)
    smeared = sharper > _SMEARED * softer and fewer >= _ENOUGH * more
    return round(min(1.0, softer if smeared else sharper), 3)


def _mean_of_strongest(counts: NDArray[np.int64]) -> float:
    """The mean of the strongest part of a histogram of steps 0..255."""
    wanted = max(1, round(counts.sum() * _STRONGEST_SHARE))
    from_top = np.cumsum(counts[::-1])
    taken = np.diff(np.minimum(from_top, wanted), prepend=0)
    return float((taken * np.arange(255, -1, -1)).sum() / wanted)


def brightness(pixels: Pixels) -> float:
    """0..255: the grey level of the paper as it came in."""
    return float(np.percentile(cv2.cvtColor(pixels[::8, ::8], cv2.COLOR_BGR2GRAY), 90))
