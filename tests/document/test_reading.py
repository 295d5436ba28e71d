"""Words that are kept: how the page lies is kept with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest

from app.document.clean import CleanPage
from app.document.frame import Word, joined
from app.document.text.reading import Reading, words_of
from app.document.text.recognize import Recognizer
from tests.document.papers import Paper


class Drawer:
    """A ``KeptReading`` in memory."""

    def __init__(self) -> None:
        self.kept: Reading | None = None
        self.waiting = 0

    @contextmanager
    def alone(self) -> Iterator[None]:
        self.waiting += 1
        yield
        self.waiting -= 1

    def get(self) -> Reading | None:
        assert self.waiting == 1
        return self.kept

    def put(self, reading: Reading) -> None:
        assert self.waiting == 1
        self.kept = reading


class Never(Exception):
    """Nobody should have read."""


def _refuse() -> None:
    raise Never


@pytest.fixture
def upside_down(birth: Paper) -> CleanPage:
    return CleanPage(np.ascontiguousarray(np.rot90(birth.pixels, 2)), 200.0)


def _read_once(page: CleanPage, recognizer: Recognizer) -> Drawer:
    drawer = Drawer()
    words_of(page, recognizer, drawer)
    return drawer


def test_a_page_found_upside_down_is_turned_again_without_reading(
    upside_down: CleanPage, recognizer: Recognizer
) -> None:
    drawer = _read_once(upside_down, recognizer)
    page, words = words_of(upside_down, recognizer, drawer, _refuse)
    assert page.rotation == 180
    assert np.array_equal(page.pixels, upside_down.turned_over().pixels)
    assert "TỜ KHAI ĐĂNG KÝ KHAI SINH" in joined(words)


@pytest.mark.parametrize(
    "changed",
    [
        lambda kept: replace(kept, version="another edition"),
        lambda kept: replace(kept, picture=kept.picture + 1),
    ],
)
def test_words_of_another_picture_or_reader_are_read_again(
    birth: Paper, recognizer: Recognizer, changed: Callable[[Reading], Reading]
) -> None:
    page = CleanPage(birth.pixels, 200.0)
    drawer = _read_once(page, recognizer)
    assert drawer.kept is not None
    drawer.kept = changed(drawer.kept)
    with pytest.raises(Never):
        words_of(page, recognizer, drawer, _refuse)


def test_a_written_page_keeps_its_own_words_too(birth: Paper, recognizer: Recognizer) -> None:
    own = (Word("của", (1, 2, 3, 4), 1.0, 0),)
    page = CleanPage(birth.pixels, 200.0, words=own)
    drawer = _read_once(page, recognizer)
    assert drawer.kept is not None
    assert drawer.kept.words == own


def test_a_blank_page_is_not_read(birth: Paper, recognizer: Recognizer) -> None:
    page = CleanPage(birth.pixels, 200.0, blank=True)
    assert words_of(page, recognizer, Drawer(), _refuse) == (page, ())
