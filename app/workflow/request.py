"""A dossier described in JSON, taken in through the officer's own verbs.

The request (``tram intake FILE.json``)::

    {"procedure": "1.004873", "case": "", "channel": "direct",
     "applicant": {"card": "<QR text>"} or {"identifier": …, "full_name": …, "born_on": …,
                   "sex": "male|female", "address": …, "phone": …, "email": …},
     "submitter": same, optional,
     "copies": 1, "return_method": "counter", "note": "",
     "components": [{"key": "to-khai", "files": ["a.jpg"], "kind": "auto|scan|photo",
                     "outcome": "received|presented|reused|not_needed", "evidence": "",
                     "copy_kind": "original|copy|electronic", "quantity": 1,
                     "data": {"title": …, "number": …, "issued_on": …, "issuer": …,
                              "abstract": …, "valid_until": …, "scope": …}}]}

Files are relative to the request. Optional components that are not named are *not needed*.
A request that was interrupted is gone on with, and one whose answer never reached its caller
is answered again; only an answered request makes a new dossier when it comes again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.capture.files import read_files
from app.document.recognize import Recognizer
from app.errors import BadInput
from app.i18n import t
from app.identity.card import read_card_text
from app.model.dossier import (
    Channel,
    CopyKind,
    DocumentData,
    Dossier,
    DossierComponent,
    Handling,
    Outcome,
)
from app.model.people import ApplicantKind, Person, Sex
from app.model.states import OPEN, State
from app.protocol.sealed import canonical
from app.workflow import digitise, intake
from app.workflow.seal import seal_dossier
from app.workflow.station import Station

_CHANNELS = {"direct": Channel.DIRECT, "online": Channel.ONLINE, "post": Channel.POST}
_DATA_FIELDS = ("title", "number", "issued_on", "issuer", "abstract", "valid_until", "scope")


@dataclass(frozen=True)
class IntakeAnswer:
    """The dossier a request became, and whether an earlier run had begun it."""

    dossier: Dossier
    resumed: bool


def read_request(file: Path) -> dict[str, Any]:
    """The JSON object of a request file, with its files' paths made absolute."""
    try:
        request = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(
            t("Không đọc được tệp «{file}».", file=file), t("Kiểm tra đường dẫn và quyền đọc.")
        ) from error
    except ValueError as error:
        raise BadInput(
            t("Tệp «{file}» không phải JSON hợp lệ.", file=file),
            t("Sửa tệp theo mẫu trong tài liệu rồi thử lại."),
        ) from error
    if not isinstance(request, dict):
        raise _misfit(t("yêu cầu phải là một đối tượng JSON"))
    components = request.setdefault("components", [])
    if not isinstance(components, list) or not all(isinstance(each, dict) for each in components):
        raise _misfit(t("«components» phải là một danh sách"))
    for each in components:
        names = each.get("files", [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise _misfit(t("«files» phải là danh sách tên tệp"))
        each["files"] = [str((file.parent / name).resolve()) for name in names]
    return request


def take_in(
    station: Station,
    request: dict[str, Any],
    *,
    recognizer: Recognizer | None = None,
    progress: digitise.Progress | None = None,
) -> IntakeAnswer:
    """Take a request to QUEUED. The caller says ``answered`` once it has the answer safe."""
    fingerprint = fingerprint_of(request)
    begun = station.store.intake_request(fingerprint)
    if begun is not None:
        return IntakeAnswer(
            _carry_on(station, begun.dossier_id, request, recognizer, progress), True
        )
    with station.store.transaction():
        dossier = _open(station, request)
        station.store.add_intake_request(fingerprint, dossier.dossier_id, request)
    return IntakeAnswer(
        _carry_on(station, dossier.dossier_id, request, recognizer, progress), False
    )


def answered(station: Station, request: dict[str, Any], dossier_id: str) -> None:
    """The answer reached its caller: the same request from now on means a new dossier."""
    station.store.acknowledge_intake(fingerprint_of(request), dossier_id)


def carry_on_interrupted(
    station: Station, *, recognizer: Recognizer | None = None
) -> list[Dossier]:
    """Go on with every request that an earlier run left between two steps.

    One whose files are gone or unusable stays a draft with its reason in the note of the audit
    trail; it does not stop the others.
    """
    finished = []
    for begun in station.store.open_intake_requests():
        try:
            finished.append(_carry_on(station, begun.dossier_id, begun.request, recognizer, None))
        except BadInput as error:
            station.store.audit("intake-waits", begun.dossier_id, {"why": str(error)})
    return finished


def fingerprint_of(request: Mapping[str, Any]) -> str:
    """SHA-256 over the request and the content of its files (a missing file counts by name)."""
    digest = hashlib.sha256(canonical(dict(request)))
    for each in request.get("components", []):
        for name in each.get("files", []):
            file = Path(name)
            digest.update(file.read_bytes() if file.is_file() else name.encode())
    return digest.hexdigest()


def _open(station: Station, request: Mapping[str, Any]) -> Dossier:
    code = str(request.get("procedure", ""))
    channel = _CHANNELS.get(str(request.get("channel", "direct")))
    if channel is None:
        raise _misfit(t("«channel» phải là direct, online hoặc post"))
    copies = request.get("copies", 1)
    if not isinstance(copies, int) or not 1 <= copies <= 99:
        raise _misfit(t("«copies» phải là số từ 1 đến 99"))
    submitter = request.get("submitter")
    return intake.open_dossier(
        station,
        code,
        _person(request.get("applicant")),
        case_key=str(request.get("case", "")),
        channel=channel,
        submitter=_person(submitter) if submitter else None,
        copies=copies,
        return_method=str(request.get("return_method", "counter")),
        note=str(request.get("note", "")),
    )


def _person(described: Any) -> Person:
    if not isinstance(described, dict):
        raise _misfit(t("thiếu thông tin người nộp («applicant»)"))
    if described.get("card"):
        person = read_card_text(str(described["card"])).person
        return replace(
            person, phone=str(described.get("phone", "")), email=str(described.get("email", ""))
        )
    try:
        sex = Sex(described["sex"]) if described.get("sex") else None
        kind = ApplicantKind(described.get("kind", "person"))
    except ValueError as error:
        raise _misfit(t("giới tính hoặc loại đối tượng không hợp lệ")) from error
    text = {
        name: str(described.get(name, ""))
        for name in ("identifier", "full_name", "born_on", "address", "phone", "email")
    }
    return Person(kind=kind, sex=sex, **text)


def _carry_on(
    station: Station,
    dossier_id: str,
    request: Mapping[str, Any],
    recognizer: Recognizer | None,
    progress: digitise.Progress | None,
) -> Dossier:
    dossier = station.store.dossier(dossier_id)
    if dossier.state not in OPEN:
        return dossier
    if dossier.state is State.DRAFT:
        _gather(station, dossier_id, request)
        digitise.finish_capture(station, dossier_id)
    watch = progress or _unwatched
    digitise.process(station, dossier_id, recognizer=recognizer, progress=watch)
    if station.store.dossier(dossier_id).state is State.PROCESSED:
        digitise.sign(station, dossier_id)
        digitise.review(station, dossier_id, _checked_data(station, dossier_id, request))
    return seal_dossier(station, dossier_id)


def _unwatched(done: int, total: int, name: str) -> None:
    """A request that is carried on unattended."""


def _gather(station: Station, dossier_id: str, request: Mapping[str, Any]) -> None:
    """Tick and add what is not there yet, so that an interrupted gathering goes on."""
    named: set[str] = set()
    for each in request["components"]:
        line = _find(station, dossier_id, each)
        named.add(line.key)
        _gather_one(station, dossier_id, line, each)
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
    station: Station, dossier_id: str, line: DossierComponent, each: Mapping[str, Any]
) -> None:
    files = [Path(name) for name in each["files"]]
    kept = sum(
        page.frame == 0
        for document in station.store.documents(dossier_id)
        if document.component_key == line.key
        for page in station.store.pages(document.document_id)
    )
    waiting = list(read_files(files))[kept:] if files else []
    kind = str(each.get("kind", "auto"))
    if kind not in ("auto", "scan", "photo"):
        raise _misfit(t("«kind» phải là auto, scan hoặc photo"))
    if waiting:
        list(intake.add_files(station, dossier_id, line.key, waiting, kind=kind))
    shown = line.handling is Handling.PRESENT_ONLY and not files
    try:
        outcome = Outcome(each.get("outcome", Outcome.PRESENTED if shown else Outcome.RECEIVED))
        copy_kind = CopyKind(each["copy_kind"]) if each.get("copy_kind") else None
    except ValueError as error:
        raise _misfit(
            t("«outcome» hoặc «copy_kind» của «{key}» không hợp lệ", key=line.key)
        ) from error
    quantity = each.get("quantity")
    intake.tick(
        station,
        dossier_id,
        line.key,
        outcome,
        evidence=str(each.get("evidence", "")),
        copy_kind=copy_kind,
        quantity=quantity if isinstance(quantity, int) else None,
    )


def _find(station: Station, dossier_id: str, each: Mapping[str, Any]) -> DossierComponent:
    """A component by its key, or by its short or official name."""
    wanted = str(each.get("key") or each.get("name") or "")
    for line in station.store.components(dossier_id):
        if wanted in (line.key, line.name, line.official_name):
            return line
    return intake.component(station, dossier_id, wanted)


def _checked_data(
    station: Station, dossier_id: str, request: Mapping[str, Any]
) -> dict[str, DocumentData]:
    """The data the request states, over what the text proposes."""
    stated: dict[str, Mapping[str, Any]] = {
        _find(station, dossier_id, each).key: each.get("data") or {}
        for each in request["components"]
    }
    checked = {}
    documents = {d.document_id: d for d in station.store.documents(dossier_id)}
    for document_id, proposed in digitise.proposed_data(station, dossier_id).items():
        fields = stated.get(documents[document_id].component_key, {})
        known = {name: str(fields[name]) for name in _DATA_FIELDS if name in fields}
        checked[document_id] = replace(proposed, **known)
    return checked


def _misfit(what: str) -> BadInput:
    return BadInput(
        t("Yêu cầu tiếp nhận sai mẫu: {what}.", what=what),
        t("Sửa tệp theo mẫu trong tài liệu rồi thử lại."),
    )
