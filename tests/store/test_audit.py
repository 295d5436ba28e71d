from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from app.store.sqlcipher import sqlite_utils
from app.store.station import StationStore
from tests.store.samples import NOON, OFFICER, queued

Harm = Callable[[sqlite_utils.Database], Any]


def test_rows_tell_who_did_what_when(store: StationStore) -> None:
    store.audit("look", "d1", {"why": "công dân hỏi", "count": 2})
    store.audit("look", "d2")
    (row,) = store.audit_rows("d1")
    assert (row.actor, row.action, row.subject) == (OFFICER.officer_id, "look", "d1")
    assert row.details == {"why": "công dân hỏi", "count": 2}
    assert row.at == NOON.isoformat(timespec="microseconds")
    assert [row.subject for row in store.audit_rows(limit=2)] == ["d1", "d2"]
    assert [row.seq for row in store.audit_rows()] == [1, 2, 3]


def test_an_untouched_chain(store: StationStore) -> None:
    queued(store)
    report = store.verify_audit()
    assert (report.ok, report.first_broken_seq) == (True, None)
    assert report.rows == len(store.audit_rows())
    assert report.last_hash == store.audit_rows(limit=1)[0].hash


def test_nothing_of_a_change_that_failed(store: StationStore) -> None:
    before = store.verify_audit()

    def fail() -> None:
        with store.transaction():
            store.audit("look", "d1")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store.verify_audit() == before


def _insert_between(db: sqlite_utils.Database) -> None:
    db.conn.execute("UPDATE audit SET seq = -seq WHERE seq >= 4")
    db.conn.execute("UPDATE audit SET seq = 1 - seq WHERE seq < 0")
    db.conn.execute(
        "INSERT INTO audit SELECT 4, at, actor, 'forged', subject, details, previous, 'x'"
        " FROM audit WHERE seq = 5"
    )


def _drop_all(db: sqlite_utils.Database) -> None:
    db.conn.execute("DELETE FROM audit")


HARM: dict[str, tuple[Harm, int]] = {
    "changed": (lambda db: db.conn.execute("UPDATE audit SET actor = 'x' WHERE seq = 4"), 4),
    "details changed": (
        lambda db: db.conn.execute(
            "UPDATE audit SET details = ? WHERE seq = 4", (json.dumps({"x": 1e300}),)
        ),
        4,
    ),
    "removed": (lambda db: db.conn.execute("DELETE FROM audit WHERE seq = 4"), 4),
    "inserted": (_insert_between, 4),
    "tail removed": (lambda db: db.conn.execute("DELETE FROM audit WHERE seq >= 6"), 6),
    "all removed": (_drop_all, 1),
    "head removed": (lambda db: db.conn.execute("DELETE FROM kv WHERE key = 'audit.head'"), 8),
    "exchanged": (
        lambda db: [
            db.conn.execute(f"UPDATE audit SET seq = {new} WHERE seq = {old}")
            for old, new in ((4, 99), (5, 4), (99, 5))
        ],
        4,
    ),
}


@pytest.mark.parametrize("harm", HARM)
def test_tampering_is_found(store: StationStore, harm: str) -> None:
    for number in range(6):
        store.audit("look", f"d{number}")
    db = store.database.db
    db.conn.execute("DROP TRIGGER audit_no_update")
    db.conn.execute("DROP TRIGGER audit_no_delete")
    change, broken = HARM[harm]
    change(db)
    report = store.verify_audit()
    assert not report.ok
    assert report.first_broken_seq == broken
