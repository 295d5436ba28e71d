"""Taking in: open a dossier, tick its papers off, gather their pages.

Every verb here is one transaction; a crash between two of them leaves a draft that can be
gone on with. Nothing here waits for a device or reads text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.document.door.load import count_frames
from app.errors import BadInput, NotAllowed
from app.i18n import t
from app.model.dossier import (
    Channel,
    CopyKind,
    DigitizeClass,
    Document,
    Dossier,
    DossierComponent,
    Handling,
    Outcome,
    Page,
)
from app.model.ids import new_id
from app.model.page import CapturedFile
from app.model.people import Person
from app.model.states import OPEN, State
from app.workflow.page_edits import as_fed
from app.workflow.station import Station


def open_dossier(
    station: Station,
    procedure_code: str,
    applicant: Person,
    *,
    case_key: str = "",
    channel: Channel = Channel.DIRECT,
    submitter: Person | None = None,
    copies: int = 1,
    return_method: str = "counter",
    note: str = "",
) -> Dossier:
    """A new draft with the checklist of its procedure as the catalogue has it today.

    Raises ``BadInput`` for an unknown procedure or case, or an applicant without name or number.
    """
    now = station.clock.now()
    procedure = station.catalogue.get(procedure_code, now.date())
    components = procedure.components_for(case_key, channel)
    _require_applicant(applicant)
    dossier = Dossier(
        dossier_id=new_id(),
        state=State.DRAFT,
        procedure_code=procedure.code,
        procedure_name=procedure.name,
        decision_no=procedure.decision_no,
        case_key=case_key,
        sector=procedure.sector,
        channel=channel,
        applicant=applicant,
        submitter=submitter,
        officer_id=station.officer.officer_id,
        officer_name=station.officer.full_name,
        opened_at=now,
        copies=copies,
        return_method=return_method,
        note=note,
    )
    station.store.add_dossier(dossier, components)
    return dossier


def _require_applicant(applicant: Person) -> None:
    if not applicant.full_name.strip():
        raise BadInput(
            t("Chưa có họ tên người nộp hồ sơ."), t("Quét mã QR trên thẻ hoặc gõ họ tên.")
        )
    if not applicant.identifier.strip():
        raise BadInput(
            t("Chưa có số định danh của người nộp hồ sơ."),
            t("Quét mã QR trên thẻ hoặc gõ số định danh."),
        )


def change_applicant(station: Station, dossier_id: str, applicant: Person) -> Dossier:
    """Correct the applicant of an open dossier."""
    _require_applicant(applicant)
    require_open(station, dossier_id)
    return station.store.change(dossier_id, action="applicant", applicant=applicant)


def cancel(station: Station, dossier_id: str, why: str) -> Dossier:
    """Give an open dossier up; it stays visible with its reason."""
    require_open(station, dossier_id)
    with station.store.transaction():
        station.store.drop_readings(dossier_id)
        return station.store.move(dossier_id, State.CANCELLED, why=why)


def component(station: Station, dossier_id: str, key: str) -> DossierComponent:
    """One line of a dossier's checklist; ``BadInput`` names the keys there are."""
    return line_of(station.store.components(dossier_id), key)


def line_of(checklist: Sequence[DossierComponent], key: str) -> DossierComponent:
    """The line of a checklist by its key; ``BadInput`` names the keys there are."""
    for line in checklist:
        if line.key == key:
            return line
    raise BadInput(
        t("Hồ sơ không có thành phần «{key}».", key=key),
        t("Các thành phần: {keys}.", keys=", ".join(line.key for line in checklist)),
    )


def require_scannable(line: DossierComponent) -> None:
    """``NotAllowed`` for a paper of the class *do not digitise*."""
    if line.digitize_class is DigitizeClass.DO_NOT_DIGITIZE:
        raise NotAllowed(
            t("«{name}» chỉ xem và đối chiếu, không được số hóa.", name=line.name),
            t("Đánh dấu «đã xuất trình»; không quét giấy tờ này."),
        )


def tick(
    station: Station,
    dossier_id: str,
    key: str,
    outcome: Outcome,
    *,
    evidence: str = "",
    copy_kind: CopyKind | None = None,
    quantity: int | None = None,
) -> DossierComponent:
    """Say what became of one paper: received, presented, reused, not needed, or pending again.

    *Reused* and *not needed* want their evidence in words, since a paper that is not asked for
    again must show why (QĐ 468; DOMAIN §1B B5).
    """
    require_open(station, dossier_id)
    line = component(station, dossier_id, key)
    if outcome is Outcome.REUSED and not evidence.strip():
        raise BadInput(
            t("Chưa ghi căn cứ tái sử dụng «{name}».", name=line.name),
            t("Ghi nơi đã có giấy tờ này, ví dụ số và ngày của giấy tờ."),
        )
    if outcome is Outcome.PRESENTED and line.handling is not Handling.PRESENT_ONLY:
        raise BadInput(
            t("«{name}» là giấy tờ phải nộp, không phải giấy tờ xuất trình.", name=line.name),
            t("Nhận giấy tờ, hoặc ghi lý do không cần nộp."),
        )
    ticked = replace(
        line,
        outcome=outcome,
        evidence=evidence,
        copy_kind=copy_kind or line.copy_kind,
        quantity=line.quantity if quantity is None else quantity,
    )
    station.store.put_component(dossier_id, ticked)
    return ticked


def document_of(station: Station, dossier_id: str, key: str) -> Document:
    """The paper of a component, made at its first page."""
    line = component(station, dossier_id, key)
    documents = station.store.documents(dossier_id)
    for document in documents:
        if document.component_key == key:
            return document
    owner = station.store.dossier(dossier_id).applicant.identifier
    document = Document(
        document_id=new_id(),
        dossier_id=dossier_id,
        component_key=key,
        position=len(documents),
        copy_kind=line.copy_kind,
        owner_identifier=owner,
        document_type_code=line.document_type_code,
    )
    station.store.put_document(document)
    return document


def add_files(
    station: Station,
    dossier_id: str,
    key: str,
    files: Iterable[CapturedFile],
    *,
    kind: str = "auto",
) -> Iterator[Page]:
    """Keep files as pages of a component, each yielded once it is safe on disk.

    A paper of the class *do not digitise* is refused before anything is read. A file that
    cannot be used raises ``BadInput``; the pages before it stay.
    """
    line = component(station, dossier_id, key)
    require_open(station, dossier_id)
    require_scannable(line)
    for file in files:
        frames = range(count_frames(file.data, file.name))
        yield from add_frames(station, dossier_id, key, file, frames, kind=kind)


def add_frames(
    station: Station,
    dossier_id: str,
    key: str,
    file: CapturedFile,
    frames: Sequence[int],
    *,
    kind: str = "auto",
) -> list[Page]:
    """Keep these frames (from 0) of one sound file as pages of a component, all or none."""
    require_scannable(component(station, dossier_id, key))
    digest = station.store.objects.put(file.data)
    with station.store.transaction():
        document = reopened(station, document_of(station, dossier_id, key))
        station.store.forget_undone_steps(dossier_id)
        position = len(station.store.pages(document.document_id))
        pages = [
            Page(
                page_id=new_id(),
                document_id=document.document_id,
                position=place,
                source_sha256=digest,
                source_name=file.name,
                media_type=file.media_type,
                frame=frame,
                kind=kind,
                dpi=file.dpi,
                edits=as_fed(file),
            )
            for place, frame in enumerate(frames, start=position)
        ]
        for page in pages:
            station.store.put_page(page)
        if component(station, dossier_id, key).outcome is Outcome.PENDING:
            tick(station, dossier_id, key, Outcome.RECEIVED)
    return pages


def reopened(station: Station, document: Document) -> Document:
    """The document with its made PDF forgotten, and its dossier a draft again."""
    dossier = require_open(station, document.dossier_id)
    if dossier.state is not State.DRAFT:
        station.store.move(dossier.dossier_id, State.DRAFT, why="pages changed")
    if not document.pdf_sha256:
        return document
    bare = replace(
        document,
        pdf_sha256="",
        signed_sha256="",
        signed_bytes=0,
        page_count=0,
        signed_by="",
        signed_at="",
        text="",
        profile="",
    )
    station.store.put_document(bare)
    return bare


def require_open(station: Station, dossier_id: str) -> Dossier:
    """The dossier, while it can be changed; ``NotAllowed`` once it is sealed."""
    dossier = station.store.dossier(dossier_id)
    if dossier.state not in OPEN:
        raise NotAllowed(
            t("Hồ sơ {code} đã niêm phong, không sửa được nữa.", code=dossier.code),
            t("Lập hồ sơ bổ sung nếu cần sửa hoặc thêm giấy tờ."),
        )
    return dossier
