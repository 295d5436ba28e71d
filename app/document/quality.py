"""Whether a page can be read, said while the citizen is still at the counter."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels
from app.i18n import t

_SOFT_BELOW = 0.30
_DARK_BELOW = 90
_COARSE_BELOW = 150
_EDGE_FROM = 0.08
_STRONGEST_SHARE = 0.25
_FAINT = 40


def sharpness(even: Pixels) -> float:
    """0..1: how much of the way from ink to paper one pixel (1/200 inch) goes at sharp edges."""
    grey = cv2.cvtColor(even, cv2.COLOR_BGR2GRAY)
    contrast = float(np.percentile(grey[::4, ::4], 99)) - float(grey.min())
    if contrast < _FAINT:
        return 0.0
    across = cv2.absdiff(grey[1:-1, 2:], grey[1:-1, :-2])
    down = cv2.absdiff(grey[2:, 1:-1], grey[:-2, 1:-1])
    counts = np.bincount(cv2.max(across, down).ravel(), minlength=256)
    counts[: round(_EDGE_FROM * contrast)] = 0
    return round(min(1.0, _mean_of_strongest(counts) / contrast), 3)


def _mean_of_strongest(counts: NDArray[np.int64]) -> float:
    """The mean of the strongest part of a histogram of steps 0..255."""
    wanted = max(1, round(counts.sum() * _STRONGEST_SHARE))
    from_top = np.cumsum(counts[::-1])
    taken = np.diff(np.minimum(from_top, wanted), prepend=0)
    return float((taken * np.arange(255, -1, -1)).sum() / wanted)


def brightness(pixels: Pixels) -> float:
    """0..255: the grey level of the paper as it came in."""
    return float(np.percentile(cv2.cvtColor(pixels[::8, ::8], cv2.COLOR_BGR2GRAY), 90))


def warnings_about(*, sharp: float, bright: float, dpi: float) -> tuple[str, ...]:
    """Sentences for the officer on a page with something on it; none where it is good."""
    found = []
    if dpi < _COARSE_BELOW:
        found.append(
            t(
                "Ảnh chỉ khoảng {dpi} dpi, chữ nhỏ có thể không đọc được. Nên quét lại ở 300 dpi.",
                dpi=round(dpi),
            )
        )
    if sharp < _SOFT_BELOW:
        found.append(t("Ảnh bị mờ. Nên quét hoặc chụp lại."))
    if bright < _DARK_BELOW:
        found.append(t("Ảnh quá tối. Nên chụp lại ở nơi đủ sáng."))
    return tuple(found)
