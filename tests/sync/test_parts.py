"""The small parts of a pass: chunks, waits, and what a status means here."""

from __future__ import annotations

import pytest

from app.model.states import NationalStatus, State
from app.protocol import wire
from app.sync.backoff import full_jitter
from app.sync.changes import _STATE_OF, _way
from app.sync.upload import FAST_SECONDS, SLOW_SECONDS, ChunkSize


def test_chunks_grow_on_a_quick_line_and_shrink_on_a_slow_one() -> None:
    chunk = ChunkSize()
    for _ in range(10):
        chunk.took(FAST_SECONDS / 10)
    assert chunk.bytes == wire.CHUNK_MAX
    chunk.took((FAST_SECONDS + SLOW_SECONDS) / 2)
    assert chunk.bytes == wire.CHUNK_MAX
    for _ in range(10):
        chunk.took(SLOW_SECONDS * 2)
    assert chunk.bytes == wire.CHUNK_MIN


def test_waits_are_spread_and_bounded() -> None:
    waits = [full_jitter(9, longest=60) for _ in range(400)]
    assert max(waits) <= 60
    assert min(waits) < 15
    assert max(waits) > 45
    assert all(full_jitter(0) <= 0.5 for _ in range(100))


@pytest.mark.parametrize("status", list(_STATE_OF))
def test_a_status_reaches_its_state_from_committed(status: NationalStatus) -> None:
    target = _STATE_OF[status]
    way = _way(State.COMMITTED, target)
    if target in (State.COMMITTED, State.RETURNED):
        assert way == [], "received already; a result is returned here, not there"
    else:
        assert way[-1] is target


def test_a_status_of_the_past_changes_nothing() -> None:
    assert _way(State.CLOSED, State.ACCEPTED) == []
    assert _way(State.ACCEPTED, State.ACCEPTED) == []
