"""The dossier's life: its states, the only moves between them, and the national statuses."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class State(StrEnum):
    """Where a dossier stands. The rows on disk carry these words."""

    DRAFT = "DRAFT"
    CAPTURED = "CAPTURED"
    PROCESSED = "PROCESSED"
    REVIEWED = "REVIEWED"
    SEALED = "SEALED"
    QUEUED = "QUEUED"
    ANNOUNCED = "ANNOUNCED"
    UPLOADING = "UPLOADING"
    COMMITTED = "COMMITTED"
    ACCEPTED = "ACCEPTED"
    NEEDS_SUPPLEMENT = "NEEDS_SUPPLEMENT"
    REFUSED = "REFUSED"
    RESULT_READY = "RESULT_READY"
    RETURNED = "RETURNED"
    CLOSED = "CLOSED"
    PURGED = "PURGED"
    HELD_LOCAL = "HELD_LOCAL"
    HELD_SERVER = "HELD_SERVER"
    CANCELLED = "CANCELLED"


S = State

MOVES: dict[State, frozenset[State]] = {
    S.DRAFT: frozenset({S.CAPTURED, S.CANCELLED}),
    S.CAPTURED: frozenset({S.DRAFT, S.PROCESSED, S.CANCELLED}),
    S.PROCESSED: frozenset({S.DRAFT, S.REVIEWED, S.CANCELLED}),
    S.REVIEWED: frozenset({S.DRAFT, S.SEALED, S.CANCELLED}),
    S.SEALED: frozenset({S.QUEUED}),
    S.QUEUED: frozenset({S.ANNOUNCED, S.COMMITTED, S.HELD_LOCAL, S.HELD_SERVER}),
    S.ANNOUNCED: frozenset({S.UPLOADING, S.COMMITTED, S.QUEUED, S.HELD_LOCAL, S.HELD_SERVER}),
    S.UPLOADING: frozenset({S.COMMITTED, S.QUEUED, S.HELD_LOCAL, S.HELD_SERVER}),
    S.HELD_LOCAL: frozenset({S.QUEUED}),
    S.HELD_SERVER: frozenset({S.QUEUED}),
    S.COMMITTED: frozenset({S.ACCEPTED, S.NEEDS_SUPPLEMENT, S.REFUSED}),
    S.ACCEPTED: frozenset({S.NEEDS_SUPPLEMENT, S.REFUSED, S.RESULT_READY}),
    S.NEEDS_SUPPLEMENT: frozenset({S.ACCEPTED, S.REFUSED}),
    S.RESULT_READY: frozenset({S.RETURNED}),
    S.RETURNED: frozenset({S.CLOSED}),
    S.REFUSED: frozenset({S.CLOSED}),
    S.CLOSED: frozenset({S.PURGED}),
    S.PURGED: frozenset(),
    S.CANCELLED: frozenset(),
}
"""The one table of allowed moves (DESIGN §3)."""

OPEN = frozenset({S.DRAFT, S.CAPTURED, S.PROCESSED, S.REVIEWED})
"""Still on the counter: may be changed."""

TO_SEND = frozenset({S.QUEUED, S.ANNOUNCED, S.UPLOADING})
"""Waiting for the line: a sync pass visits each of these once."""

HELD = frozenset({S.HELD_LOCAL, S.HELD_SERVER})
"""Waits for an officer: the line alone will not move it."""

AT_PROVINCE = frozenset(
    {S.COMMITTED, S.ACCEPTED, S.NEEDS_SUPPLEMENT, S.REFUSED, S.RESULT_READY, S.RETURNED, S.CLOSED}
)
"""The province's receipt is kept here."""


class MoveNotAllowed(Exception):
    """A move the table does not know: a bug of ours, never the officer's fault."""


def require_move(old: State, new: State) -> None:
    """Raise ``MoveNotAllowed`` unless the table of moves has ``old → new``."""
    if new not in MOVES[old]:
        raise MoveNotAllowed(f"{old} → {new}")


class NationalStatus(IntEnum):
    """``TrangThaiHoSo`` of the DongBoHoSo model (DOMAIN §2.11)."""

    NEWLY_REGISTERED = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    IN_PROCESS = 4
    SUPPLEMENT_REQUESTED = 5
    FINANCIAL_DUTY_REQUESTED = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10


_NATIONAL: dict[State, NationalStatus] = {
    S.ACCEPTED: NationalStatus.IN_PROCESS,
    S.NEEDS_SUPPLEMENT: NationalStatus.SUPPLEMENT_REQUESTED,
    S.REFUSED: NationalStatus.NOT_RECEIVED,
    S.RESULT_READY: NationalStatus.FINISHED,
    S.RETURNED: NationalStatus.RETURNED,
    S.CLOSED: NationalStatus.RETURNED,
    S.PURGED: NationalStatus.RETURNED,
    S.CANCELLED: NationalStatus.WITHDRAWN,
}


def national_status(state: State) -> NationalStatus:
    """The national status a dossier in ``state`` is reported with."""
    if state in OPEN:
        return NationalStatus.NEWLY_REGISTERED
    return _NATIONAL.get(state, NationalStatus.RECEIVED)
