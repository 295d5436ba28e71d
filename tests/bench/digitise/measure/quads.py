"""How well four corners fit four others, inside the picture that both were found in."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def overlap(
    first: NDArray[np.float64], second: NDArray[np.float64], size: tuple[int, int]
) -> float:
    """Intersection over union (0..1), of what lies within a picture of ``size`` width × height."""
    width, height = size
    frame = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    (area, one), (other_area, two) = (
        cv2.intersectConvexConvex(cv2.convexHull(quad.astype(np.float32)), frame)
        for quad in (first, second)
    )
    if not area or not other_area:
        return 0.0
    both = float(cv2.intersectConvexConvex(one, two)[0])
    return both / (area + other_area - both)
