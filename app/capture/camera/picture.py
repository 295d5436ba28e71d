"""An open camera: the pictures it sees, one after the other. A video file stands in for one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import cv2
import numpy as np
from numpy.typing import NDArray

from app.capture.camera import faults as faults
from app.capture.source import stopped

# Read once, by the first video opened: the decoder writes nothing to stderr by itself.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")

Picture = NDArray[np.uint8]
"""height × width × 3, BGR."""

WINDOWS = os.name == "nt"
_BACKENDS = (cv2.CAP_DSHOW, cv2.CAP_MSMF) if WINDOWS else (cv2.CAP_V4L2,)
_SIZES = ((3264, 2448), (2592, 1944), (1920, 1080))
"""Asked for in this order; document cameras of 8, 5 and 2 megapixels."""
_SILENT_FOR = 2.0
_BLACK_FOR = 3.0
_BLACK_BELOW = 10


class Camera:
    """The camera at ``place``: a number from 0, or the path of a video file.

    Opening it raises ``Unavailable`` where it is not there, ``NotAllowed``, ``TryLater`` where
    another program holds it, ``BadInput`` for a file that is no video. To be used as a context
    manager; only one program can hold a camera at a time.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self._is_file = not place.isdecimal()
        self._capture = _opened_file(place) if self._is_file else _opened_camera(place)

    def __enter__(self) -> Camera:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._capture.release()

    def pictures(self, *, cancelled: Callable[[], bool]) -> Iterator[tuple[Picture, float]]:
        """Each picture and when it was seen, in seconds of a clock that only goes on.

        A video file gives its pictures without waiting, by its own clock, and then ends; one
        that breaks off before its length counts as unplugged. Raises ``Unavailable`` where the
        camera is unplugged, or sees nothing but black for three seconds, and ``Cancelled``.
        """
        bright_at: float | None = None
        for picture, at in self._read(cancelled):
            if bright_at is None or picture[::16, ::16].mean() >= _BLACK_BELOW:
                bright_at = at
            if at - bright_at >= _BLACK_FOR:
                raise faults.black(self.place)
            yield picture, at

    def _read(self, cancelled: Callable[[], bool]) -> Iterator[tuple[Picture, float]]:
        read, last = 0, time.monotonic()
        while True:
            if cancelled():
                raise stopped()
            there, picture = self._capture.read()
            if there:
                read, last = read + 1, time.monotonic()
                yield np.asarray(picture, np.uint8), self._seen_at(read)
            elif self._is_file:
                self._ended(read)
                return
            elif time.monotonic() - last >= _SILENT_FOR:
                raise faults.unplugged(self.place)
            else:
                time.sleep(0.02)

    def _seen_at(self, read: int) -> float:
        if not self._is_file:
            return time.monotonic()
        return read / (self._capture.get(cv2.CAP_PROP_FPS) or 25.0)

    def _ended(self, read: int) -> None:
        if not read:
            raise faults.not_a_video(self.place)
        if read < self._capture.get(cv2.CAP_PROP_FRAME_COUNT):
            raise faults.unplugged(self.place)


def _opened_file(place: str) -> cv2.VideoCapture:
    if not Path(place).is_file():
        raise faults.not_there(place)
    capture = _quietly(place, cv2.CAP_FFMPEG)
    if not capture.isOpened():
        raise faults.not_a_video(place)
    return capture


def _opened_camera(place: str) -> cv2.VideoCapture:
    node = Path(f"/dev/video{place}")
    if not WINDOWS and not node.exists():
        raise faults.not_there(place)
    if not WINDOWS and not os.access(node, os.R_OK | os.W_OK):
        raise faults.not_permitted(place)
    for backend in _BACKENDS:
        capture = _quietly(int(place), backend)
        if capture.isOpened():
            _ask_for_finest(capture)
            return capture
    raise faults.busy(place)


def _quietly(place: str | int, backend: int) -> cv2.VideoCapture:
    """Opened without OpenCV's own notes on stderr: what failed is said by our own sentences."""
    level = cv2.utils.logging.getLogLevel()
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    try:
        return cv2.VideoCapture(place, backend)
    finally:
        cv2.utils.logging.setLogLevel(level)


def _ask_for_finest(capture: cv2.VideoCapture) -> None:
    """USB cameras give their finest pictures as MJPG only; a size they lack becomes another."""
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    for width, height in _SIZES:
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
        if capture.get(cv2.CAP_PROP_FRAME_WIDTH) >= width:
            return
