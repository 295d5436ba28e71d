"""Taking in what the province says: it owns the status, the station owns the evidence."""

from __future__ import annotations

import json
from collections.abc import Callable

from app.model.states import HELD, MOVES, TO_SEND, NationalStatus, State
from app.protocol.messages import Change, Changes
from app.store.station import StationStore
from app.sync.faults import ForeignServer

CURSOR = "changes-cursor"

_STATE_OF: dict[int, State] = {
    NationalStatus.RECEIVED: State.COMMITTED,
    NationalStatus.NOT_RECEIVED: State.REFUSED,
    NationalStatus.IN_PROCESS: State.ACCEPTED,
    NationalStatus.SUPPLEMENT_REQUESTED: State.NEEDS_SUPPLEMENT,
    NationalStatus.FINISHED: State.RESULT_READY,
    NationalStatus.RETURNED: State.RETURNED,
}


_ON_THE_WAY = TO_SEND | HELD | {State.SEALED}


def pull_changes(store: StationStore, ask: Callable[[str], Changes]) -> int:
    """Read from the kept cursor to the end; each answer and its cursor are one transaction."""
    count = 0
    while True:
        cursor = store.get(CURSOR)
        answer = ask(cursor)
        with store.transaction():
            for change in answer["changes"]:
                _apply(store, change)
            store.set(CURSOR, answer["cursor"])
        count += len(answer["changes"])
        if not answer["more"]:
            return count
        if answer["cursor"] == cursor:
            raise ForeignServer("changes without end")


def apply_early_status(store: StationStore, dossier_id: str) -> None:
    """What the province had said of a dossier before its receipt was here."""
    early = store.get(_early(dossier_id))
    if early:
        _apply(store, json.loads(early))
        store.set(_early(dossier_id), "")


def _early(dossier_id: str) -> str:
    return f"early-status/{dossier_id}"


def _apply(store: StationStore, change: Change) -> None:
    """A status never stands in for the receipt: one that comes before it waits for it."""
    dossier = store.find(change["dossier_id"])
    target = _STATE_OF.get(change.get("status") or 0)
    if dossier is None or dossier.dossier_id != change["dossier_id"] or target is None:
        store.audit("change-not-applied", change["dossier_id"], dict(change))
        return
    if dossier.state in _ON_THE_WAY:
        store.set(_early(dossier.dossier_id), json.dumps(change))
        return
    for step in _way(dossier.state, target):
        store.move(dossier.dossier_id, step, why=change.get("message") or "")


def _way(now: State, target: State) -> list[State]:
    """The moves to ``target``: direct, or through *accepted* where the province was quicker."""
    if now is target:
        return []
    if target in MOVES[now]:
        return [target]
    if State.ACCEPTED in MOVES[now] and target in MOVES[State.ACCEPTED]:
        return [State.ACCEPTED, target]
    return []
