"""A card or a small paper told from the white lid behind it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels
from app.document.photo.sides import Quad, clockwise
from app.document.scale import CARD_MM

_WHITE = 190
_OTHER_THAN_LID = 14
"""Steps of 255, in the channel that differs most."""
_TONE = 8
_LIKE_PAPER = 14
_FILLED = 0.95
"""Of the rectangle around a thing that is itself one."""
_SPECK_MM = 4
_LARGEST = 0.75
"""Of the glass."""
_CARD_ERRS = 0.03
_RIM = 2
"""Pixels along the border of the picture, in which the glass itself ends."""
_TIDY = np.ones((5, 5), np.uint8)


def on_white_lid(small: Pixels, dpi: float) -> Quad | None:
    """The corners, clockwise, of the one thing on an otherwise empty white BGR scan at a small
    ``dpi``; None where there is not exactly one, or where it may be print and not paper.

    What has the size of an identity card is one. Anything else must be of a paper that is
    toned unlike the lid up to all its edges: a printed frame and a photograph are not.
    """
    lid = np.median(np.concatenate([small[:3].reshape(-1, 3), small[-3:].reshape(-1, 3)]), axis=0)
    if lid.max() < _WHITE:
        return None
    other = cv2.absdiff(small, np.full_like(small, np.rint(lid).astype(np.uint8))).max(axis=2)
    mask = cv2.threshold(cv2.blur(other, (3, 3)), _OTHER_THAN_LID, 255, cv2.THRESH_BINARY)[1]
    for side in (mask[:_RIM], mask[-_RIM:], mask[:, :_RIM], mask[:, -_RIM:]):
        side[:] = 0
    outline = _only_thing(np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _TIDY)), dpi)
    if outline is None:
        return None
    (_, _), sides, _ = rectangle = cv2.minAreaRect(outline)
    whole = small.shape[0] * small.shape[1]
    area = cv2.contourArea(cv2.convexHull(outline))
    if not _FILLED * sides[0] * sides[1] <= area <= _LARGEST * whole:
        return None
    card = _is_card(sides, dpi)
    if not card and not _is_toned(small, outline, lid):
        return None
    quad = _straight_sides(outline, clockwise(cv2.boxPoints(rectangle).astype(np.float64)))
    return _without_shadow(quad, dpi) if card else quad


def _only_thing(mask: Pixels, dpi: float) -> cv2.typing.MatLike | None:
    """The outline of the only thing on a mask that is larger than a speck."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    speck = _SPECK_MM / 25.4 * dpi
    large = [outline for outline in outlines if max(cv2.boundingRect(outline)[2:]) > speck]
    return large[0] if len(large) == 1 else None


def _is_card(sides: cv2.typing.Size2f, dpi: float) -> bool:
    found = np.sort(sides) / dpi * 25.4
    return bool(np.abs(found / np.sort(CARD_MM) - 1).max() <= _CARD_ERRS)


def _without_shadow(card: Quad, dpi: float) -> Quad:
    """A card without the shadow around it, by which it was found larger than it is."""
    middle = card.mean(axis=0)
    across, down = card[1] - card[0], card[3] - card[0]
    wide, high = float(np.linalg.norm(across)), float(np.linalg.norm(down))
    true_wide, true_high = (
        side / 25.4 * dpi for side in (CARD_MM if wide >= high else CARD_MM[::-1])
    )
    across = across * min(1.0, true_wide / wide) / 2
    down = down * min(1.0, true_high / high) / 2
    left, right = middle - across, middle + across
    return np.array([left - down, right - down, right + down, left + down])


def _is_toned(small: Pixels, outline: cv2.typing.MatLike, lid: NDArray[np.float64]) -> bool:
    """Whether what lies in ``outline`` is mostly of one tone, and that another than the lid's,
    right up to the edges."""
    inside = cv2.drawContours(np.zeros(small.shape[:2], np.uint8), [outline], -1, 255, cv2.FILLED)
    inner = cv2.erode(inside, np.ones((5, 5), np.uint8))
    rim = cv2.subtract(inner, cv2.erode(inner, np.ones((5, 5), np.uint8)))
    tone = np.median(small[inner > 0], axis=0)
    if np.abs(tone - lid).max() < _TONE:
        return False
    away = np.abs(small - tone).max(axis=2)
    return bool(
        (away[inner > 0] <= _LIKE_PAPER).mean() >= 0.5
        and (np.abs(small - lid).max(axis=2)[rim > 0] >= _TONE / 2).mean() >= 0.9
    )


def _straight_sides(outline: cv2.typing.MatLike, box: Quad) -> Quad:
    """``box`` with each side laid through the outline's points near it; rounded corners and
    their surroundings do not count."""
    points = outline.reshape(-1, 2).astype(np.float64) + 0.5
    lines = []
    for start, end in zip(box, np.roll(box, -1, axis=0), strict=True):
        run = end - start
        length = float(np.linalg.norm(run))
        along = (points - start) @ run / length**2
        away = np.abs((points - start) @ np.array([run[1], -run[0]])) / length
        near = points[(along > 0.12) & (along < 0.88) & (away < 3)]
        if len(near) < 5:
            return box
        run_x, run_y, x, y = cv2.fitLine(
            near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01
        ).ravel()
        lines.append((np.array([x, y]), np.array([run_x, run_y])))
    return np.array([_crossing(lines[index - 1], lines[index]) for index in range(4)])


def _crossing(
    first: tuple[NDArray[np.float64], NDArray[np.float64]],
    second: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> NDArray[np.float64]:
    steps = np.linalg.solve(np.column_stack([first[1], -second[1]]), second[0] - first[0])
    return np.asarray(first[0] + steps[0] * first[1])
