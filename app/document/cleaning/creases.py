"""Folds across a page: bands a little darker than the paper, from one side to the other."""

from __future__ import annotations

import cv2
import numpy as np

from app.document.frame import Pixels

_SMALL_DPI = 100
_DARKEST, _LIGHTEST = 165, 247
"""A fold's shadow lies between; a ruled line is darker."""
_PRINT_MM = 11
"""Words on a line leave gaps of paper within this length; a fold does not."""
_RULE = 7
_ACROSS = 0.6
"""Of the page that a fold must cross."""
_WIDEST_MM = 25
_FLAT, _FLAT_SHARE = 3, 0.6
"""A shaded row of a table is of one tone; a fold's shadow falls off."""
_NARROWEST = np.ones((5, 1), np.uint8)
"""Pixels: pale ruled lines to write on are thinner."""
_TIDY = np.ones((5, 5), np.uint8)


def folds(dark: Pixels, dpi: float) -> Pixels | None:
    """How light the paper of an evenly lit page is in its folds (255 elsewhere), at
    ``_SMALL_DPI``; None where it has none. ``dark`` is the page's darkest channel at ``dpi``."""
    scale = _SMALL_DPI / dpi
    small = np.asarray(
        cv2.resize(dark, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
    )
    down = _folds_across(np.ascontiguousarray(small.T))
    across = _folds_across(small)
    found = np.minimum(across, down.T)
    return None if found.min() == 255 else np.asarray(found, np.uint8)


def _folds_across(small: Pixels) -> Pixels:
    reach = round(_PRINT_MM / 25.4 * _SMALL_DPI)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    shaded = cv2.inRange(paper, (_DARKEST,), (_LIGHTEST,))
    free_of_rules = cv2.erode(paper, np.ones((_RULE, 1), np.uint8)) >= _DARKEST
    shaded[~free_of_rules] = 0
    bands = cv2.morphologyEx(shaded, cv2.MORPH_OPEN, _NARROWEST)
    bands = cv2.morphologyEx(bands, cv2.MORPH_CLOSE, _TIDY)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(bands)
    found = np.full_like(small, 255)
    for label in range(1, count):
        _, _, width, height, _ = boxes[label]
        if width < _ACROSS * small.shape[1] or height > _WIDEST_MM / 25.4 * _SMALL_DPI:
            continue
        band = labels == label
        levels = paper[band]
        flat = np.abs(levels.astype(np.int16) - int(np.median(levels))) <= _FLAT
        if flat.mean() < _FLAT_SHARE:
            found[band] = np.maximum(levels, _DARKEST)
    return found
