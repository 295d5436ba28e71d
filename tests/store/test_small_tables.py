"""Intake requests, day closes, values and secrets."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.errors import NotAllowed
from app.model.states import State
from app.store.station import StationStore
from tests.store.samples import (
    NOON,
    OFFICER,
    new_store,
    noon,
    queue_up,
    queued,
    reviewed,
    sample_dossier,
)


def test_an_intake_is_remembered_until_its_answer_arrived(store: StationStore) -> None:
    request = {"procedure": "1.001193", "applicant": {"full_name": "Đặng Thị Ước"}}
    first, second = sample_dossier(), sample_dossier()
    for dossier in (first, second):
        with store.transaction():
            store.add_dossier(dossier, [])
            store.add_intake_request("f1", dossier.dossier_id, request)
    newest = store.intake_request("f1")
    assert newest
    assert (newest.dossier_id, newest.request) == (second.dossier_id, request)
    store.acknowledge_intake("f1", second.dossier_id)
    older = store.intake_request("f1")
    assert older
    assert older.dossier_id == first.dossier_id
    store.acknowledge_intake("f1", first.dossier_id)
    assert store.intake_request("f1") is None
    assert store.intake_request("f2") is None


def test_interrupted_intakes_are_found(store: StationStore) -> None:
    waiting, done, dropped = reviewed(store), reviewed(store), sample_dossier()
    store.add_dossier(dropped, [])
    for dossier in (waiting, done, dropped):
        store.add_intake_request(dossier.dossier_id[-6:], dossier.dossier_id, {})
    queue_up(store, done)
    store.move(dropped.dossier_id, State.CANCELLED)
    assert [ask.dossier_id for ask in store.open_intake_requests()] == [waiting.dossier_id]
    store.acknowledge_intake(waiting.dossier_id[-6:], waiting.dossier_id)
    assert store.open_intake_requests() == []


def test_the_day_is_the_day_of_sealing(tmp_path: Path) -> None:
    clock = FixedClock(NOON.replace(hour=23, minute=59, second=59))
    with new_store(tmp_path / "home", clock) as store:
        today = queued(store)
        clock.advance(timedelta(seconds=1))
        tomorrow = queued(store)
        clock.at = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
        after = queued(store)
        assert store.sealed_on(NOON.date()) == [today]
        assert store.sealed_on(date(2026, 11, 24)) == [tomorrow]
        assert store.sealed_on(date(2026, 11, 25)) == [after]


def test_a_day_may_be_closed_again(store: StationStore) -> None:
    day = NOON.date()
    assert store.day_close(day) is None
    store.add_day_close(day, b"list", None, False)
    store.add_day_close(day, b"list 2", b"answer", True)
    newest = store.day_close(day)
    assert newest
    assert (newest.version, newest.list_raw, newest.answer_raw) == (2, b"list 2", b"answer")
    assert newest.agreed
    assert newest.closed_at == NOON
    assert len(store.database.rows("SELECT * FROM day_closes")) == 2


def test_values(store: StationStore) -> None:
    assert store.get("cursor") == ""
    assert store.get("cursor", "0") == "0"
    store.set("cursor", "1")
    store.set("cursor", "2")
    assert store.get("cursor") == "2"
    with pytest.raises(ValueError, match="head"):
        store.set("audit.head", "0 ")


def test_a_secret_is_made_once(store: StationStore) -> None:
    made = store.secret("sealing key", lambda: secrets.token_bytes(32))
    assert store.secret("sealing key", lambda: b"other") == made
    with StationStore(store.home, store.keys, OFFICER, noon(), None) as reader:
        assert reader.secret("sealing key", lambda: b"other") == made
        with pytest.raises(NotAllowed):
            reader.secret("another", lambda: b"x")
