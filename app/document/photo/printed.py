"""Frames printed on a page: they have four fine sides, but paper on both of them."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.photo.scene import Floats, Scene

_SIDE = 110
_RIM = 3
_DEEP = slice(8, 12)
_FEWEST = 0.3
_ALIKE = 0.25
_INK = 30.0
"""Steps of colour from paper to printed lines, at least."""


def is_printed(scene: Scene, corners: Floats, step: Floats) -> bool:
    """True where it looks far outside a quad as it does deep inside it.

    ``corners`` are 4 × 2 from the scene's middle, ``step`` (4 × 3) is what changes in colour
    right at its sides.
    """
    strongest = np.linalg.norm(step, axis=1).max()
    if strongest < _INK:
        return False
    flat = _laid_flat(scene, corners)
    outside = np.concatenate([flat[0], flat[-1], flat[:, 0], flat[:, -1]])
    inner = flat[_DEEP.start : -_DEEP.start, _DEEP.start : -_DEEP.start]
    thick = _DEEP.stop - _DEEP.start
    inside = np.concatenate(
        [
            part.reshape(-1, 3)
            for part in (inner[:thick], inner[-thick:], inner[:, :thick], inner[:, -thick:])
        ]
    )
    seen = outside[~np.isnan(outside[:, 0])]
    if len(seen) < _FEWEST * len(outside):
        return False
    change = np.linalg.norm(np.nanmedian(inside, axis=0) - np.median(seen, axis=0))
    return bool(change < _ALIKE * strongest)


def _laid_flat(scene: Scene, corners: Floats) -> Floats:
    """The quad and a rim around it as a square of ``_SIDE``; NaN outside the picture."""
    low, high = _RIM, _SIDE - 1 - _RIM
    target = np.array([(low, low), (high, low), (high, high), (low, high)], np.float32)
    source = (corners + scene.middle).astype(np.float32)
    flat = cv2.warpPerspective(
        scene.colours,
        cv2.getPerspectiveTransform(source, target),
        (_SIDE, _SIDE),
        flags=cv2.INTER_NEAREST,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(np.nan, np.nan, np.nan),
    )
    return np.asarray(flat, np.float64)
