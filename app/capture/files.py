"""Files an officer has chosen, and folders of them."""

from __future__ import annotations

import re
import stat
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.capture.media import media_type_of
from app.capture.source import ScanRequest, stopped
from app.errors import BadInput
from app.i18n import t
from app.model.page import CapturedFile

LARGEST_FILE = 200 * 2**20
"""Bytes. A larger one is refused before it is read."""

_UNFINISHED = (".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download")
_SYSTEM_FILES = {"thumbs.db", "desktop.ini"}


class ChosenFiles:
    """The source for files and folders that were picked, dropped or named."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._waiting = deque(paths)

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        """The files not given yet, at most ``request.max_pages`` of them, as they are.

        After the ``BadInput`` of a bad file the next call goes on from the one behind it.
        """
        if not self._waiting:
            raise BadInput(
                t("Không còn tệp nào để nhận."), t("Chọn thêm tệp hoặc thư mục có ảnh hoặc PDF.")
            )
        given = 0
        while self._waiting and given != request.max_pages:
            if cancelled():
                raise stopped()
            path = self._waiting.popleft()
            if _is_folder(path):
                self._waiting.extendleft(reversed(_files_in(path)))
            else:
                yield read_file(path)
                given += 1


def read_files(paths: Sequence[Path]) -> Iterator[CapturedFile]:
    """Each file as it is, in the order named; a folder gives its files in natural order.

    Raises ``BadInput`` naming the file that is missing, empty, unreadable, too large, or
    neither a picture nor a PDF. Nothing in a folder is left out but hidden files and what
    another program has not finished writing.
    """
    for path in paths:
        yield from map(read_file, _files_in(path) if _is_folder(path) else [path])


def read_file(path: Path) -> CapturedFile:
    """One file with its media type by content. Raises ``BadInput``."""
    data = _bytes_of(path)
    if not data:
        raise BadInput(
            t("Tệp «{file}» trống, không có dữ liệu.", file=path.name),
            t("Quét hoặc lưu lại tệp này rồi chọn lại."),
        )
    media_type = media_type_of(data)
    if media_type is None:
        raise BadInput(
            t("Tệp «{file}» không phải là ảnh hay PDF.", file=path.name),
            t("Chọn tệp JPEG, PNG, TIFF, BMP, WebP, HEIC hoặc PDF."),
        )
    return CapturedFile(data, path.name, media_type, str(path))


def natural_order(path: Path) -> tuple[list[tuple[int, int | str]], str]:
    """The key that sorts *page2* before *page10*, whatever the case of the letters."""
    parts = re.split(r"([0-9]+)", path.name.casefold())
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in parts if part], path.name


def is_passing(path: Path) -> bool:
    """True for hidden files, system files, and what another program writes before renaming."""
    name = path.name.casefold()
    return name.startswith((".", "~")) or name.endswith(_UNFINISHED) or name in _SYSTEM_FILES


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _files_in(folder: Path) -> list[Path]:
    found = list(_files_under(folder, seen=set()))
    if not found:
        raise BadInput(
            t("Thư mục «{folder}» không có tệp nào.", folder=folder),
            t("Chọn thư mục có ảnh hoặc PDF."),
        )
    return found


def _files_under(folder: Path, *, seen: set[Path]) -> Iterator[Path]:
    """The folder's files, then those of its subfolders; a folder met twice is not entered again."""
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(folder.iterdir(), key=natural_order)
    except OSError as error:
        raise BadInput(
            t("Không mở được thư mục «{folder}».", folder=folder),
            t("Kiểm tra đường dẫn và quyền đọc, rồi chọn lại."),
        ) from error
    kept = [entry for entry in entries if not is_passing(entry)]
    yield from (entry for entry in kept if not _is_folder(entry))
    for subfolder in filter(_is_folder, kept):
        yield from _files_under(subfolder, seen=seen)


def _bytes_of(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise _unreadable(path)
        if about.st_size > LARGEST_FILE:
            raise BadInput(
                t(
                    "Tệp «{file}» quá lớn ({size} MB).",
                    file=path.name,
                    size=about.st_size // 2**20,
                ),
                t("Tách thành các tệp dưới {limit} MB rồi chọn lại.", limit=LARGEST_FILE // 2**20),
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(
            t("Không tìm thấy tệp «{file}».", file=path),
            t("Kiểm tra tên tệp và đường dẫn, rồi chọn lại."),
        ) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> BadInput:
    return BadInput(
        t("Không đọc được tệp «{file}».", file=path),
        t("Kiểm tra quyền đọc và ổ đĩa, hoặc chép tệp sang chỗ khác rồi chọn lại."),
    )
