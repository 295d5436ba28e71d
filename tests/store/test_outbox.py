"""Manifest, queue and receipt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.errors import BadInput
from app.model.states import MoveNotAllowed, State
from app.store.outbox import BlobRow
from app.store.station import StationStore
from tests.store.samples import NOON, queue_up, queued, reviewed, sealed_manifest

RECEIPT = b'{"receipt": 1}'
CODE = "H27.15.3-261123-0007"


def test_manifests_form_one_chain(store: StationStore) -> None:
    assert store.last_manifest() == (0, "")
    first, second = queued(store), queued(store)
    assert (first.manifest_seq, second.manifest_seq) == (1, 2)
    assert store.last_manifest() == (2, second.manifest_sha256)
    raw = store.manifest(second.dossier_id)
    assert raw
    assert first.manifest_sha256.encode() in raw
    assert store.manifest("none") is None


def test_a_manifest_that_does_not_follow_is_refused(store: StationStore) -> None:
    dossier, other = reviewed(store), reviewed(store)
    seq, raw = sealed_manifest(store, dossier.dossier_id)
    queued(store)
    attempts: list[Callable[[], str]] = [
        lambda: store.add_manifest(dossier.dossier_id, seq, raw),
        lambda: store.add_manifest(dossier.dossier_id, seq + 1, raw),
        lambda: store.add_manifest(other.dossier_id, *sealed_manifest(store, dossier.dossier_id)),
    ]
    for wrong in attempts:
        with pytest.raises(ValueError, match="does not follow"):
            wrong()
    assert store.last_manifest()[0] == 1


def test_a_sealing_that_fails_leaves_no_trace(store: StationStore) -> None:
    dossier = reviewed(store)
    before = store.audit_rows()

    def cut_off() -> None:
        with store.transaction():
            queue_up(store, dossier)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_off()
    assert store.dossier(dossier.dossier_id) == dossier
    assert store.outbox() == []
    assert store.blobs(dossier.dossier_id) == []
    assert store.last_manifest() == (0, "")
    assert store.audit_rows() == before
    assert queue_up(store, dossier).provisional_code.endswith("-0001")


def test_what_waits_is_visited_in_order_when_due(store: StationStore) -> None:
    first, second = queued(store), queued(store)
    rows = store.outbox()
    assert [row.dossier_id for row in rows] == [first.dossier_id, second.dossier_id]
    assert (rows[0].attempts, rows[0].queued_at, rows[0].state) == (0, NOON, State.QUEUED)
    later = NOON + timedelta(minutes=5)
    store.outbox_tried(first.dossier_id, error="không có mạng", next_try_at=later)
    assert [row.dossier_id for row in store.outbox(due_before=NOON)] == [second.dossier_id]
    assert len(store.outbox(due_before=later)) == 2
    tried = store.outbox()[0]
    assert (tried.attempts, tried.last_error, tried.next_try_at) == (1, "không có mạng", later)
    store.outbox_reset()
    assert len(store.outbox(due_before=NOON)) == 2


def test_a_held_dossier_waits_for_the_officer(store: StationStore) -> None:
    dossier = queued(store)
    store.move(dossier.dossier_id, State.HELD_SERVER, held_reason="thiếu trang")
    assert store.outbox() == []
    store.move(dossier.dossier_id, State.QUEUED, held_reason="")
    assert [row.dossier_id for row in store.outbox()] == [dossier.dossier_id]


def test_each_file_is_listed_once(store: StationStore) -> None:
    dossier = reviewed(store)
    one, other = "a" * 64, "b" * 64
    store.enqueue(
        dossier.dossier_id,
        [(other, 2, "application/pdf"), (one, 1, "image/jpeg"), (other, 2, "application/pdf")],
    )
    assert store.blobs(dossier.dossier_id) == [
        BlobRow(other, 2, "application/pdf"),
        BlobRow(one, 1, "image/jpeg"),
    ]


@pytest.mark.parametrize("state", [State.QUEUED, State.UPLOADING, State.HELD_SERVER])
def test_the_receipt_ends_the_sending(store: StationStore, state: State) -> None:
    dossier = queued(store)
    if state is State.UPLOADING:
        store.move(dossier.dossier_id, State.ANNOUNCED)
    if state is not State.QUEUED:
        store.move(dossier.dossier_id, state, held_reason="x")
    store.add_receipt(dossier.dossier_id, RECEIPT, dossier_code=CODE)
    done = store.dossier(dossier.dossier_id)
    assert (done.state, done.dossier_code, done.code) == (State.COMMITTED, CODE, CODE)
    assert store.receipt(dossier.dossier_id) == RECEIPT
    assert store.outbox() == []
    before = store.audit_rows()
    assert before[-1].details["receipt_sha256"] == done.receipt_sha256
    store.add_receipt(dossier.dossier_id, RECEIPT, dossier_code=CODE)
    assert store.audit_rows() == before


def test_another_receipt_is_refused_and_the_first_stays(store: StationStore) -> None:
    dossier = queued(store)
    store.add_receipt(dossier.dossier_id, RECEIPT, dossier_code=CODE)
    with pytest.raises(BadInput, match="biên nhận khác"):
        store.add_receipt(dossier.dossier_id, RECEIPT + b" ", dossier_code=CODE)
    assert store.receipt(dossier.dossier_id) == RECEIPT


def test_a_receipt_with_a_wrong_code_changes_nothing(store: StationStore) -> None:
    first, second = queued(store, dossier_code=CODE), queued(store)
    with pytest.raises(BadInput, match="ghi mã hồ sơ"):
        store.add_receipt(first.dossier_id, RECEIPT, dossier_code="H27.15.3-261123-0008")
    with pytest.raises(BadInput, match="đã dùng"):
        store.add_receipt(second.dossier_id, RECEIPT, dossier_code=CODE)
    assert [row.dossier_id for row in store.outbox()] == [first.dossier_id, second.dossier_id]
    assert store.receipt(first.dossier_id) is store.receipt(second.dossier_id) is None
    store.add_receipt(first.dossier_id, RECEIPT, dossier_code="")
    assert store.dossier(first.dossier_id).dossier_code == CODE


def test_no_receipt_for_what_was_never_sent(store: StationStore) -> None:
    dossier = reviewed(store)
    with pytest.raises(MoveNotAllowed):
        store.add_receipt(dossier.dossier_id, RECEIPT, dossier_code="")
    assert store.receipt(dossier.dossier_id) is None
