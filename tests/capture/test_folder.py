"""The watched folder: files that grow, vanish, come twice; a folder that is gone."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.capture.folder import KEPT_FOLDER, WatchedFolder
from app.capture.source import ScanRequest
from app.errors import BadInput, Cancelled, CannotWrite, Unavailable
from app.model.page import CapturedFile
from tests.capture.papers import COARSE, never, number_of, paper, scan_until_fault

ALL = ScanRequest()


@contextmanager
def meanwhile(act: Callable[[], None]) -> Iterator[None]:
    """What a scanner or a person does to the folder at the same time."""
    other = threading.Thread(target=act)
    other.start()
    yield
    other.join()


def watched(folder: Path, *, steady: float = 0.05, patience: float = 30.0) -> WatchedFolder:
    return WatchedFolder(folder, steady=steady, patience=patience)


def scan(source: WatchedFolder) -> list[CapturedFile]:
    return list(source.scan(ALL, cancelled=never))


def numbers(pages: list[CapturedFile]) -> list[int]:
    return [number_of(page) for page in pages]


def test_a_half_written_file_is_waited_for_and_holds_the_next_one_back(tmp_path: Path) -> None:
    half = len(paper(1)) // 2
    (tmp_path / "1.jpg").write_bytes(paper(1)[:half])
    (tmp_path / "2.jpg").write_bytes(paper(2))

    def finish() -> None:
        time.sleep(0.5)
        with (tmp_path / "1.jpg").open("ab") as file:
            file.write(paper(1)[half:])

    with meanwhile(finish):
        pages = scan(watched(tmp_path))
    assert [page.data for page in pages] == [paper(1), paper(2)]


def test_a_growing_file_without_an_end_mark_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "1.tif"
    path.write_bytes(b"II*\0")

    def grow() -> None:
        for _ in range(10):
            time.sleep(0.05)
            with path.open("ab") as file:
                file.write(b"x")

    with meanwhile(grow):
        (page,) = scan(watched(tmp_path, steady=0.8))
    assert page.data == b"II*\0" + b"x" * 10


def test_a_file_that_stands_still_for_long_is_handed_over_as_it_is(tmp_path: Path) -> None:
    cut = paper(1)[:1000]
    (tmp_path / "1.jpg").write_bytes(cut)
    (page,) = scan(watched(tmp_path, patience=0.3))
    assert page.data == cut


def test_a_file_that_stays_empty_is_named_once_and_the_next_one_comes(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").touch()
    (tmp_path / "2.jpg").write_bytes(paper(2))
    source = watched(tmp_path, patience=0.3)
    with pytest.raises(BadInput, match=r"«1\.jpg» trống"):
        scan(source)
    assert numbers(scan(source)) == [2]


def test_what_is_no_picture_is_named_once_and_the_next_one_comes(tmp_path: Path) -> None:
    (tmp_path / "1.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "2.jpg").write_bytes(paper(2))
    source = watched(tmp_path)
    with pytest.raises(BadInput, match=r"«1\.docx»"):
        scan(source)
    assert numbers(scan(source)) == [2]


def test_a_file_that_vanishes_while_it_is_written_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(paper(1)[:500])
    (tmp_path / "2.jpg").write_bytes(paper(2))

    def remove() -> None:
        time.sleep(0.3)
        (tmp_path / "1.jpg").unlink()

    with meanwhile(remove):
        assert numbers(scan(watched(tmp_path))) == [2]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="Không mở được thư mục theo dõi"):
        scan(watched(tmp_path / "mất"))


def test_a_folder_that_goes_in_the_middle_leaves_the_pages_that_came(tmp_path: Path) -> None:
    folder = tmp_path / "chia-se"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.jpg").write_bytes(paper(number))
    pages = watched(folder).scan(COARSE, cancelled=never)
    assert number_of(next(pages)) == 1
    shutil.rmtree(folder)
    with pytest.raises(Unavailable):
        next(pages)


def test_a_kept_file_is_moved_aside_and_the_same_name_may_come_again(tmp_path: Path) -> None:
    source = watched(tmp_path)
    for number in (1, 2):
        (tmp_path / "scan.jpg").write_bytes(paper(number))
        (page,) = scan(source)
        assert page.data == paper(number)
    assert not (tmp_path / "scan.jpg").exists()
    kept = tmp_path / KEPT_FOLDER
    assert (kept / "scan.jpg").read_bytes() == paper(1)
    assert (kept / "scan (2).jpg").read_bytes() == paper(2)
    with pytest.raises(Unavailable, match="chưa có tệp mới"):
        scan(source)


def test_a_file_lies_where_it_was_until_the_one_after_is_asked_for(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.jpg").write_bytes(paper(number))
    pages = watched(tmp_path).scan(ALL, cancelled=never)
    next(pages)
    assert (tmp_path / "1.jpg").exists()
    next(pages)
    assert not (tmp_path / "1.jpg").exists()
    assert (tmp_path / "2.jpg").exists()
    assert next(pages, None) is None
    assert not (tmp_path / "2.jpg").exists()


def test_the_last_of_so_many_pages_is_moved_aside_too(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        (tmp_path / f"{number}.jpg").write_bytes(paper(number))
    source = watched(tmp_path)
    assert numbers(list(source.scan(ScanRequest(max_pages=2), cancelled=never))) == [1, 2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["3.jpg", KEPT_FOLDER]


def test_a_file_written_anew_under_its_name_is_given_and_not_mistaken(tmp_path: Path) -> None:
    source = watched(tmp_path)
    (tmp_path / "scan.jpg").write_bytes(paper(1))
    seen = []
    for page in source.scan(ALL, cancelled=never):
        seen.append(number_of(page))
        if seen == [1]:
            (tmp_path / "scan.jpg").write_bytes(paper(2))
    assert seen == [1, 2]
    assert [path.read_bytes() for path in (tmp_path / KEPT_FOLDER).iterdir()] == [paper(2)]


def test_a_file_that_could_not_be_kept_stays_and_comes_after_a_restart(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(paper(1))
    source = watched(tmp_path)
    with pytest.raises(OSError, match="full"):
        for _ in source.scan(ALL, cancelled=never):
            raise OSError("the disk is full")
    with pytest.raises(Unavailable):
        scan(source)
    assert numbers(scan(watched(tmp_path))) == [1]


def test_a_kept_file_that_is_already_gone_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(paper(1))
    for _ in watched(tmp_path).scan(ALL, cancelled=never):
        (tmp_path / "1.jpg").unlink()
    assert not (tmp_path / KEPT_FOLDER).exists()


def test_a_folder_that_cannot_be_written_is_said_and_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(paper(1))
    pages = watched(tmp_path).scan(ALL, cancelled=never)
    next(pages)
    (tmp_path / KEPT_FOLDER).touch()
    with pytest.raises(CannotWrite, match=r"1\.jpg"):
        next(pages)
    assert (tmp_path / "1.jpg").read_bytes() == paper(1)


def test_temporary_files_and_subfolders_are_not_papers(tmp_path: Path) -> None:
    for name in ("~1.jpg", ".1.jpg", "1.jpg.tmp", "con/1.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(paper(1))
    pages, fault = scan_until_fault(watched(tmp_path))
    assert not pages
    assert isinstance(fault, Unavailable)


def test_watching_gives_what_comes_later_until_it_is_stopped(tmp_path: Path) -> None:
    seen: list[int] = []
    (tmp_path / "2.jpg").write_bytes(paper(2))
    source = watched(tmp_path)
    with pytest.raises(Cancelled):
        for page in source.watch(cancelled=lambda: len(seen) == 2):
            seen.append(number_of(page))
            (tmp_path / "1.jpg").write_bytes(paper(1))
    assert seen == [2, 1]
