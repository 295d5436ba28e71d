"""Taking in what the province says: it owns the status, the station owns the evidence."""

from __future__ import annotations

from collections.abc import Callable

from app.model.states import MOVES, NationalStatus, State
from app.protocol.messages import Change, Changes
from app.store.station import StationStore

CURSOR = "changes-cursor"

_STATE_OF: dict[int, State] = {
    NationalStatus.RECEIVED: State.COMMITTED,
    NationalStatus.NOT_RECEIVED: State.REFUSED,
    NationalStatus.IN_PROCESS: State.ACCEPTED,
    NationalStatus.SUPPLEMENT_REQUESTED: State.NEEDS_SUPPLEMENT,
    NationalStatus.FINISHED: State.RESULT_READY,
    NationalStatus.RETURNED: State.RETURNED,
}


def pull_changes(store: StationStore, ask: Callable[[str], Changes]) -> int:
    """Read from the kept cursor to the end; each answer and its cursor are one transaction."""
    count = 0
    while True:
        answer = ask(store.get(CURSOR))
        with store.transaction():
            for change in answer["changes"]:
                _apply(store, change)
            store.set(CURSOR, answer["cursor"])
        count += len(answer["changes"])
        if not answer["more"]:
            return count


def _apply(store: StationStore, change: Change) -> None:
    dossier = store.find(change["dossier_id"])
    target = _STATE_OF.get(change.get("status", 0))
    if dossier is None or target is None:
        store.audit("change-not-applied", change["dossier_id"], dict(change))
        return
    for step in _way(dossier.state, target):
        store.move(dossier.dossier_id, step, why=change.get("message", ""))


def _way(now: State, target: State) -> list[State]:
    """The moves to ``target``: direct, or through *accepted* where the province was quicker."""
    if now is target:
        return []
    if target in MOVES[now]:
        return [target]
    if State.ACCEPTED in MOVES[now] and target in MOVES[State.ACCEPTED]:
        return [State.ACCEPTED, target]
    return []
