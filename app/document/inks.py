"""Seals and signatures told from print, so that the words under them can be read."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.frame import Pixels

_COLOURED_FROM = 50
"""Between the strongest and the weakest channel."""
_LARGER_THAN_PRINT = 60
"""Pixels at 200 dpi (8 mm): wider or higher than a printed letter."""
_SMALLER_THAN_A_FRAME = 700
"""Pixels at 200 dpi (9 cm): seals and signatures are smaller, a certificate's border larger."""
_RIM = np.ones((9, 9), np.uint8)
_CORE = np.ones((3, 3), np.uint8)
"""The outermost pixels of a stroke are half paper and say nothing about its ink."""


def grey_without_seals(pixels: Pixels) -> Pixels:
    """The page (BGR at 200 dpi) in grey for reading, large coloured marks as light as paper.

    In the strongest of its channels a red seal or a blue pen is much lighter than black print
    under it; there the picture is brightened until the mark's own ink is white. Coloured print
    is small and keeps its darkness.
    """
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    blue, green, red = cv2.split(pixels)
    lightest = np.asarray(cv2.max(cv2.max(blue, green), red), np.uint8)
    difference = cv2.subtract(lightest, cv2.min(cv2.min(blue, green), red))
    coloured = np.asarray(
        cv2.threshold(difference, _COLOURED_FROM, 255, cv2.THRESH_BINARY)[1], np.uint8
    )
    for place in _places_of_marks(coloured):
        _whiten(grey[place], lightest[place], coloured[place])
    return grey


def _places_of_marks(coloured: Pixels) -> list[tuple[slice, slice]]:
    """The places of a mask that large coloured parts take up.

    Print cuts a seal into pieces, so all that is coloured in such a place belongs to the mark.
    """
    reach = _RIM.shape[0]
    _, _, boxes, _ = cv2.connectedComponentsWithStats(coloured)
    sizes = boxes[1:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1)
    marks = (sizes > _LARGER_THAN_PRINT) & (sizes < _SMALLER_THAN_A_FRAME)
    return [
        (
            slice(max(0, top - reach), top + height + reach),
            slice(max(0, left - reach), left + width + reach),
        )
        for left, top, width, height, _ in boxes[1:][marks]
    ]


def _whiten(grey: Pixels, lightest: Pixels, coloured: Pixels) -> None:
    """Brighten ``grey`` in and around what is coloured until the ink near by is white."""
    core = _spread(lightest, np.asarray(cv2.erode(coloured, _CORE), np.uint8))
    ink = np.where(core > 0, core, _spread(lightest, coloured))
    brighter = cv2.divide(lightest, ink, scale=1.1 * 255)
    np.copyto(grey, brighter, where=cv2.dilate(coloured, _RIM) > 0)


def _spread(lightest: Pixels, ink: Pixels) -> Pixels:
    """How light the lightest of the ink near by is, 0 where there is none."""
    return np.asarray(cv2.dilate(cv2.bitwise_and(lightest, ink), _RIM), np.uint8)
