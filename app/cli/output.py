"""What a command prints: one JSON document or plain lines on stdout, all else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from app.errors import AppError


def say_json(document: Any, *, indent: int | None = 2) -> None:
    """The one JSON document of a command; on one line where ``indent`` is None."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=indent)
    sys.stdout.write("\n")
    sys.stdout.flush()


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")


def note(line: str) -> None:
    """Progress and messages: never on stdout."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def say_error(error: AppError, *, as_json: bool) -> None:
    """The sentence and the next step; with ``--json`` also as the document on stdout."""
    note(error.title)
    if error.hint:
        note(f"→ {error.hint}")
    if as_json:
        # One who has stopped reading still gets the exit code of what happened.
        with suppress(BrokenPipeError):
            say_error_document(error)


def say_error_document(error: AppError) -> None:
    """The error as the one JSON document."""
    say_json(
        {
            "error": {
                "title": error.title,
                "hint": error.hint,
                "code": int(error.code),
                "retry": error.retry,
            }
        }
    )


def shortened(text: str, width: int) -> str:
    """``text`` in at most ``width`` letters, the last an ellipsis where some are left out."""
    return text if len(text) <= width else text[: width - 1] + "…"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns as wide as their widest cell, with a rule under the head."""
    lines = [list(map(str, head)), *(list(map(str, row)) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]

    def drawn(cells: Sequence[str]) -> str:
        return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))

    rule = "  ".join("─" * width for width in widths)
    return "\n".join([drawn(lines[0]).rstrip(), rule, *(drawn(row).rstrip() for row in lines[1:])])
