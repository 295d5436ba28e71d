"""When a picture is taken: alone, by hand, and never twice of one paper; the newest frame wins."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import pytest

from app.document.photo.live import Sight
from app.ui.camera.newest import Newest
from app.ui.camera.shutter import Shutter
from tests.document.desk import FRAMES_A_SECOND, Desk, Frame, noisy


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


class Watch:
    """A shutter over a desk, and what it said of every frame so far."""

    def __init__(self, *, alone: bool) -> None:
        self.shutter = Shutter()
        self.shutter.alone = alone
        self.sights: list[Sight] = []

    def see(self, frames: Iterable[Frame], *, press_at: int = -1) -> int:
        """How many of these frames are taken; the shutter is pressed before one of them."""
        before = len(self.sights)
        for place, frame in enumerate(noisy(frames)):
            if place == press_at:
                self.shutter.press()
            self.sights.append(self.shutter.look(frame, len(self.sights) / FRAMES_A_SECOND))
        return sum(sight.ready for sight in self.sights[before:])

    @property
    def hint(self) -> str:
        return self.sights[-1].hint


def test_a_paper_taken_by_hand_is_not_taken_once_more_when_it_settles(desk: Desk) -> None:
    watch = Watch(alone=True)
    assert watch.see(desk.laid(1)[-6:], press_at=2) == 1
    assert watch.see(desk.resting(1, 1.2)) == 0
    assert watch.see([*desk.hand_over(1), *desk.empty(0.6)]) == 0
    assert watch.see(desk.resting(2, 1.2)) == 1


def test_a_second_picture_by_hand_of_the_same_paper_is_taken(desk: Desk) -> None:
    watch = Watch(alone=True)
    assert watch.see(desk.resting(1, 1.2)) == 1
    assert watch.see(desk.resting(1, 0.4), press_at=2) == 1
    assert watch.see(desk.resting(1, 1.0)) == 0


def test_without_the_shutter_of_its_own_it_only_offers(desk: Desk) -> None:
    watch = Watch(alone=False)
    assert watch.see(desk.resting(1, 1.2)) == 0
    assert watch.hint == "Giấy đã nằm yên, nhấn Phím cách để chụp"
    assert watch.see(desk.resting(1, 0.4), press_at=0) == 1
    assert watch.hint.startswith("Đã chụp")
    assert watch.see([*desk.hand_over(1), *desk.resting(1, 2.0), *desk.hand_over(1)]) == 0
    assert watch.see(desk.resting(1, 1.2)) == 0
    assert watch.hint == "Giấy đã nằm yên, nhấn Phím cách để chụp"


def test_switched_on_it_takes_the_paper_that_lies_there(desk: Desk) -> None:
    watch = Watch(alone=False)
    assert watch.see(desk.resting(1, 1.2)) == 0
    watch.shutter.alone = True
    assert watch.see(desk.resting(1, 1.2)) == 1


def test_an_empty_table_can_be_taken_by_hand_only(desk: Desk) -> None:
    watch = Watch(alone=True)
    assert watch.see(desk.empty(1.0), press_at=5) == 1
    assert watch.sights[5].outline is None


def test_the_newest_thing_wins_and_is_taken_once() -> None:
    newest: Newest[int] = Newest()
    assert newest.take() is None
    assert newest.put(1)
    assert not newest.put(2)
    assert not newest.is_taken(0)
    assert newest.take() == 2
    assert newest.take(0.01) is None
    assert newest.is_taken(0)


def test_who_waits_gets_what_is_put_later() -> None:
    newest: Newest[str] = Newest()
    later = threading.Timer(0.05, lambda: newest.put("đến"))
    later.start()
    assert newest.take(10) == "đến"
    later.join()
