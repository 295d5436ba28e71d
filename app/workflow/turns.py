"""Those who want the same thing take turns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Turns:
    """A lock for each name, there while somebody has it or waits for it."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._locks: dict[str, tuple[Lock, int]] = {}

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait until nobody else has ``name``, and have it to the end of the block."""
        with self._guard:
            lock, wanted = self._locks.get(name, (Lock(), 0))
            self._locks[name] = lock, wanted + 1
        try:
            with lock:
                yield
        finally:
            with self._guard:
                lock, wanted = self._locks.pop(name)
                if wanted > 1:
                    self._locks[name] = lock, wanted - 1
