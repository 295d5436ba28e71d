"""Whether anything moves before the camera."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels
from app.document.photo.scene import reduced

Small = NDArray[np.float32]

_SIDE = 200
_CHANGED = 14.0
"""Grey levels: above a camera's noise once averaged to that size."""
_MOVED_SHARE = 0.004
"""Of the picture: a finger's breadth of an A4 page."""


def glance(frame: Pixels) -> Small:
    """A frame reduced for comparing: grey, even, free of noise."""
    small, _ = reduced(frame, _SIDE)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY) if small.ndim == 3 else small
    return np.asarray(cv2.blur(grey, (3, 3)), np.float32)


def differ(one: Small, other: Small) -> bool:
    """True where something is elsewhere; a lamp or an exposure that drifts does not count."""
    if one.shape != other.shape:
        return True
    change = one - other
    moved = np.abs(change - np.median(change)) > _CHANGED
    return bool(moved.mean() > _MOVED_SHARE)


class Stillness:
    """For how long the picture has stayed the same.

    Each glance is held against the one from which the picture stood still, so that a slow
    movement counts as one too.
    """

    def __init__(self) -> None:
        self._since: tuple[Small, float] | None = None

    def seconds(self, seen: Small, at: float) -> float:
        """Seconds of stillness up to ``at``; 0 where something has just moved."""
        if self._since is None or differ(seen, self._since[0]):
            self._since = (seen, at)
        return at - self._since[1]
