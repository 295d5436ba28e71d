"""Reading the JSON files an administrator may edit: a fault is told with its file and line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from app.errors import BadInput
from app.i18n import t

T = TypeVar("T")


def read_text(file: Path) -> str:
    """The text of a file; ``BadInput`` where it cannot be read as UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            t("Không đọc được tệp dữ liệu «{file}».", file=file),
            t("Kiểm tra quyền đọc; tệp phải lưu dạng UTF-8."),
        ) from error


def parse(text: str, file: Path) -> Any:
    """The value of a JSON text; ``BadInput`` names the line that is broken."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise damaged(file, error.lineno, t("sai cú pháp JSON")) from error
    except (RecursionError, ValueError) as error:  # nested too deep, or a number of 5 000 digits
        raise damaged(file, 1, t("sai cú pháp JSON")) from error


def shaped(shape: TypeAdapter[T], value: Any, text: str, file: Path) -> T:
    """``value`` as ``shape``; ``BadInput`` names the faulty entry and its line in ``text``."""
    try:
        return shape.validate_python(value)
    except ValidationError as error:
        place = error.errors()[0]["loc"]
        what = t("mục «{entry}» thiếu hoặc sai", entry=".".join(str(part) for part in place))
        raise damaged(file, line_of(text, place), what) from error


def damaged(file: Path, line: int, what: str) -> BadInput:
    """The one sentence for a file an administrator has to mend."""
    return BadInput(
        t("Tệp dữ liệu «{file}» hỏng ở dòng {line}: {what}.", file=file, line=line, what=what),
        t("Sửa dòng đó, hoặc đưa tệp ra khỏi thư mục để dùng dữ liệu kèm theo chương trình."),
    )


def line_of(text: str, place: Sequence[int | str]) -> int:
    """The line, from 1, where the entry at ``place`` (keys and indices) begins.

    An entry that is not there gives the line of the deepest one that holds it.
    """
    at = _skip(text, 0)
    for step in place:
        inside = _enter(text, at, step)
        if inside is None:
            break
        at = inside
    return text.count("\n", 0, at) + 1


def _enter(text: str, at: int, step: int | str) -> int | None:
    if text[at] not in "{[":
        return None
    decode = json.JSONDecoder().raw_decode
    index, at = 0, _skip(text, at + 1)
    while text[at] not in "}]":
        key: object = index
        if isinstance(step, str):
            key, at = decode(text, at)
            at = _skip(text, at)
        if key == step:
            return at
        _, at = decode(text, at)
        index, at = index + 1, _skip(text, at)
    return None


def _skip(text: str, at: int) -> int:
    while text[at] in " \t\r\n,:":
        at += 1
    return at
