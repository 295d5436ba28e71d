"""What is sealed stays as it was sealed, whoever asks and however."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from app.model.dossier import Channel, Dossier
from app.model.people import Person
from app.model.states import State
from app.store.rows import dossier_to_row
from app.store.sqlcipher import dbapi2
from app.store.sqlite_errors import SealedForGood
from app.store.station import StationStore
from tests.store.samples import (
    NOON,
    queued,
    sample_components,
    sample_document,
    sample_page,
)

CONTENT: dict[str, Any] = {
    "procedure_code": "x",
    "procedure_name": "x",
    "decision_no": "x",
    "case_key": "x",
    "sector": "x",
    "channel": Channel.POST,
    "applicant": Person("001199900019", "Người Khác"),
    "submitter": None,
    "officer_id": "x",
    "officer_name": "x",
    "opened_at": NOON + timedelta(seconds=1),
    "received_at": None,
    "due_at": NOON + timedelta(days=9),
    "term_text": "x",
    "provisional_code": "TAM-01-261123-0999",
    "copies": 9,
    "fee": 9,
    "return_method": "post",
    "note": "x",
    "manifest_seq": 9,
    "manifest_sha256": "9" * 64,
}
STATUS = {"dossier_id", "state", "dossier_code", "held_reason", "receipt_sha256", "printed"}


def test_every_field_is_content_or_status() -> None:
    assert set(CONTENT) | STATUS == {entry.name for entry in fields(Dossier)}


def test_content_is_refused(store: StationStore) -> None:
    dossier = queued(store)
    for name, value in CONTENT.items():
        with pytest.raises(SealedForGood, match="niêm phong"):
            store.change(dossier.dossier_id, action="forge", **{name: value})
        with pytest.raises(SealedForGood):
            store.move(dossier.dossier_id, State.ANNOUNCED, **{name: value})
        assert store.dossier(dossier.dossier_id) == dossier
    assert store.audit_rows(dossier.dossier_id)[-1].details["to"] == "QUEUED"


def test_status_goes_on(store: StationStore) -> None:
    dossier = queued(store)
    store.move(dossier.dossier_id, State.HELD_LOCAL, held_reason="chờ")
    changed = store.change(
        dossier.dossier_id, action="print", printed=True, dossier_code="H27.15.3-261123-0007"
    )
    assert (changed.printed, changed.held_reason) == (True, "chờ")
    with pytest.raises(SealedForGood):
        store.change(dossier.dossier_id, action="x", dossier_code="H27.15.3-261123-0008")
    with pytest.raises(SealedForGood):
        store.change(dossier.dossier_id, action="x", dossier_code="")


def test_papers_are_refused(store: StationStore) -> None:
    dossier = queued(store)
    (document,) = store.documents(dossier.dossier_id)
    (page,) = store.pages(document.document_id)
    component = sample_components()[0]
    changes: list[Callable[[], None]] = [
        lambda: store.put_document(replace(document, text="x")),
        lambda: store.put_document(sample_document(dossier.dossier_id)),
        lambda: store.remove_document(document.document_id),
        lambda: store.put_page(replace(page, blank=True)),
        lambda: store.put_page(sample_page(document.document_id)),
        lambda: store.set_pages(document.document_id, []),
        lambda: store.put_component(dossier.dossier_id, replace(component, evidence="x")),
        lambda: store.put_component(dossier.dossier_id, replace(component, key="new")),
    ]
    for forbidden in changes:
        with pytest.raises(SealedForGood):
            forbidden()
    assert store.documents(dossier.dossier_id) == [document]
    assert store.pages(document.document_id) == [page]
    assert store.components(dossier.dossier_id) == sample_components()


FORGERIES = [
    "UPDATE dossiers SET state = 'DRAFT'",
    "UPDATE dossiers SET dossier_id = 'x'",
    "DELETE FROM dossiers",
    "UPDATE components SET name = 'x'",
    "DELETE FROM components",
    "REPLACE INTO components SELECT * FROM components",
    "UPDATE documents SET text = ''",
    "DELETE FROM documents",
    "UPDATE pages SET position = 9",
    "DELETE FROM pages",
    "UPDATE audit SET actor = 'x'",
    "DELETE FROM audit",
    "REPLACE INTO audit SELECT * FROM audit",
    "UPDATE manifests SET raw = x'00'",
    "DELETE FROM manifests",
    "REPLACE INTO manifests SELECT * FROM manifests",
    "UPDATE receipts SET raw = x'00'",
    "DELETE FROM receipts",
    "REPLACE INTO receipts SELECT * FROM receipts",
    "UPDATE dossier_blobs SET bytes = 0",
    "DELETE FROM dossier_blobs",
    "UPDATE day_closes SET agreed = 0",
    "DELETE FROM day_closes",
    "UPDATE numbers SET number = 9",
    "DELETE FROM numbers",
]


def test_the_tables_themselves_refuse(store: StationStore) -> None:
    dossier = queued(store)
    store.add_receipt(dossier.dossier_id, b"{}", dossier_code="")
    store.add_day_close(NOON.date(), b"list", b"answer", True)
    for sql in FORGERIES:
        with pytest.raises(dbapi2.IntegrityError, match="tram: sealed"):
            store.database.db.conn.execute(sql)
    assert store.verify_audit().ok
    assert len(store.documents(dossier.dossier_id)) == 1


def test_a_row_cannot_be_put_over_a_sealed_dossier(store: StationStore) -> None:
    dossier = queued(store)
    forged = replace(dossier, state=State.DRAFT, note="x")
    with pytest.raises(dbapi2.IntegrityError, match="tram: sealed"):
        store.database.db.table("dossiers").insert(dossier_to_row(forged), replace=True)
    assert store.dossier(dossier.dossier_id) == dossier
