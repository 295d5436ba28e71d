"""A camera's view, frame by frame: each paper is taken once, still, sharp, with no hand in it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from statistics import median

import cv2
import numpy as np
import pytest

from app.document.photo.live import PageWatcher, Sight
from tests.document.desk import FRAMES_A_SECOND, Desk, Frame, noisy
from tests.document.measures import overlap


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


def watch(frames: Iterable[Frame], watcher: PageWatcher | None = None) -> list[Sight]:
    watcher = watcher or PageWatcher()
    return [watcher.look(frame, index / FRAMES_A_SECOND) for index, frame in enumerate(frames)]


def taken(sights: list[Sight]) -> list[int]:
    return [index for index, sight in enumerate(sights) if sight.ready]


def test_each_paper_is_taken_once_while_it_lies_still(desk: Desk) -> None:
    parts = [
        desk.empty(0.6),
        desk.laid(1),
        desk.resting(1, 1.2),
        desk.taken_away(1),
        desk.empty(0.6),
        desk.laid(2),
        desk.resting(2, 1.2),
    ]
    starts = np.cumsum([0] + [len(part) for part in parts])
    shots = taken(watch(noisy(frame for part in parts for frame in part)))
    assert len(shots) == 2
    assert starts[2] < shots[0] < starts[3]
    assert starts[6] < shots[1]


def test_a_paper_exchanged_or_turned_in_one_movement_is_taken_too(desk: Desk) -> None:
    frames = [
        *desk.resting(1, 1.0),
        *desk.hand_over(1),
        *desk.resting(2, 1.0),
        *desk.hand_over(2),
        *desk.resting(2, 1.0, turned=180),
    ]
    assert len(taken(watch(noisy(frames)))) == 3


def test_a_paper_pushed_aside_is_not_taken_again(desk: Desk) -> None:
    frames = [
        *desk.resting(1, 1.0),
        *desk.hand_over(1),
        *desk.resting(1, 1.0, aside=70),
        *desk.hand_over(1),
        *desk.resting(1, 1.0),
    ]
    sights = watch(noisy(frames))
    assert len(taken(sights)) == 1
    assert sights[-1].hint == "Đã chụp, lật trang hoặc đổi giấy"


def test_nothing_is_taken_of_an_empty_table(desk: Desk) -> None:
    sights = watch(noisy(desk.empty(1.5)))
    assert not taken(sights)
    assert sights[-1].outline is None
    assert sights[-1].hint == "Đặt giấy vào khung"


def test_a_blurred_paper_waits_until_the_camera_has_found_its_focus(desk: Desk) -> None:
    resting = desk.resting(1, 1.0)
    blurred = [np.asarray(cv2.GaussianBlur(frame, (0, 0), 5), np.uint8) for frame in resting]
    sights = watch(noisy([*blurred, *resting]))
    (shot,) = taken(sights)
    assert shot >= len(blurred)
    assert sights[len(blurred) - 1].hint.startswith("Ảnh bị mờ")


def test_a_paper_with_a_lamp_on_it_waits(desk: Desk) -> None:
    resting = desk.resting(1, 1.2)
    shiny = [cv2.convertScaleAbs(frame, alpha=0.8) for frame in resting]
    for frame in shiny:
        cv2.ellipse(frame, (640, 300), (90, 60), 0, 0, 360, (255, 255, 255), -1)
    sights = watch(noisy(np.asarray(frame, np.uint8) for frame in shiny))
    assert not taken(sights)
    assert sights[-1].hint.startswith("Giấy bị lóa")


def test_the_outline_stays_on_a_paper_that_moves(desk: Desk) -> None:
    watcher = PageWatcher()
    moving = desk.pushed(1)
    sights = watch(noisy(frame for frame, _ in moving), watcher)
    for sight, (_, corners) in list(zip(sights, moving, strict=True))[2:]:
        assert sight.outline is not None
        assert overlap(sight.outline, corners, (1280, 720)) >= 0.93


def test_a_look_takes_less_than_a_frame_at_25_frames_a_second(desk: Desk) -> None:
    frames = noisy([*desk.empty(0.4), *desk.laid(1), *desk.resting(1, 1.0), *desk.taken_away(1)])
    watcher = PageWatcher()
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        spent = [_seconds(watcher, frame, number) for number, frame in enumerate(frames)]
    finally:
        cv2.setNumThreads(threads)
    assert sum(spent) / len(spent) <= 0.040
    assert median(spent) <= 0.040


def _seconds(watcher: PageWatcher, frame: Frame, number: int) -> float:
    started = time.process_time()
    watcher.look(frame, number / FRAMES_A_SECOND)
    return time.process_time() - started
