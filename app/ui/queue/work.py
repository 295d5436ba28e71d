"""What the lanes read for *Hàng đợi*."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.dossier import Document, Dossier
from app.protocol.sealed import read_unverified
from app.store.keys import officers
from app.ui.present.history import LOOKED, HistoryLine, history
from app.ui.present.procedures import short_name
from app.ui.present.queue import (
    SHOWN_STATES,
    QueueCounts,
    QueueRow,
    queue_counts,
    queue_row,
)
from app.workflow.station import Station

SHOWN = 500
"""So many rows at most, the newest; older ones are found by searching."""


@dataclass(frozen=True)
class QueueSheet:
    """The rows that fit the search, and the counts of all."""

    rows: list[QueueRow]
    counts: QueueCounts


@dataclass(frozen=True)
class Details:
    """One dossier as the panel beside the queue shows it."""

    row: QueueRow
    dossier: Dossier
    documents: list[Document]
    names: dict[str, str]
    history: list[HistoryLine]
    receipt_no: str
    last_error: str


def look(station: Station, search: str, *, sending: bool) -> QueueSheet:
    found = station.store.dossiers(SHOWN_STATES, search=search, limit=SHOWN)
    rows = [_row(station, dossier, sending=sending) for dossier in found]
    return QueueSheet(rows, queue_counts(station.store.counts()))


def _row(station: Station, dossier: Dossier, *, sending: bool) -> QueueRow:
    name = short_name(station.catalogue, dossier)
    return queue_row(dossier, name, station.clock.now(), sending=sending)


def details(station: Station, dossier_id: str, *, sending: bool) -> Details:
    store = station.store
    dossier = store.dossier(dossier_id)
    receipt = store.receipt(dossier_id)
    waiting = {row.dossier_id: row.last_error for row in store.outbox()}
    people = {officer.officer_id: officer.full_name for officer in officers(station.home)}
    return Details(
        _row(station, dossier, sending=sending),
        dossier,
        store.documents(dossier_id),
        {line.key: line.name for line in store.components(dossier_id)},
        history(store.audit_rows(dossier_id), people),
        str(read_unverified(receipt).body["receipt_no"]) if receipt else "",
        waiting.get(dossier_id, ""),
    )


def uncovered(station: Station, dossier_id: str) -> Dossier:
    """The dossier with everything personal; that it was looked at is written down."""
    station.store.audit(LOOKED, dossier_id)
    return station.store.dossier(dossier_id)
