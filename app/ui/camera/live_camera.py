"""A camera at work: one lane reads it, another watches the page, the window only shows it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.capture.camera.picture import Camera, Picture
from app.capture.camera.source import still as file_of
from app.document.photo.live import Sight
from app.document.photo.scene import reduced
from app.errors import AppError, Cancelled, Unavailable
from app.i18n import t
from app.model.edits import Corners, Point
from app.ui.camera.newest import Newest
from app.ui.camera.shutter import Shutter
from app.ui.camera.stills import Still
from app.ui.intake.pages.work import image_of
from app.ui.lanes import Lane, Lanes, Task

_PATIENCE = 0.1
"""Seconds between two looks at whether the work was stopped."""

_MUCH_SMALLER = 0.4
"""Below that, thinning out first is the faster way; above it took 6 ms of a picture of 720p, and
scaling it at once 3."""

Frames = Newest[tuple[Picture, float]]


@dataclass(frozen=True)
class Glimpse:
    """One moment for the eye: the picture at the size it is shown in, and the page's four corners
    in shares of its sides, or none. ``steadiness`` and ``hint`` are those of the ``Sight``."""

    picture: QImage
    outline: tuple[Point, ...]
    steadiness: float
    hint: str


class LiveCamera(QObject):
    """``seen`` carries a ``Glimpse``, ``taken`` a ``Still``, ``failed`` an ``AppError``.

    ``room`` is how many pixels of the screen there are for the picture, across and down.
    """

    seen = Signal(object)
    taken = Signal(object)
    failed = Signal(object)

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self._tasks: set[Task] = set()
        self._then: Callable[[], None] | None = None
        self._glimpses: Newest[Glimpse] | None = None
        self._numbers = count(1)
        self.shutter = Shutter()
        self.room = (1280, 720)

    def start(self, place: str) -> None:
        """Show the camera at ``place`` (see ``Camera``); another one is let go first."""
        self._end()
        frames: Frames = Newest()
        glimpses: Newest[Glimpse] = Newest()
        self._glimpses = glimpses
        self._run(Lane.CAPTURE, lambda task: _read(place, frames, task))
        self._run(Lane.WATCH, lambda task: self._watch(place, frames, glimpses, task))

    def stop(self, then: Callable[[], None] | None = None) -> None:
        """Let the camera go, and do ``then`` once it is; what was taken until now still comes."""
        self._then = then
        self._end()
        self._go_on()

    def _end(self) -> None:
        self._glimpses = None
        for task in self._tasks:
            task.cancel()

    def _run(self, lane: Lane, work: Callable[[Task], None]) -> None:
        sitting = self._glimpses

        def failed(error: AppError) -> None:
            if sitting is self._glimpses and not isinstance(error, Cancelled):
                self._end()
                self.failed.emit(error)

        def ended() -> None:
            self._tasks.discard(task)
            self._go_on()

        task = self._lanes.run(lane, work, item=self._came, failed=failed, ended=ended)
        self._tasks.add(task)

    def _go_on(self) -> None:
        if not self._tasks and self._then is not None:
            then, self._then = self._then, None
            then()

    def _came(self, item: object) -> None:
        if isinstance(item, Still):
            self.taken.emit(item)
        elif isinstance(item, Newest) and item is self._glimpses:
            self.seen.emit(item.take())

    def _watch(self, place: str, frames: Frames, glimpses: Newest[Glimpse], task: Task) -> None:
        self.shutter.begin()
        while not task.cancelled():
            frame = frames.take(_PATIENCE)
            if frame is None:
                continue
            picture, at = frame
            sight = self.shutter.look(picture, at)
            if sight.ready:
                task.give(_still(picture, sight, f"chụp-{next(self._numbers):03d}.jpg", place))
            if glimpses.put(_glimpse(picture, sight, self.room)):
                task.give(glimpses)


def _read(place: str, frames: Frames, task: Task) -> None:
    """The camera's pictures as they come. A video goes at its own pace and leaves nothing out."""
    is_video = not place.isdecimal()
    begun: float | None = None
    with Camera(place) as camera:
        for picture, at in camera.pictures(cancelled=task.cancelled):
            if is_video:
                begun = time.monotonic() - at if begun is None else begun
                time.sleep(max(0.0, begun + at - time.monotonic()))
            frames.put((picture, at))
            while is_video and not task.cancelled() and not frames.is_taken(_PATIENCE):
                continue
    raise Unavailable(t("Đoạn video đã hết."), t("Bấm «Thử lại» để xem lại từ đầu."))


def _glimpse(picture: Picture, sight: Sight, room: tuple[int, int]) -> Glimpse:
    height, width = picture.shape[:2]
    scale = min(room[0] / width, room[1] / height)
    side = max(1, round(max(width, height) * scale))
    shown = reduced(picture, side)[0] if scale < _MUCH_SMALLER else picture
    return Glimpse(image_of(shown, side), _outline(picture, sight), sight.steadiness, sight.hint)


def _still(picture: Picture, sight: Sight, name: str, place: str) -> Still:
    outline = _outline(picture, sight)
    corners = None
    if outline and sight.steadiness > 0:
        corners = Corners((outline[0], outline[1], outline[2], outline[3]))
    return Still(file_of(picture, name, place), corners)


def _outline(picture: Picture, sight: Sight) -> tuple[Point, ...]:
    """In shares of the picture's sides; nothing where no page is seen."""
    height, width = picture.shape[:2]
    corners = () if sight.outline is None else sight.outline
    return tuple((float(x) / width, float(y) / height) for x, y in corners)
