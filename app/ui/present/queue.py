"""The rows of *Hàng đợi*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.i18n import t
from app.identity.masking import mask_identifier
from app.model.dossier import Dossier
from app.model.states import AT_PROVINCE, HELD, OPEN, TO_SEND, State
from app.ui.present.dates import day_text, moment_words
from app.ui.present.states import Role, dossier_word

SHOWN_STATES = frozenset(State) - OPEN
"""Drafts belong to *Tiếp nhận*."""


@dataclass(frozen=True)
class QueueRow:
    """One dossier as the queue shows it, and what the officer may do with it."""

    dossier_id: str
    code: str
    applicant: str
    identifier: str
    procedure: str
    received: str
    due: str
    due_day: str
    state: str
    role: Role
    late: bool
    can_release: bool
    can_print: bool
    received_at: datetime | None
    due_at: datetime | None


def queue_row(
    dossier: Dossier, procedure: str, now: datetime, *, sending: bool = False
) -> QueueRow:
    """``dossier`` as a row, its procedure called ``procedure``; ``late`` where its due date
    has passed without a result."""
    word = dossier_word(dossier, sending=sending)
    open_still = dossier.state in TO_SEND | HELD | {
        State.COMMITTED,
        State.ACCEPTED,
        State.NEEDS_SUPPLEMENT,
    }
    return QueueRow(
        dossier_id=dossier.dossier_id,
        code=dossier.code,
        applicant=dossier.applicant.full_name,
        identifier=mask_identifier(dossier.applicant.identifier),
        procedure=procedure,
        received=moment_words(dossier.received_at),
        due=moment_words(dossier.due_at),
        due_day=day_text(dossier.due_at),
        state=word.text,
        role=word.role,
        late=bool(open_still and dossier.due_at and dossier.due_at < now),
        can_release=dossier.state in HELD,
        can_print=dossier.received_at is not None and dossier.state is not State.CANCELLED,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
    )


@dataclass(frozen=True)
class QueueCounts:
    """What waits, what is held, what is at the province, and the same in words."""

    waiting: int
    held: int
    at_province: int

    @property
    def sentence(self) -> str:
        return t(
            "Chờ gửi: {waiting}  ·  Bị giữ: {held}  ·  Ở tỉnh: {at_province}",
            waiting=self.waiting,
            held=self.held,
            at_province=self.at_province,
        )


def queue_counts(counts: Mapping[State, int]) -> QueueCounts:
    """The store's counts per state, summed as an officer thinks of them."""

    def total(states: Iterable[State]) -> int:
        return sum(counts.get(state, 0) for state in states)

    return QueueCounts(total(TO_SEND | {State.SEALED}), total(HELD), total(AT_PROVINCE))
