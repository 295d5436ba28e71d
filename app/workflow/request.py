"""A dossier described in JSON, taken in through the officer's own verbs.

The request (``tram intake FILE.json``)::

    {"procedure": "1.004873", "case": "", "channel": "direct",
     "applicant": {"card": "<QR text>"} or {"identifier": …, "full_name": …, "born_on": …,
                   "sex": "male|female", "address": …, "phone": …, "email": …},
     "submitter": same, optional,
     "copies": 1, "return_method": "counter|post|online or a place in words", "note": "",
     "components": [{"key": "to-khai", "files": ["a.jpg"], "kind": "auto|scan|photo",
                     "outcome": "received|presented|reused|not_needed", "evidence": "",
                     "copy_kind": "original|copy|electronic", "quantity": 1,
                     "data": {"title": …, "number": …, "issued_on": …, "issuer": …,
                              "abstract": …, "valid_until": …, "scope": …}}]}

Files are relative to the request; a folder stands for its files. A component is named once.
Optional components that are not named are *not needed*. A request that was interrupted is gone
on with, and one whose answer never reached its caller is answered again; only an answered
request makes a new dossier when it comes again. A request that is refused leaves nothing that
could go to the province by itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import rfc8785

from app.capture.files import read_files
from app.document.door.load import count_frames
from app.document.text.recognize import Recognizer
from app.errors import BadInput, NotAllowed, Unavailable
from app.i18n import t
from app.identity.card import read_card_text
from app.model.dossier import (
    DocumentData,
    Dossier,
    DossierComponent,
    Handling,
    Outcome,
)
from app.model.people import Person
from app.model.states import OPEN, State
from app.protocol.sealed import canonical
from app.store.intake_requests import IntakeRequest
from app.workflow import digitise, intake
from app.workflow.asked import Asked, AskedPaper, AskedPerson, asked_of, malformed
from app.workflow.seal import seal_dossier
from app.workflow.station import Station

LARGEST_REQUEST = 4 * 1024 * 1024
"""Bytes of a request file; its pictures are files of their own."""

WAITS = "intake-waits"
"""Audit action of an interrupted request that cannot be gone on with."""


@dataclass(frozen=True)
class IntakeAnswer:
    """The dossier a request became, and whether an earlier run had begun it."""

    dossier: Dossier
    resumed: bool


def read_request(file: Path) -> dict[str, Any]:
    """The JSON object of a request file, with its files' paths made absolute.

    Raises ``BadInput`` for what is no JSON, holds what no JSON of ours may hold (NaN, numbers
    beyond 2^53, broken letters, bottomless nesting), or does not fit the format.
    """
    request = _json_object(file)
    asked_of(request)
    for each in request.get("components", []):
        names = each.get("files", [])
        try:
            each["files"] = [str((file.parent / name).resolve()) for name in names]
        except (OSError, RuntimeError, ValueError) as error:
            raise malformed(t("tên tệp trong «files» không dùng được")) from error
    return request


def _json_object(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as source:
            raw = source.read(LARGEST_REQUEST + 1)
    except (OSError, ValueError) as error:
        raise BadInput(
            t("Không đọc được tệp «{file}».", file=file), t("Kiểm tra đường dẫn và quyền đọc.")
        ) from error
    try:
        if len(raw) > LARGEST_REQUEST:
            raise ValueError("too long")
        request = json.loads(raw.decode("utf-8-sig"))
        canonical(request)
    except (ValueError, RecursionError, rfc8785.CanonicalizationError) as error:
        raise BadInput(
            t("Tệp «{file}» không phải JSON hợp lệ.", file=file),
            t("Sửa tệp theo mẫu trong tài liệu rồi thử lại."),
        ) from error
    if not isinstance(request, dict):
        raise malformed(t("yêu cầu phải là một đối tượng JSON"))
    return request


def take_in(
    station: Station,
    request: dict[str, Any],
    *,
    recognizer: Recognizer | None = None,
    progress: digitise.Progress | None = None,
) -> IntakeAnswer:
    """Take a request to QUEUED. The caller says ``answered`` once it has the answer safe.

    ``BadInput`` means refused: a dossier that had been opened for it is given up, since the
    mended request will be another one. After any other error the same request goes on.
    """
    asked = asked_of(request)
    fingerprint = fingerprint_of(request)
    begun = _begun(station, fingerprint)
    dossier_id = begun or _begin(station, request, asked, fingerprint)
    try:
        dossier = _carry_on(station, dossier_id, asked, recognizer, progress)
    except BadInput as refused:
        _give_up(station, dossier_id, fingerprint, refused)
        raise
    return IntakeAnswer(dossier, begun is not None)


def answered(station: Station, request: dict[str, Any], dossier_id: str) -> None:
    """The answer reached its caller: the same request from now on means a new dossier."""
    station.store.acknowledge_intake(fingerprint_of(request), dossier_id)


def carry_on_interrupted(
    station: Station, *, recognizer: Recognizer | None = None
) -> list[Dossier]:
    """Go on with every request that an earlier run left between two steps.

    One that cannot be gone on with stays as it is, with the reason in the audit trail; it does
    not stop the others. So does a draft whose request would not be the same today, because its
    files are gone or changed: whoever asked for it may have asked anew.
    """
    finished = []
    for begun in station.store.open_intake_requests():
        try:
            _require_same(station, begun)
            asked = asked_of(begun.request)
            finished.append(_carry_on(station, begun.dossier_id, asked, recognizer, None))
        except (BadInput, NotAllowed, Unavailable) as error:
            _note_waiting(station, begun.dossier_id, str(error))
    return finished


def fingerprint_of(request: Mapping[str, Any]) -> str:
    """SHA-256 over the request and the content of its files (an unreadable one by its name)."""
    digest = hashlib.sha256(canonical(dict(request)))
    for each in request.get("components", []):
        for name in each.get("files", []):
            try:
                for file in read_files([Path(name)]):
                    digest.update(hashlib.sha256(file.data).digest())
            except BadInput:
                digest.update(name.encode())
    return digest.hexdigest()


def _begun(station: Station, fingerprint: str) -> str | None:
    begun = station.store.intake_request(fingerprint)
    if begun is None or station.store.dossier(begun.dossier_id).state is State.CANCELLED:
        return None
    return begun.dossier_id


def _begin(station: Station, request: dict[str, Any], asked: Asked, fingerprint: str) -> str:
    """Open the dossier once all that can be known beforehand is right."""
    _check_papers(station, asked)
    with station.store.transaction():
        dossier = intake.open_dossier(
            station,
            asked.procedure,
            _person(asked.applicant),
            case_key=asked.case,
            channel=asked.channel,
            submitter=_person(asked.submitter) if asked.submitter else None,
            copies=asked.copies,
            return_method=asked.return_method,
            note=asked.note,
        )
        station.store.add_intake_request(fingerprint, dossier.dossier_id, request)
    return dossier.dossier_id


def _check_papers(station: Station, asked: Asked) -> None:
    procedure = station.catalogue.get(asked.procedure, station.clock.now().date())
    checklist = procedure.components_for(asked.case, asked.channel)
    for line, paper in _matched(checklist, asked):
        if paper.files:
            intake.require_scannable(line)
        for file in read_files([Path(name) for name in paper.files]):
            count_frames(file.data, file.name)


def _matched(
    checklist: Sequence[DossierComponent], asked: Asked
) -> list[tuple[DossierComponent, AskedPaper]]:
    """Each paper asked for with its line of the checklist; ``BadInput`` where two name one."""
    pairs: dict[str, tuple[DossierComponent, AskedPaper]] = {}
    for paper in asked.components:
        line = _find(checklist, paper.wanted)
        if line.key in pairs:
            raise malformed(t("thành phần «{key}» được nêu hai lần", key=line.key))
        pairs[line.key] = (line, paper)
    return list(pairs.values())


def _find(checklist: Sequence[DossierComponent], wanted: str) -> DossierComponent:
    """A component by its key, or by its short or official name."""
    for line in checklist:
        if wanted in (line.key, line.name, line.official_name):
            return line
    return intake.line_of(checklist, wanted)


def _person(asked: AskedPerson) -> Person:
    if asked.card:
        person = read_card_text(asked.card).person
        return replace(person, phone=asked.phone, email=asked.email)
    return Person(
        identifier=asked.identifier,
        full_name=asked.full_name,
        kind=asked.kind,
        born_on=asked.born_on,
        sex=asked.sex or None,
        address=asked.address,
        phone=asked.phone,
        email=asked.email,
    )


def _carry_on(
    station: Station,
    dossier_id: str,
    asked: Asked,
    recognizer: Recognizer | None,
    progress: digitise.Progress | None,
) -> Dossier:
    dossier = station.store.dossier(dossier_id)
    if dossier.state not in OPEN:
        return dossier
    if dossier.state is State.DRAFT:
        _gather(station, dossier_id, asked)
        digitise.finish_capture(station, dossier_id)
    watch = progress or _unwatched
    digitise.process(station, dossier_id, recognizer=recognizer, progress=watch)
    if station.store.dossier(dossier_id).state is State.PROCESSED:
        digitise.sign(station, dossier_id)
        digitise.review(station, dossier_id, _checked_data(station, dossier_id, asked))
    return seal_dossier(station, dossier_id)


def _unwatched(done: int, total: int, name: str) -> None:
    """A request that is carried on unattended."""


def _give_up(station: Station, dossier_id: str, fingerprint: str, refused: BadInput) -> None:
    if station.store.dossier(dossier_id).state not in OPEN:
        return
    with station.store.transaction():
        intake.cancel(station, dossier_id, str(refused))
        station.store.acknowledge_intake(fingerprint, dossier_id)


def _require_same(station: Station, begun: IntakeRequest) -> None:
    draft = station.store.dossier(begun.dossier_id).state is State.DRAFT
    if draft and fingerprint_of(begun.request) != begun.fingerprint:
        raise BadInput(
            t("Các tệp của yêu cầu không còn như lúc đầu."),
            t("Mở hồ sơ nháp để làm tiếp, hoặc hủy hồ sơ nháp."),
        )


def _note_waiting(station: Station, dossier_id: str, why: str) -> None:
    """Once for each reason, however often the station looks."""
    last = station.store.audit_rows(dossier_id)[-1]
    if (last.action, last.details.get("why")) != (WAITS, why):
        station.store.audit(WAITS, dossier_id, {"why": why})


def _gather(station: Station, dossier_id: str, asked: Asked) -> None:
    """Tick and add what is not there yet, so that an interrupted gathering goes on."""
    pairs = _matched(station.store.components(dossier_id), asked)
    for line, paper in pairs:
        _gather_one(station, dossier_id, line, paper)
    named = {line.key for line, _ in pairs}
    for line in station.store.components(dossier_id):
        if line.key not in named and not line.required and line.outcome is Outcome.PENDING:
            intake.tick(
                station,
                dossier_id,
                line.key,
                Outcome.NOT_NEEDED,
                evidence=t("Không thuộc trường hợp phải nộp."),
            )


def _gather_one(
    station: Station, dossier_id: str, line: DossierComponent, paper: AskedPaper
) -> None:
    kept = sum(
        page.frame == 0
        for document in station.store.documents(dossier_id)
        if document.component_key == line.key
        for page in station.store.pages(document.document_id)
    )
    waiting = list(read_files([Path(name) for name in paper.files]))[kept:]
    if waiting:
        list(intake.add_files(station, dossier_id, line.key, waiting, kind=paper.kind))
    shown = line.handling is Handling.PRESENT_ONLY and not paper.files
    intake.tick(
        station,
        dossier_id,
        line.key,
        paper.outcome or (Outcome.PRESENTED if shown else Outcome.RECEIVED),
        evidence=paper.evidence,
        copy_kind=paper.copy_kind or None,
        quantity=paper.quantity,
    )


def _checked_data(station: Station, dossier_id: str, asked: Asked) -> dict[str, DocumentData]:
    """The data the request states, over what the text proposes."""
    stated = {
        line.key: paper.data.model_dump(exclude_none=True)
        for line, paper in _matched(station.store.components(dossier_id), asked)
    }
    documents = {each.document_id: each for each in station.store.documents(dossier_id)}
    return {
        document_id: replace(proposed, **stated.get(documents[document_id].component_key, {}))
        for document_id, proposed in digitise.proposed_data(station, dossier_id).items()
    }
