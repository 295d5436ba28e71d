"""Webcams and document cameras as a source of pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import cv2

from app.capture.camera import faults as faults
from app.capture.camera.picture import WINDOWS, Camera, Picture
from app.capture.media import JPEG
from app.capture.source import Device, DeviceProblem, ScanRequest
from app.errors import AppError
from app.i18n import t
from app.model.page import CapturedFile

Ready = Callable[[Picture, float], bool]
"""Asked about each picture and its time in seconds: is this the one to take?"""

_QUALITY = 92
_NODES = Path("/sys/class/video4linux")


def find_cameras() -> tuple[list[Device], list[DeviceProblem]]:
    """The cameras that are plugged in, and those that this account may not use."""
    return _tried_in_turn() if WINDOWS else _listed()


def still(picture: Picture, name: str, place: str, *, grey: bool = False) -> CapturedFile:
    """A picture as a file, JPEG."""
    kept = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if grey else picture
    _, data = cv2.imencode(".jpg", kept, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return CapturedFile(data.tobytes(), name, JPEG, f"camera:{place}")


class CameraSource:
    """The camera at ``place``; ``ready`` says which of its pictures are pages."""

    def __init__(self, place: str, ready: Ready) -> None:
        self.place = place
        self._ready = ready
        self._numbers = count(1)

    def scan(
        self, request: ScanRequest, *, cancelled: Callable[[], bool]
    ) -> Iterator[CapturedFile]:
        """See ``Source.scan``: a camera goes on until it is stopped or has ``max_pages``.

        It knows neither resolution nor feeder: of the request, the colour and the number of
        pages count.
        """
        taken = 0
        with Camera(self.place) as camera:
            for picture, at in camera.pictures(cancelled=cancelled):
                if not self._ready(picture, at):
                    continue
                name = f"chụp-{next(self._numbers):03d}.jpg"
                yield still(picture, name, self.place, grey=request.colour == "grey")
                taken += 1
                if taken == request.max_pages:
                    return
        if not taken:
            raise faults.no_page_seen(self.place)


def _listed() -> tuple[list[Device], list[DeviceProblem]]:
    """From the kernel's own list; of each camera's nodes, the first one gives pictures."""
    devices, problems = [], []
    nodes = sorted(_NODES.glob("video*")) if _NODES.is_dir() else []
    for node in nodes:
        if _line(node / "index") != "0":
            continue
        place = node.name.removeprefix("video")
        label = _line(node / "name") or t("Camera {number}", number=place)
        if os.access(Path("/dev", node.name), os.R_OK | os.W_OK):
            devices.append(Device(f"camera:{place}", label, "camera"))
        else:
            problems.append(_problem(faults.not_permitted(label)))
    return devices, problems


def _tried_in_turn() -> tuple[list[Device], list[DeviceProblem]]:
    """Windows numbers its cameras without gaps; only opening one tells whether it is there."""
    devices: list[Device] = []
    for number in count():
        try:
            with Camera(str(number)):
                label = t("Camera {number}", number=number)
                devices.append(Device(f"camera:{number}", label, "camera"))
        except AppError:
            break
    return devices, []


def _line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _problem(error: AppError) -> DeviceProblem:
    return DeviceProblem("camera", error.title, error.hint)
