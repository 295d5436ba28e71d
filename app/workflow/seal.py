"""Sealing: codes, due date, the manifest, and the place in the queue, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.clock import iso
from app.errors import BadInput
from app.i18n import t
from app.model.codes import join_document_code
from app.model.dossier import Document, Dossier, DossierComponent
from app.model.people import Person
from app.model.states import State
from app.procedure.due import due, term_text
from app.procedure.fees import fee_amount
from app.protocol.messages import ComponentLine, DocumentLine, Manifest, PersonLine
from app.protocol.sealed import MANIFEST, seal
from app.protocol.wire import BLOB_MAX, MANIFEST_MAX
from app.sync.drain import LAST_SERVER_TIME
from app.workflow.station import Station

PDF = "application/pdf"


def seal_dossier(station: Station, dossier_id: str) -> Dossier:
    """REVIEWED → SEALED → QUEUED. After this nothing of the dossier changes any more.

    Everything happens in one transaction: the numbers, the manifest chained to the one before,
    both moves and the outbox row. Either the dossier waits in the queue or it is as it was.
    """
    dossier = station.store.dossier(dossier_id)
    if dossier.state is not State.REVIEWED:
        return dossier
    station_key = station.station_key()
    now = station.clock.now()
    with station.store.transaction():
        dossier = _numbered(station, dossier, now)
        components = station.store.components(dossier_id)
        documents = _coded(station, dossier)
        seq, previous = station.store.last_manifest()
        body = _manifest(station, dossier, components, documents, seq + 1, previous, now)
        raw = seal(body, station_key)
        _require_sendable(raw, documents)
        digest = station.store.add_manifest(dossier_id, seq + 1, raw)
        station.store.move(dossier_id, State.SEALED, manifest_seq=seq + 1, manifest_sha256=digest)
        blobs = {
            document.signed_sha256: (document.signed_sha256, document.signed_bytes, PDF)
            for document in documents
        }
        station.store.enqueue(dossier_id, list(blobs.values()))
        station.store.drop_readings(dossier_id)
        return station.store.move(dossier_id, State.QUEUED)


def _require_sendable(manifest: bytes, documents: list[Document]) -> None:
    """What the wire will not carry is refused now: after sealing nobody could mend it."""
    for document in documents:
        if document.signed_bytes > BLOB_MAX:
            raise BadInput(
                t(
                    "Giấy tờ «{title}» nặng {size} MB, quá mức {limit} MB gửi được.",
                    title=document.data.title,
                    size=document.signed_bytes // 2**20,
                    limit=BLOB_MAX // 2**20,
                ),
                t("Quét lại ở độ phân giải thấp hơn hoặc bớt trang thừa."),
            )
    if len(manifest) > MANIFEST_MAX:
        raise BadInput(
            t("Thông tin của hồ sơ quá dài để gửi đi."),
            t("Rút ngắn ghi chú, căn cứ và trích yếu của các giấy tờ."),
        )


def _numbered(station: Station, dossier: Dossier, now: datetime) -> Dossier:
    """Received now; due by the procedure's term; an official number, or a provisional one."""
    procedure = station.catalogue.get(dossier.procedure_code, dossier.opened_at.date())
    term = procedure.term(dossier.channel)
    due_at = due(term, now, station.calendar)
    code, provisional = station.store.next_dossier_code(now.date(), station.settings.station_code)
    return station.store.change(
        dossier.dossier_id,
        action="number",
        received_at=now,
        due_at=due_at,
        term_text=term_text(term),
        fee=fee_amount(procedure, dossier.channel, dossier.case_key),
        dossier_code="" if provisional else code,
        provisional_code=code if provisional else "",
    )


def _coded(station: Station, dossier: Dossier) -> list[Document]:
    """Every paper with its document code; a second paper of one type gets the next version."""
    documents = station.store.documents(dossier.dossier_id)
    seen: dict[str, int] = {}
    for place, document in enumerate(documents):
        if not document.signed_sha256:
            raise BadInput(t("Còn giấy tờ chưa được ký số."), t("Bấm niêm phong lại để ký tiếp."))
        code = join_document_code(document.owner_identifier, document.document_type_code)
        seen[code] = seen.get(code, 0) + 1
        documents[place] = replace(document, document_code=code, version_no=seen[code])
        station.store.put_document(documents[place])
    return documents


def _manifest(
    station: Station,
    dossier: Dossier,
    components: list[DossierComponent],
    documents: list[Document],
    seq: int,
    previous: str,
    now: datetime,
) -> Manifest:
    assert dossier.due_at is not None
    return Manifest(
        type=MANIFEST,
        dossier_id=dossier.dossier_id,
        station_id=station.settings.station_id,
        agency_code=station.settings.agency_code,
        seq=seq,
        previous=previous,
        dossier_code=dossier.dossier_code,
        provisional_code=dossier.provisional_code,
        procedure={
            "code": dossier.procedure_code,
            "name": dossier.procedure_name,
            "sector": dossier.sector,
            "decision_no": dossier.decision_no,
            "case": dossier.case_key,
        },
        channel=int(dossier.channel),
        applicant=_person_line(dossier.applicant),
        submitter=_person_line(dossier.submitter) if dossier.submitter else None,
        officer={"officer_id": dossier.officer_id, "full_name": dossier.officer_name},
        received_at=iso(now),
        due_at=iso(dossier.due_at),
        term=dossier.term_text,
        copies=dossier.copies,
        fee=dossier.fee,
        return_method=dossier.return_method,
        note=dossier.note,
        components=[_component_line(line) for line in components],
        documents=[_document_line(document) for document in documents],
        clock={
            "device_time": iso(now),
            "last_server_time": station.store.get(LAST_SERVER_TIME),
        },
        sealed_at=iso(now),
    )


def _person_line(person: Person) -> PersonLine:
    return PersonLine(
        identifier=person.identifier,
        full_name=person.full_name,
        kind=person.kind.value,
        born_on=person.born_on,
        sex=person.sex.value if person.sex else "",
        address=person.address,
        phone=person.phone,
        email=person.email,
    )


def _component_line(line: DossierComponent) -> ComponentLine:
    return ComponentLine(
        key=line.key,
        name=line.name,
        handling=line.handling.value,
        digitize_class=line.digitize_class.value,
        copy_kind=line.copy_kind.value,
        quantity=line.quantity,
        outcome=line.outcome.value,
        evidence=line.evidence,
    )


def _document_line(document: Document) -> DocumentLine:
    line = DocumentLine(
        document_id=document.document_id,
        component_key=document.component_key,
        document_code=document.document_code,
        owner_identifier=document.owner_identifier,
        document_type_code=document.document_type_code,
        version_no=document.version_no,
        copy_kind=document.copy_kind.value,
        title=document.data.title,
        number=document.data.number,
        issued_on=document.data.issued_on,
        issuer=document.data.issuer,
        abstract=document.data.abstract,
        valid_until=document.data.valid_until,
        scope=document.data.scope,
        pages=document.page_count,
        blob={
            "sha256": document.signed_sha256,
            "bytes": document.signed_bytes,
            "media_type": PDF,
        },
        signed_by=document.signed_by,
        signed_at=document.signed_at,
        confirmed_by=document.data.confirmed_by,
        confirmed_at=document.data.confirmed_at,
    )
    if document.data.extras:
        line["extras"] = dict(document.data.extras)
    return line
