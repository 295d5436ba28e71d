"""PDF and HEIC files are opened by a process of their own, which dies in our place.

A PDF of two kilobytes can keep PDFium busy for ever or fill the memory, and neither it nor
libheif can be stopped from inside. The opener holds one file at a time, is bounded in memory
(where the system can) and killed when it takes too long; the next file gets a new one.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader, BufferedWriter
from threading import Lock, Timer
from typing import IO, Any, Literal, cast

from app.document.door import refusals
from app.document.door.apart_wire import receive, receive_frame, send
from app.document.door.limits import MAX_PIXELS
from app.document.frame import Frame
from app.errors import BadInput, Unavailable
from app.i18n import language, t
from app.paths import ROOT

Kind = Literal["pdf", "heic"]

PATIENCE: Mapping[Kind, float] = {"pdf": 8.0, "heic": 25.0}
"""Seconds for one question. The heaviest sound pages tried (a scan of A4 at 600 dpi in JPEG 2000,
a drawing of A0) took PDFium one; a phone's 48 megapixels take libheif four."""
_START_SECONDS = 60.0


class Opener:
    """A process that opens files for us; started at its first question, and again after it died."""

    def __init__(self, patience: Mapping[Kind, float] = PATIENCE) -> None:
        self._patience = patience
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._started_by = 0
        self._holds = b""

    def count(self, kind: Kind, data: bytes, name: str) -> int:
        """How many pages the file holds. ``BadInput`` where it cannot be opened."""
        with self._asked("count", kind, data, name, []) as (_, head):
            return int(head["count"])

    def load(self, kind: Kind, data: bytes, name: str, frame: int, dpi: float | None) -> Frame:
        """Page ``frame`` at full size. ``BadInput`` where it cannot be opened."""
        with self._asked("load", kind, data, name, [frame, dpi]) as (pipe, head):
            return receive_frame(pipe, head, MAX_PIXELS)

    def thumbnail(self, kind: Kind, data: bytes, name: str, frame: int, side: int) -> Frame:
        """Page ``frame`` with its longer side ``side`` pixels. ``BadInput`` as in ``load``."""
        with self._asked("thumbnail", kind, data, name, [frame, side]) as (pipe, head):
            return receive_frame(pipe, head, MAX_PIXELS)

    @property
    def pid(self) -> int | None:
        """The process that holds files open now."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process; the next question starts another."""
        process, self._process, self._holds = self._process, None, b""
        if process is None or self._started_by != os.getpid():
            return
        _end(process)
        for pipe in (process.stdin, process.stdout):
            _close_quietly(pipe)

    @contextmanager
    def _asked(
        self, verb: str, kind: Kind, data: bytes, name: str, values: list[Any]
    ) -> Iterator[tuple[BufferedReader, dict[str, Any]]]:
        """The pipe with the answer's body, and its head, while the clock runs."""
        digest = hashlib.sha256(data).digest()
        with self._lock:
            process = self._running()
            questions = cast(BufferedWriter, process.stdin)
            answers = cast(BufferedReader, process.stdout)
            new = digest != self._holds
            question = {
                "verb": verb,
                "kind": kind,
                "name": name,
                "language": language(),
                "values": values,
                "bytes": len(data) if new else None,
            }
            clock = Timer(self._patience[kind], _end, [process])
            clock.start()
            try:
                send(questions, question, data if new else b"")
                self._holds = digest
                head = receive(answers)
                _raise_refusal(head)
                yield answers, head
            except (OSError, EOFError, KeyError, TypeError, ValueError) as error:
                self.close()
                raise refusals.unopenable(name) from error
            except BadInput:
                raise
            except BaseException:
                # The rest of the answer is still in the pipe; nobody may take it for the next one.
                self.close()
                raise
            finally:
                clock.cancel()
                # Should it have struck at the last moment, the process is seen dead next time.
                clock.join()

    def _running(self) -> subprocess.Popen[bytes]:
        ours = self._started_by == os.getpid()
        if self._process is not None and ours and self._process.poll() is None:
            return self._process
        self.close()
        self._process, self._started_by = _started(2 * max(self._patience.values())), os.getpid()
        return self._process


def _started(longest: float) -> subprocess.Popen[bytes]:
    """A new opener that has said that it is ready. It ends itself where a question takes
    ``longest`` seconds, since we may be gone by then."""
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "app.document.door.apart_process", str(longest)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise _no_opener() from error
    clock = Timer(_START_SECONDS, _end, [process])
    clock.start()
    try:
        receive(cast(BufferedReader, process.stdout))
    except EOFError as error:
        raise _no_opener() from error
    finally:
        clock.cancel()
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def _raise_refusal(head: dict[str, Any]) -> None:
    if "refused" in head:
        title, hint = head["refused"]
        raise BadInput(str(title), str(hint))
    if "bug" in head:
        raise RuntimeError(head["bug"])


def _no_opener() -> Unavailable:
    return Unavailable(
        t("Không chạy được tiến trình mở tệp PDF và HEIC."),
        t("Khởi động lại chương trình; nếu vẫn vậy, hỏi người quản trị máy."),
    )


def _close_quietly(pipe: IO[bytes] | None) -> None:
    """A pipe to a dead process may still hold bytes that cannot be written any more."""
    try:
        if pipe is not None:
            pipe.close()
    except OSError:
        pass


opener = Opener()
atexit.register(opener.close)
