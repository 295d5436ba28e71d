"""Writing a result where the caller asked for it."""

from __future__ import annotations

from pathlib import Path

from app.disk import cannot_write, write_whole


def write_out(file: Path, data: bytes) -> None:
    """Write a result whole or not at all; others may read it as the system allows."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(file) from error
    write_whole(file, data, mode=0o666)
