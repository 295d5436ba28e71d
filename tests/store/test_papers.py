from __future__ import annotations

from dataclasses import replace

import pytest

from app.errors import BadInput
from app.store.sqlcipher import dbapi2
from app.store.station import StationStore
from tests.store.samples import sample_components, sample_document, sample_dossier, sample_page


@pytest.fixture
def dossier_id(store: StationStore) -> str:
    dossier = sample_dossier()
    store.add_dossier(dossier, sample_components())
    return dossier.dossier_id


def test_papers_come_back_in_the_order_of_the_checklist(
    store: StationStore, dossier_id: str
) -> None:
    later = sample_document(dossier_id, component_key="giay-chung-sinh")
    second = sample_document(dossier_id, position=1)
    first = sample_document(dossier_id, position=0)
    for document in (later, second, first):
        store.put_document(document)
    assert store.documents(dossier_id) == [first, second, later]
    signed = replace(first, signed_sha256="ab" * 32, signed_bytes=12, page_count=1)
    store.put_document(signed)
    assert store.document(first.document_id) == signed
    assert len(store.documents(dossier_id)) == 3


def test_changing_a_paper_keeps_its_pages(store: StationStore, dossier_id: str) -> None:
    document = sample_document(dossier_id)
    empty = sample_document(dossier_id, position=1)
    store.put_document(document)
    store.put_document(empty)
    back = sample_page(document.document_id, position=1, blank=True, frame=1)
    front = sample_page(document.document_id, warnings=())
    store.put_page(back)
    store.put_page(front)
    store.put_document(replace(document, text="khác"))
    assert store.pages(document.document_id) == [front, back]
    store.put_page(replace(front, blank=False, warnings=("mờ", "lệch")))
    assert store.pages(document.document_id)[0].warnings == ("mờ", "lệch")
    assert store.dossier_pages(dossier_id) == {
        document.document_id: store.pages(document.document_id),
        empty.document_id: [],
    }


def test_taking_out(store: StationStore, dossier_id: str) -> None:
    document = sample_document(dossier_id)
    store.put_document(document)
    pages = [sample_page(document.document_id, position=n) for n in range(2)]
    for page in pages:
        store.put_page(page)
    store.set_pages(document.document_id, pages[1:])
    assert store.pages(document.document_id) == [replace(pages[1], position=0)]
    store.remove_document(document.document_id)
    assert store.documents(dossier_id) == []
    assert store.pages(document.document_id) == []
    with pytest.raises(BadInput):
        store.document(document.document_id)
    with pytest.raises(BadInput):
        store.remove_document(document.document_id)
    actions = [row.action for row in store.audit_rows(dossier_id)]
    assert actions == ["open", "document", "page", "page", "remove document"]


def test_two_papers_of_one_code_differ_in_version(store: StationStore, dossier_id: str) -> None:
    code = "001199900019.000.00.00.G12-KQ0007"
    store.put_document(sample_document(dossier_id, document_code=code))
    with pytest.raises(dbapi2.IntegrityError, match="UNIQUE"):
        store.put_document(sample_document(dossier_id, document_code=code))
    store.put_document(sample_document(dossier_id, document_code=code, version_no=2))
    assert len(store.documents(dossier_id)) == 2


def test_a_paper_belongs_to_a_line_of_the_checklist(store: StationStore, dossier_id: str) -> None:
    with pytest.raises(dbapi2.IntegrityError, match="FOREIGN KEY"):
        store.put_document(sample_document(dossier_id, component_key="không có"))
    assert store.documents(dossier_id) == []
    assert store.audit_rows(dossier_id)[-1].action == "open"
