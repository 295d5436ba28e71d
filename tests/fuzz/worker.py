"""Opens one file after another through every door, and says what came of it."""

from __future__ import annotations

import json
import struct
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from app.document.door.apart import opener
from app.document.door.load import count_frames, load_frame, thumbnail
from app.errors import AppError
from app.identity.card_image import read_card_image

_DOORS: dict[str, Callable[[bytes, str], Any]] = {
    "count": count_frames,
    "load": load_frame,
    "thumbnail": thumbnail,
    "card": read_card_image,
}


def main() -> None:
    """Read files (four bytes of length, then the file) from stdin; a line of JSON for each."""
    while head := sys.stdin.buffer.read(4):
        (length,) = struct.unpack(">I", head)
        data = sys.stdin.buffer.read(length)
        for door, opened in _DOORS.items():
            print(json.dumps(_tried(door, opened, data)), flush=True)


def _tried(door: str, opened: Callable[[bytes, str], Any], data: bytes) -> dict[str, Any]:
    _forget_peaks()
    started = perf_counter()
    said, trace = "", ""
    try:
        opened(data, "tệp")
        outcome = "accepted"
    except AppError as refused:
        outcome, said = "refused", refused.title
    except BaseException:  # noqa: BLE001  # whatever it is, it is what is looked for
        outcome, trace = "crashed", traceback.format_exc()
    return {
        "door": door,
        "outcome": outcome,
        "said": said,
        "trace": trace,
        "ms": (perf_counter() - started) * 1000,
        "mb": sum(_peak(process / "status") for process in _processes()),
    }


def _processes() -> tuple[Path, Path]:
    return Path("/proc/self"), Path(f"/proc/{opener.pid}")


def _forget_peaks() -> None:
    for process in _processes():
        if process.exists():
            (process / "clear_refs").write_text("5")


def _peak(status: Path) -> float:
    """MB a process held at most since peaks were forgotten; 0 where the system does not tell."""
    try:
        lines = status.read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main()
