"""A folder that a scanner, a copier or a phone drops its files into."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from app.capture.files import is_passing, natural_order, read_file
from app.capture.media import has_its_end, media_type_of
from app.capture.source import ScanRequest, stopped
from app.errors import BadInput, CannotWrite, Unavailable
from app.i18n import t
from app.model.page import CapturedFile

KEPT_FOLDER = "da-nhan"

_LOOK_EVERY = 0.2
_HEAD = 1024
_TAIL = 2048


class _Mark(NamedTuple):
    """What changes while a file is being written."""

    size: int
    changed_ns: int


class WatchedFolder:
    """Yields each file once it is fully written; moves it aside once the page after is asked for.

    It looks at the folder again and again, which works on network shares and on Windows, where
    notices do not. A file counts as written when its size and time have stood still for
    ``steady`` seconds and its end mark is there; one without an end mark when it has stood
    still for ``patience`` seconds. Files come in natural order: one that is still being
    written holds back those after it, so that the pages of a paper stay in order.
    """

    def __init__(self, folder: Path, *, steady: float = 1.0, patience: float = 30.0) -> None:
        self.folder = folder
        self._steady = steady
        self._patience = patience
        self._given: dict[Path, _Mark] = {}
        self._still_since: dict[Path, tuple[_Mark, float]] = {}

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        """Every file that lies there and was not given yet, then end.

        Raises ``Unavailable`` where the folder is gone or holds nothing new, ``BadInput``
        naming a file that cannot be used; that file is passed over from then on. A file that
        was kept goes into ``da-nhan``; ``CannotWrite`` where the folder does not allow it.
        """
        if not self._waiting():
            raise Unavailable(
                t("Thư mục «{folder}» chưa có tệp mới.", folder=self.folder),
                t("Quét hoặc chép giấy tờ vào thư mục này rồi thử lại."),
            )
        yield from self._arrivals(cancelled, self._waiting, request.max_pages)

    def watch(self, *, cancelled: Callable[[], bool]) -> Iterator[CapturedFile]:
        """Every file as it comes, until ``cancelled``, raising what ``scan`` raises."""
        yield from self._arrivals(cancelled, lambda: True)

    def _move_aside(self, file: CapturedFile) -> None:
        """Into ``da-nhan``, never over another one.

        A file that is gone, or was written anew under the same name since, is left alone.
        """
        path = self.folder / file.name
        try:
            if path.read_bytes() == file.data:
                kept = self.folder / KEPT_FOLDER
                kept.mkdir(exist_ok=True)
                path.rename(_free_name(kept, path))
        except FileNotFoundError:
            return
        except OSError as error:
            raise CannotWrite(
                t("Không chuyển được tệp «{file}» vào «{kept}».", file=path, kept=KEPT_FOLDER),
                t("Kiểm tra quyền ghi và chỗ trống của thư mục theo dõi."),
            ) from error

    def _arrivals(
        self,
        cancelled: Callable[[], bool],
        go_on: Callable[[], object],
        most: int | None = None,
    ) -> Iterator[CapturedFile]:
        given = 0
        while given != most and go_on():
            if cancelled():
                raise stopped()
            file = self._next_written()
            if file is None:
                time.sleep(_LOOK_EVERY)
            else:
                yield file
                self._move_aside(file)
                given += 1

    def _next_written(self) -> CapturedFile | None:
        """The first file that waits, if it is written; None where there is nothing to give yet."""
        waiting = self._waiting()
        if not waiting:
            return None
        path, mark = next(iter(waiting.items()))
        if not self._is_written(path, mark, time.monotonic() - self._still_since[path][1]):
            return None
        self._given[path] = mark
        try:
            file = read_file(path)
        except BadInput:
            if path.exists():
                raise
            return None
        if _mark_of(path) != mark:
            del self._given[path]
            return None
        return CapturedFile(file.data, file.name, file.media_type, f"folder:{self.folder}")

    def _waiting(self) -> dict[Path, _Mark]:
        """Files not given yet, in natural order; notes since when each stands still."""
        now = time.monotonic()
        present = self._present()
        self._given = {path: mark for path, mark in self._given.items() if path in present}
        still = self._still_since
        self._still_since = {
            path: still[path] if path in still and still[path][0] == mark else (mark, now)
            for path, mark in present.items()
        }
        return {path: mark for path, mark in present.items() if self._given.get(path) != mark}

    def _present(self) -> dict[Path, _Mark]:
        try:
            entries = sorted(self.folder.iterdir(), key=natural_order)
        except OSError as error:
            raise folder_gone(self.folder) from error
        marks = {path: _mark_of(path) for path in entries if not is_passing(path)}
        return {path: mark for path, mark in marks.items() if mark is not None}

    def _is_written(self, path: Path, mark: _Mark, still_for: float) -> bool:
        if still_for < self._steady:
            return False
        return still_for >= self._patience or _is_whole(path, mark.size)


def folder_gone(folder: Path) -> Unavailable:
    return Unavailable(
        t("Không mở được thư mục theo dõi «{folder}».", folder=folder),
        t("Kiểm tra ổ mạng đã nối và thư mục còn đó, rồi thử lại."),
    )


def _mark_of(path: Path) -> _Mark | None:
    """None for what is no file, or no longer there."""
    try:
        if not path.is_file():
            return None
        about = path.stat()
    except OSError:
        return None
    return _Mark(about.st_size, about.st_mtime_ns)


def _is_whole(path: Path, size: int) -> bool:
    """False for an empty file, one that its writer still holds locked, and one without its end."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(max(0, size - _TAIL))
            tail = file.read(_TAIL)
    except OSError:
        return False
    return bool(head) and has_its_end(tail, media_type_of(head) or "")


def _free_name(folder: Path, path: Path) -> Path:
    """The file's own name in the folder, or with the first number that is free."""
    free = folder / path.name
    for number in count(2):
        if not free.exists():
            break
        free = folder / f"{path.stem} ({number}){path.suffix}"
    return free
