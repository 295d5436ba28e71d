"""A scanner driver in a process of its own: what is said to it, what comes back, and its end.

A driver for Windows may be 32-bit, may hang and may fall over: none of that may reach the station.
The helper gets JSON lines on its standard input; when that is closed it stops after the page under
way. It answers JSON lines, each with one of these: ``device``, ``opened``, ``page``, ``fault``,
``end``. After a ``page`` line come as many bytes as it says, the page's picture. A line that is
none of these is the chatter of a driver and passed over.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any

from app.capture import faults
from app.capture.source import stopped
from app.paths import ROOT

LARGEST_PAGE = 2**29

_WORDS = {"device", "opened", "page", "fault", "end"}
_LONGEST_LINE = 2**20
_AHEAD = 2
_LOOK_EVERY = 0.05
_STOP_WITHIN = 2.0
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0


@dataclass(frozen=True)
class Message:
    """``word`` says which; ``told`` is all of the line; ``data`` the bytes of a page."""

    word: str
    told: dict[str, Any]
    data: bytes = b""


class HelperLine:
    """The helper's process, gone at the end of the ``with``; ``label`` is the scanner's name.

    At most a few pages are read ahead: a helper that is not heard waits.
    """

    def __init__(self, command: Sequence[str], label: str) -> None:
        self._command = list(command)
        self.label = label
        self._heard: queue.Queue[Message | None] = queue.Queue(_AHEAD)

    def __enter__(self) -> HelperLine:
        try:
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=_NO_WINDOW,
                cwd=ROOT,
            )
        except OSError as error:
            raise faults.helper_missing(self._command[0]) from error
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._orders: IO[bytes] = self._child.stdin
        self._reader = threading.Thread(target=self._read, args=(self._child.stdout,), daemon=True)
        self._reader.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        for _ in self.rest():
            continue
        self._reader.join()
        self._child.wait()

    def say(self, **words: object) -> None:
        """One line to the helper; one that has died is noticed when it is listened to."""
        try:
            self._orders.write(json.dumps(words).encode() + b"\n")
            self._orders.flush()
        except OSError:
            return

    def hear(self, patience: float, cancelled: Callable[[], bool] = lambda: False) -> Message:
        """The next message. Raises ``Cancelled``, that it is silent too long, or that it died."""
        until = time.monotonic() + patience
        while not cancelled():
            try:
                message = self._heard.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                if time.monotonic() > until:
                    self._child.kill()
                    raise faults.silent(self.label) from None
                continue
            if message is None:
                self._heard.put(None)
                raise faults.driver_died(self.label)
            return message
        raise stopped()

    def rest(self) -> Iterator[Message]:
        """Told to stop: what it still has to say within two seconds; then it is ended."""
        self._close_orders()
        until = time.monotonic() + _STOP_WITHIN
        while True:
            try:
                message = self._heard.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                self._child.kill()
                until = time.monotonic() + _STOP_WITHIN
                continue
            if message is None:
                self._heard.put(None)
                return
            yield message

    def _close_orders(self) -> None:
        try:
            self._orders.close()
        except OSError:
            return

    def _read(self, answers: IO[bytes]) -> None:
        """In its own thread, until the helper ends or says what nobody can believe."""
        with answers:
            while line := answers.readline(_LONGEST_LINE):
                message = _understood(line)
                if message is None:
                    continue
                if message.word == "page":
                    size = message.told["page"]
                    if not isinstance(size, int) or not 0 < size <= LARGEST_PAGE:
                        break
                    data = answers.read(size)
                    if len(data) < size:
                        break
                    message = Message("page", message.told, data)
                self._heard.put(message)
        self._heard.put(None)


def _understood(line: bytes) -> Message | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    words = _WORDS & told.keys() if isinstance(told, dict) else set()
    return Message(words.pop(), told) if len(words) == 1 else None
