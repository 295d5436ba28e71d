"""Chosen files and folders: all of them, in order, or one sentence that names the bad one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.capture.files import LARGEST_FILE, ChosenFiles, read_files
from app.errors import BadInput
from tests.capture.papers import COARSE, never, number_of, paper, scan_until_fault


def names(paths: list[Path]) -> list[str]:
    return [file.name for file in read_files(paths)]


def refusal_of(path: Path) -> BadInput:
    with pytest.raises(BadInput) as refusal:
        list(read_files([path]))
    assert refusal.value.hint
    return refusal.value


def test_a_file_comes_byte_for_byte_with_the_kind_its_content_shows(tmp_path: Path) -> None:
    path = tmp_path / "giấy khai sinh.pdf"
    path.write_bytes(paper(2))
    (file,) = read_files([path])
    assert (file.data, file.name) == (paper(2), "giấy khai sinh.pdf")
    assert (file.media_type, file.source, file.dpi) == ("image/jpeg", str(path), None)


def test_a_folder_comes_in_natural_order_then_its_subfolders(tmp_path: Path) -> None:
    for name in ("Trang 10.jpg", "trang 2.jpg", "trang 1.jpg", "b/1.jpg", "a/1.jpg", "02.jpg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(paper(1))
    assert names([tmp_path]) == [
        "02.jpg", "trang 1.jpg", "trang 2.jpg", "Trang 10.jpg", "1.jpg", "1.jpg"
    ]  # fmt: skip


def test_files_come_in_the_order_they_were_named(tmp_path: Path) -> None:
    second, first = tmp_path / "2.jpg", tmp_path / "1.jpg"
    for path in (first, second):
        path.write_bytes(paper(1))
    assert names([second, first]) == ["2.jpg", "1.jpg"]


def test_hidden_and_unfinished_files_in_a_folder_are_left_out(tmp_path: Path) -> None:
    for name in ("1.jpg", ".an.jpg", "~$1.pdf", "2.jpg.part", "3.tmp", "Thumbs.db"):
        (tmp_path / name).write_bytes(paper(1))
    assert names([tmp_path]) == ["1.jpg"]


def test_a_folder_that_holds_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(paper(1))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "vong").symlink_to(tmp_path, target_is_directory=True)
    assert names([tmp_path]) == ["1.jpg"]


@pytest.mark.parametrize("content", [b"", b"Xin chao", b"<html></html>"])
def test_empty_and_foreign_files_are_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "đơn.jpg"
    path.write_bytes(content)
    assert "«đơn.jpg»" in refusal_of(path).title


def test_a_missing_file_and_an_impossible_name(tmp_path: Path) -> None:
    assert "Không tìm thấy" in refusal_of(tmp_path / "mất.jpg").title
    assert "Không đọc được" in refusal_of(Path("a\0b.jpg")).title


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lớn.pdf"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert "quá lớn (200 MB)" in refusal_of(path).title


def test_a_pipe_or_a_link_to_itself_is_no_file(tmp_path: Path) -> None:
    pipe, link = tmp_path / "ống.jpg", tmp_path / "vòng.jpg"
    os.mkfifo(pipe)
    link.symlink_to(link)
    assert "«" in refusal_of(pipe).title
    assert "«" in refusal_of(link).title


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert str(tmp_path) in refusal_of(tmp_path).title


def test_a_bad_file_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        (tmp_path / f"{number}.jpg").write_bytes(paper(number) if number != 2 else b"")
    source = ChosenFiles([tmp_path])
    before, fault = scan_until_fault(source)
    after = list(source.scan(COARSE, cancelled=never))
    assert [number_of(page) for page in before + after] == [1, 3]
    assert isinstance(fault, BadInput)
