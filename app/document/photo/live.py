"""The page under a camera, frame by frame: its outline, and the moment to take it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.document.frame import Pixels
from app.document.photo.corners import find_quad
from app.document.photo.scene import reduced, scene_of
from app.document.photo.sides import Quad, refined
from app.document.photo.stillness import Stillness, glance
from app.document.quality import sharpness
from app.i18n import t

_STILL_FOR = 0.6
"""Seconds that a paper must lie still before it is taken."""
_TABLE_FOR = 0.3
"""Seconds of an empty table after which any paper counts as a new one."""
_SEARCH_EVERY = 3
_SEARCH_STILL_EVERY = 0.25
_BLURRED_BELOW = 0.18
"""Sharp pages came out at 0.39 and more at this size, blurred by 3 pixels at 0.22 and less."""
_JUDGED_AT = 800
_GLARE = 252
_GLARE_SHARE = 0.02
_PAPER_BURNT = 235
_FACE = (96, 128)
_SAME_FACE = 0.85
_FAINT_FACE = 3.0

Face = NDArray[np.float32]


@dataclass(frozen=True)
class Sight:
    """What is seen at one moment.

    ``outline`` is in pixels of the frame, clockwise from the frame's top-left, or None.
    ``steadiness`` goes from 0 (moving) to 1 (still long enough). ``ready`` is true at the one
    frame that should be taken of each paper. ``hint`` says what the officer should do.
    """

    outline: Quad | None
    steadiness: float
    ready: bool
    hint: str


class PageWatcher:
    """Watches one camera. Frames are handed to ``look`` in their order.

    A paper is taken once: when it lies still, sharp and without glare. The next one is taken
    when it looks different (turned over, exchanged), or after the table was seen without paper.
    """

    def __init__(self) -> None:
        self._stillness = Stillness()
        self._outline: Quad | None = None
        self._searched_at = -np.inf
        self._frames = 0
        self._settled = False
        self._taken: Face | None = None

    def look(self, frame: Pixels, at: float) -> Sight:
        """The sight of ``frame`` (BGR), seen at ``at`` seconds on any clock that goes on."""
        still = self._stillness.seconds(glance(frame), at)
        self._follow(frame, at, still)
        steadiness = min(1.0, still / _STILL_FOR) if self._outline is not None else 0.0
        if self._outline is None:
            if still >= _TABLE_FOR:
                self._taken = None
            return Sight(None, 0.0, False, t("Đặt giấy vào khung"))
        if steadiness < 1:
            return Sight(self._outline, steadiness, False, t("Giữ yên…"))
        return self._settled_sight(frame, self._outline)

    def _settled_sight(self, frame: Pixels, outline: Quad) -> Sight:
        face = _face(frame, outline)
        if self._taken is not None and _same(face, self._taken):
            return Sight(outline, 1.0, False, t("Đã chụp, lật trang hoặc đổi giấy"))
        trouble = _trouble(frame, outline)
        if trouble:
            return Sight(outline, 1.0, False, trouble)
        self._taken = face
        return Sight(outline, 1.0, True, t("Đã chụp, lật trang hoặc đổi giấy"))

    def _follow(self, frame: Pixels, at: float, still: float) -> None:
        """Bring the outline up to this frame; one that lies still is settled once."""
        self._frames += 1
        if still > 0 and self._settled:
            return
        if still == 0:
            self._settled = False
        if self._outline is None or still > 0:
            if at - self._searched_at < (_SEARCH_STILL_EVERY if still > 0 else 0):
                return
            self._search(frame, at)
            self._settled = still > 0 and self._outline is not None
        elif self._frames % _SEARCH_EVERY == 0:
            self._search(frame, at)
        else:
            self._outline = refined(frame, self._outline)

    def _search(self, frame: Pixels, at: float) -> None:
        found = find_quad(scene_of(frame))
        self._outline = None if found is None else refined(frame, found)
        self._searched_at = at


def _face(frame: Pixels, outline: Quad) -> Face:
    """What the page shows, small and laid flat: the same wherever the page lies."""
    width, height = _FACE
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    move = cv2.getPerspectiveTransform(outline.astype(np.float32), flat)
    face = cv2.warpPerspective(frame, move, _FACE, flags=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(cv2.cvtColor(face, cv2.COLOR_BGR2GRAY), (0, 0), 1.5)
    return np.asarray(soft[6:-6, 6:-6], np.float32)


def _same(one: Face, other: Face) -> bool:
    """True where two faces show the same page; two empty ones do."""
    first, second = (face - cv2.blur(face, (31, 31)) for face in (one, other))
    strength = float(first.std()), float(second.std())
    if min(strength) < _FAINT_FACE:
        return max(strength) < 2 * _FAINT_FACE
    alike = float((first * second).mean()) / (strength[0] * strength[1])
    return alike >= _SAME_FACE


def _trouble(frame: Pixels, outline: Quad) -> str:
    """Why the page should not be taken like this; empty where it is fine."""
    left, top = np.maximum(outline.min(axis=0), 0).astype(int)
    right, bottom = outline.max(axis=0).astype(int) + 1
    page, _ = reduced(frame[top:bottom, left:right], _JUDGED_AT)
    sharp = sharpness(page)
    if 0 < sharp < _BLURRED_BELOW:
        return t("Ảnh bị mờ: chờ máy lấy nét hoặc nâng camera cho rõ chữ")
    if _has_glare(page):
        return t("Giấy bị lóa: nghiêng giấy hoặc xoay đèn")
    return ""


def _has_glare(page: Pixels) -> bool:
    """Burnt-out patches on a paper that is not burnt out as a whole."""
    darkest = page[::4, ::4].min(axis=2)
    return bool(
        np.percentile(darkest, 75) < _PAPER_BURNT and (darkest >= _GLARE).mean() > _GLARE_SHARE
    )
