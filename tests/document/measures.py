"""How near a result is to the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.document.papers import Picture


def word_recall(truth: Iterable[str], found: Iterable[str]) -> float:
    """The share of the true words that were found, each as often as it stands there."""
    wanted, got = Counter(truth), Counter(found)
    return sum((wanted & got).values()) / sum(wanted.values())


def overlap(
    first: NDArray[np.float64], second: NDArray[np.float64], size: tuple[int, int]
) -> float:
    """Intersection over union of two quads in a picture of ``size`` width × height."""
    areas = []
    for quad in (first, second):
        area = np.zeros((size[1] // 4, size[0] // 4), np.uint8)
        areas.append(cv2.fillPoly(area, [np.rint(quad / 4).astype(np.int32)], 1) > 0)
    return float((areas[0] & areas[1]).sum() / (areas[0] | areas[1]).sum())


def red_share(pixels: Picture) -> float:
    """The share of BGR pixels that are clearly red."""
    blue, green, red = (channel.astype(int) for channel in cv2.split(pixels))
    return float(((red > 150) & (green < 110) & (blue < 120)).mean())


def blue_share(pixels: Picture) -> float:
    """The share of BGR pixels that are clearly the blue of a pen."""
    blue, green, red = (channel.astype(int) for channel in cv2.split(pixels))
    return float(((blue > 110) & (blue - red > 50) & (green < 150)).mean())
