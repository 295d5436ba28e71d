"""Invented dossiers, papers and manifests for the store's tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import VIETNAM, Clock, FixedClock, iso
from app.model.dossier import (
    Channel,
    CopyKind,
    DigitizeClass,
    Document,
    DocumentData,
    Dossier,
    DossierComponent,
    Handling,
    Page,
)
from app.model.ids import new_id
from app.model.people import Officer, Person, Sex
from app.model.states import State
from app.protocol.sealed import MANIFEST, seal
from app.store.station import StationStore

OFFICER = Officer("cb01", "Trần Thị Hạnh", "Công chức tư pháp - hộ tịch", "0900000001")
PASSPHRASE = "mật khẩu của trạm thử"
NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, VIETNAM)
NAME = "Đặng Thị Ước Nguyện"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def noon() -> FixedClock:
    return FixedClock(NOON)


def new_store(home: Path, clock: Clock | None = None) -> StationStore:
    return StationStore.create(home, OFFICER, PASSPHRASE, clock or noon())


def sample_dossier(**changes: Any) -> Dossier:
    values: dict[str, Any] = {
        "dossier_id": new_id(),
        "state": State.DRAFT,
        "procedure_code": "1.001193",
        "procedure_name": "Đăng ký khai sinh",
        "decision_no": "1234/QĐ-UBND",
        "case_key": "thuong",
        "sector": "Hộ tịch",
        "channel": Channel.DIRECT,
        "applicant": Person(
            "001199900019", NAME, born_on="1999-02-03", sex=Sex.FEMALE, phone="0900000002"
        ),
        "submitter": Person("001099900028", "Lê Văn Đức"),
        "officer_id": OFFICER.officer_id,
        "officer_name": OFFICER.full_name,
        "opened_at": NOON,
        "received_at": NOON + timedelta(minutes=5),
        "due_at": NOON + timedelta(days=2),
        "term_text": "2 ngày làm việc",
        "fee": 8000,
        "note": "Nhận kết quả buổi chiều",
    }
    return Dossier(**(values | changes))


def sample_components() -> list[DossierComponent]:
    return [
        DossierComponent(
            key,
            name,
            Handling.SUBMIT,
            DigitizeClass.MUST,
            CopyKind.ORIGINAL,
            official_name=f"{name} theo mẫu",
            document_type_code="000.00.00.G12-KQ0007",
        )
        for key, name in (("to-khai", "Tờ khai"), ("giay-chung-sinh", "Giấy chứng sinh"))
    ]


def sample_document(dossier_id: str, **changes: Any) -> Document:
    values: dict[str, Any] = {
        "document_id": new_id(),
        "dossier_id": dossier_id,
        "component_key": "to-khai",
        "position": 0,
        "copy_kind": CopyKind.COPY,
        "text": f"Họ và tên: {NAME}",
        "data": DocumentData(title="Tờ khai", issued_on="2026-11-20"),
    }
    return Document(**(values | changes))


def sample_page(document_id: str, **changes: Any) -> Page:
    values: dict[str, Any] = {
        "page_id": new_id(),
        "document_id": document_id,
        "position": 0,
        "source_sha256": hashlib.sha256(document_id.encode()).hexdigest(),
        "source_name": "to_khai.jpg",
        "media_type": "image/jpeg",
        "warnings": ("mờ",),
    }
    return Page(**(values | changes))


def reviewed(store: StationStore, **changes: Any) -> Dossier:
    """A dossier with one paper and one page, up to REVIEWED."""
    dossier = sample_dossier(**changes)
    store.add_dossier(dossier, sample_components())
    document = sample_document(dossier.dossier_id)
    store.put_document(document)
    store.put_page(sample_page(document.document_id))
    for state in (State.CAPTURED, State.PROCESSED, State.REVIEWED):
        dossier = store.move(dossier.dossier_id, state)
    return dossier


def sealed_manifest(store: StationStore, dossier_id: str) -> tuple[int, bytes]:
    """The next manifest of the station's chain, sealed now."""
    last, previous = store.last_manifest()
    body = {
        "type": MANIFEST,
        "dossier_id": dossier_id,
        "seq": last + 1,
        "previous": previous,
        "sealed_at": iso(store.clock.now()),
    }
    return last + 1, seal(body, KEY)


def queue_up(store: StationStore, dossier: Dossier) -> Dossier:
    """REVIEWED to QUEUED in one transaction, as the workflow does it."""
    blob = store.objects.put(f"%PDF-1.7 {dossier.dossier_id}".encode())
    with store.transaction():
        code, provisional = store.next_dossier_code(NOON.date(), "01")
        named = {"provisional_code" if provisional else "dossier_code": code}
        store.move(dossier.dossier_id, State.SEALED, **named)
        store.add_manifest(dossier.dossier_id, *sealed_manifest(store, dossier.dossier_id))
        store.enqueue(dossier.dossier_id, [(blob, store.objects.size(blob), "application/pdf")])
        return store.move(dossier.dossier_id, State.QUEUED)


def queued(store: StationStore, **changes: Any) -> Dossier:
    return queue_up(store, reviewed(store, **changes))


def files_under(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
