"""Video files that stand in for a camera."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import cv2

from tests.document.desk import FRAMES_A_SECOND, HEIGHT, WIDTH, Desk, Frame, noisy


def write_video(file: Path, frames: Iterable[Frame], code: str = "MJPG") -> Path:
    """The frames as they are, in a file whose ending fits the code: MJPG .avi, mp4v .mp4."""
    writer = cv2.VideoWriter(
        str(file), cv2.VideoWriter.fourcc(*code), FRAMES_A_SECOND, (WIDTH, HEIGHT)
    )
    assert writer.isOpened()
    for frame in frames:
        writer.write(frame)
    writer.release()
    return file


def two_papers(file: Path, code: str = "MJPG") -> Path:
    """A paper is laid on the table, taken away, and a second one laid."""
    desk = Desk()
    parts = [
        desk.empty(0.4),
        desk.laid(1),
        desk.resting(1, 1.2),
        desk.taken_away(1),
        desk.empty(0.6),
        desk.laid(2),
        desk.resting(2, 1.2),
    ]
    return write_video(file, noisy(frame for part in parts for frame in part), code)
