"""When a picture is taken: by itself once a page lies still, and whenever the officer says so."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from threading import Event

from app.document.frame import Pixels
from app.document.photo.live import PageWatcher, Sight
from app.i18n import t

_HAND_LEAVES = 1.5
"""Seconds after a picture by hand in which the paper may still be settling."""


class Shutter:
    """Frames are handed to ``look`` in their order, in one thread; ``press`` may come from another.

    ``alone`` says whether it takes pictures by itself. A paper that was taken by hand is not taken
    once more by itself, unless it has moved since.
    """

    def __init__(self) -> None:
        self.alone = True
        self._pressed = Event()
        self.begin()

    def begin(self) -> None:
        """Another camera, or the same one again: nothing was seen yet."""
        self._watcher = PageWatcher()
        self._by_hand_at = -inf
        self._offered = False

    def press(self) -> None:
        """Take the next frame, whatever it shows."""
        self._pressed.set()

    def look(self, frame: Pixels, at: float) -> Sight:
        """What is seen, and as ``ready`` whether this frame is to be taken."""
        pressed = self._pressed.is_set()
        self._pressed.clear()
        if self.alone and self._offered:
            self._see_anew()
        sight = self._watcher.look(frame, at)
        self._note_hand(sight, at, pressed=pressed)
        if self.alone:
            return replace(sight, ready=pressed or (sight.ready and not self._by_hand))
        return replace(sight, ready=pressed, hint=self._offer(sight))

    @property
    def _by_hand(self) -> bool:
        """The paper that lies there was taken by hand."""
        return self._by_hand_at > -inf

    def _note_hand(self, sight: Sight, at: float, *, pressed: bool) -> None:
        if pressed:
            self._by_hand_at = at
        elif sight.steadiness == 0 and at - self._by_hand_at > _HAND_LEAVES:
            self._by_hand_at = -inf

    def _offer(self, sight: Sight) -> str:
        """The hint where only the officer takes pictures."""
        if sight.steadiness == 0 and self._offered:
            self._see_anew()
        self._offered |= sight.ready
        if self._by_hand:
            return t("Đã chụp, lật trang hoặc đổi giấy")
        if self._offered:
            return t("Giấy đã nằm yên, nhấn Phím cách để chụp")
        return sight.hint

    def _see_anew(self) -> None:
        """The watcher believes a paper taken that only could have been."""
        self._watcher = PageWatcher()
        self._offered = False
