"""The dossier's life has no dead ends and no way back from a seal."""

from __future__ import annotations

import pytest

from app.model.states import (
    AT_PROVINCE,
    HELD,
    MOVES,
    OPEN,
    TO_SEND,
    MoveNotAllowed,
    State,
    national_status,
    require_move,
)


def _reachable(start: State) -> set[State]:
    seen, waiting = set(), [start]
    while waiting:
        state = waiting.pop()
        if state not in seen:
            seen.add(state)
            waiting += MOVES[state]
    return seen


def test_every_state_has_its_moves_and_can_be_reached() -> None:
    assert set(MOVES) == set(State)
    assert _reachable(State.DRAFT) == set(State)


def test_nothing_sealed_opens_again() -> None:
    assert not _reachable(State.SEALED) & OPEN


def test_a_held_dossier_can_go_on() -> None:
    for state in HELD | TO_SEND:
        assert State.COMMITTED in _reachable(state)


def test_what_the_province_has_is_never_sent_again() -> None:
    for state in AT_PROVINCE:
        assert not _reachable(state) & (TO_SEND | HELD)


def test_a_move_the_table_does_not_know_is_refused() -> None:
    with pytest.raises(MoveNotAllowed):
        require_move(State.QUEUED, State.DRAFT)
    require_move(State.DRAFT, State.CAPTURED)


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_national_status(state: State) -> None:
    assert 1 <= national_status(state) <= 10
