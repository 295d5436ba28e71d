"""Where one thread leaves what it made and another takes it: the newest thing wins."""

from __future__ import annotations

from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class Newest(Generic[T]):
    """Holds one thing at most; what nobody took in time is forgotten."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._thing: T | None = None

    def put(self, thing: T) -> bool:
        """Leave ``thing``; true where nothing else lay there."""
        with self._changed:
            alone = self._thing is None
            self._thing = thing
            self._changed.notify_all()
            return alone

    def take(self, within: float = 0) -> T | None:
        """The newest thing, waiting so many seconds for one; None where there is none."""
        with self._changed:
            self._changed.wait_for(lambda: self._thing is not None, within)
            thing, self._thing = self._thing, None
            self._changed.notify_all()
            return thing

    def is_taken(self, within: float) -> bool:
        """True once nothing lies here, waiting so many seconds for that."""
        with self._changed:
            return self._changed.wait_for(lambda: self._thing is None, within)
