"""One writer per home."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from app.disk import cannot_write, make_folder
from app.errors import NotAllowed, TryLater
from app.i18n import t
from app.store.home import HomePaths


class HomeLock:
    """The right to write in ``home``: held by one open station at a time.

    The operating system holds it and frees it with the process, so ``kill -9`` leaves nothing
    behind; the file itself stays. ``acquire`` never waits: it raises ``TryLater``.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._file = HomePaths(home).lock
        # A lock belongs to the station, not to the thread that happened to open it.
        self._lock = FileLock(self._file, timeout=0, thread_local=False)

    def acquire(self) -> HomeLock:
        make_folder(self._home)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise TryLater(
                t("Trạm này đang mở ở một cửa sổ khác."),
                t("Chuyển sang cửa sổ đó, hoặc đóng nó rồi mở lại."),
            ) from error
        except OSError as error:
            raise cannot_write(self._file) from error
        return self

    def release(self) -> None:
        self._lock.release()

    def __enter__(self) -> HomeLock:
        return self.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def opened_to_look() -> NotAllowed:
    """The officer's sentence for a change to a home that was opened for reading."""
    return NotAllowed(
        t("Trạm đang mở để xem, không ghi được."),
        t("Mở lại trạm bằng mật khẩu ở cửa sổ chính rồi làm lại."),
    )
