"""One run of ``scanimage --batch``: pages taken from it as they are finished."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from app.capture import faults
from app.capture.sane.program import (
    NO_MORE_PAPER,
    cannot_start,
    fault_said,
    plain_language,
    scanimage,
)
from app.capture.source import stopped
from app.errors import CannotWrite
from app.i18n import t

PAGE_PATIENCE = 180.0
"""Seconds without a new page after which the scanner counts as hung."""

_LOOK_EVERY = 0.02
_PAGES_AHEAD = 2
_STOP_WITHIN = 2.0
_LAST_WORD = "Batch terminated"
_COMPLAINT = re.compile(r"sane_\w+: ")
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - made private by TemporaryDirectory
_ROOM_FOR_PAGES = 2**29


class SaneBatch:
    """A child process and its private folder, both gone at the end of the ``with``.

    ``scanimage`` waits for a line on its standard input before each page: it gets one for every
    page that was taken, so that only a few pages lie in the folder at any time.
    """

    def __init__(
        self, device: str, label: str, arguments: list[str], *, patience: float = PAGE_PATIENCE
    ) -> None:
        self._command = [scanimage(), "-d", device, "--format=pnm", *arguments]
        self._label = label
        self._patience = patience
        self._taken = 0

    def __enter__(self) -> SaneBatch:
        self._folder = tempfile.TemporaryDirectory(prefix="tram-quet-", dir=roomy_folder())
        folder = Path(self._folder.name)
        self._printed = folder / "pages.txt"
        self._said = folder / "messages.txt"
        batch = [f"--batch={folder}/%d.pnm", "--batch-print", "--batch-prompt"]
        with self._printed.open("wb") as pages, self._said.open("wb") as messages:
            try:
                self._child = subprocess.Popen(
                    [*self._command, *batch],
                    stdin=subprocess.PIPE,
                    stdout=pages,
                    stderr=messages,
                    env=plain_language(),
                    bufsize=0,
                    start_new_session=True,
                )
            except OSError as error:
                self._folder.cleanup()
                raise cannot_start() from error
        assert self._child.stdin is not None
        self._orders = self._child.stdin
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._stop()
        self._folder.cleanup()

    def pages(self, cancelled: Callable[[], bool]) -> Iterator[bytes]:
        """Each page as PNM, until the paper is used up; ends without any where there was none.

        Raises what is wrong with the scanner, or ``Cancelled`` after the pages that are ready:
        their sheets lie in the scanner's tray already.
        """
        self._go_on(_PAGES_AHEAD)
        stop = False
        last_news = time.monotonic()
        while True:
            stop = stop or cancelled()
            if stop:
                self._stop()
            ended = self._has_ended()
            page = self._take()
            if page is not None:
                self._go_on(1)
                yield page
                last_news = time.monotonic()
            elif stop:
                raise stopped()
            elif ended:
                self._raise_unless_done()
                return
            elif time.monotonic() - last_news > self._patience:
                raise faults.silent(self._label)
            else:
                time.sleep(_LOOK_EVERY)

    def _take(self) -> bytes | None:
        """The next page that is whole: its name is printed when its file is closed."""
        whole = self._printed.read_text(encoding="utf-8").count("\n")
        if whole == self._taken:
            return None
        self._taken += 1
        page = Path(self._folder.name) / f"{self._taken}.pnm"
        data = page.read_bytes()
        page.unlink()
        return data

    def _go_on(self, pages: int) -> None:
        """Let so many more pages be scanned; a child that has ended needs no telling."""
        try:
            if not self._orders.closed:
                self._orders.write(b"\n" * pages)
        except BrokenPipeError:
            return

    def _messages(self) -> str:
        return self._said.read_text(encoding="utf-8", errors="replace")

    def _has_ended(self) -> bool:
        """Drivers may hang while they let go of a scanner at fault: the last word counts too."""
        return self._child.poll() is not None or _LAST_WORD in self._messages()

    def _raise_unless_done(self) -> None:
        said = self._messages()
        complained = self._child.returncode or _COMPLAINT.search(said)
        if complained and NO_MORE_PAPER not in said:
            raise fault_said(said, self._label)

    def _stop(self) -> None:
        """Time to let go of the scanner properly, which one signal asks for; then it has to go."""
        self._orders.close()
        if not self._has_ended():
            self._child.terminate()
        try:
            self._child.wait(_STOP_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()


def roomy_folder(needed: int = _ROOM_FOR_PAGES) -> Path:
    """Where pages wait to be taken: in memory if it can be, not unencrypted on a disk.

    Raises ``CannotWrite`` where no place has ``needed`` bytes free.
    """
    for folder in (_IN_MEMORY, Path(tempfile.gettempdir())):
        if folder.is_dir() and shutil.disk_usage(folder).free >= needed:
            return folder
    raise CannotWrite(
        t("Ổ đĩa không còn đủ chỗ trống để quét."),
        t("Giải phóng ít nhất {size} MB rồi quét lại.", size=needed // 2**20),
    )
