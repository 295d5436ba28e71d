"""The glossary's dataclasses as rows, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from app.clock import VIETNAM
from app.model.dossier import (
    Channel,
    CopyKind,
    DigitizeClass,
    Document,
    DocumentData,
    Dossier,
    DossierComponent,
    Handling,
    NoteSide,
    Outcome,
    Page,
)
from app.model.edits import edits_from_text, edits_to_text
from app.model.people import ApplicantKind, Person, Sex
from app.model.states import State
from app.store.fold import fold

Row = dict[str, Any]


def moment_text(moment: datetime) -> str:
    """ISO 8601 of Vietnam's clock, always with microseconds: as text it sorts by time."""
    return moment.astimezone(VIETNAM).isoformat(timespec="microseconds")


def moment_or_none(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _person_text(person: Person | None) -> str | None:
    return None if person is None else _json(asdict(person))


def _person(text: str) -> Person:
    raw = json.loads(text)
    sex = Sex(raw.pop("sex")) if raw["sex"] else raw.pop("sex")
    return Person(**{**raw, "kind": ApplicantKind(raw["kind"]), "sex": sex})


def _of(kind: type[Any], row: Row) -> Row:
    """The columns of ``row`` that are fields of the dataclass ``kind``."""
    return {entry.name: row[entry.name] for entry in fields(kind)}


def dossier_to_row(dossier: Dossier) -> Row:
    row = {entry.name: getattr(dossier, entry.name) for entry in fields(Dossier)}
    return row | {
        "state": dossier.state.value,
        "channel": int(dossier.channel),
        "applicant": _person_text(dossier.applicant),
        "submitter": _person_text(dossier.submitter),
        "opened_at": moment_text(dossier.opened_at),
        "received_at": moment_text(dossier.received_at) if dossier.received_at else None,
        "due_at": moment_text(dossier.due_at) if dossier.due_at else None,
        "printed": int(dossier.printed),
        "search_text": _search_text(dossier),
    }


def _search_text(dossier: Dossier) -> str:
    people = [person for person in (dossier.applicant, dossier.submitter) if person]
    words = [dossier.dossier_code, dossier.provisional_code]
    for person in people:
        words += [person.full_name, person.identifier, person.old_identifier]
    return fold(" ".join(word for word in words if word))


def dossier_from_row(row: Row) -> Dossier:
    return Dossier(
        **_of(Dossier, row)
        | {
            "state": State(row["state"]),
            "channel": Channel(row["channel"]),
            "applicant": _person(row["applicant"]),
            "submitter": _person(row["submitter"]) if row["submitter"] else None,
            "opened_at": datetime.fromisoformat(row["opened_at"]),
            "received_at": moment_or_none(row["received_at"]),
            "due_at": moment_or_none(row["due_at"]),
            "printed": bool(row["printed"]),
        }
    )


def component_to_row(component: DossierComponent) -> Row:
    return asdict(component) | {"required": int(component.required)}


def component_from_row(row: Row) -> DossierComponent:
    return DossierComponent(
        **_of(DossierComponent, row)
        | {
            "handling": Handling(row["handling"]),
            "digitize_class": DigitizeClass(row["digitize_class"]),
            "copy_kind": CopyKind(row["copy_kind"]),
            "required": bool(row["required"]),
            "outcome": Outcome(row["outcome"]),
        }
    )


def document_to_row(document: Document) -> Row:
    return asdict(document) | {"data": _json(asdict(document.data))}


def document_from_row(row: Row) -> Document:
    return Document(
        **_of(Document, row)
        | {
            "copy_kind": CopyKind(row["copy_kind"]),
            "data": DocumentData(**json.loads(row["data"])),
        }
    )


def page_to_row(page: Page) -> Row:
    return asdict(page) | {
        "blank": _bit(page.blank),
        "warnings": _json(page.warnings),
        "edits": edits_to_text(page.edits),
        "keep": _bit(page.keep),
        "note_side": page.note_side.value if page.note_side else "",
    }


def page_from_row(row: Row) -> Page:
    return Page(
        **_of(Page, row)
        | {
            "blank": _bool(row["blank"]),
            "warnings": tuple(json.loads(row["warnings"])),
            "edits": edits_from_text(row["edits"]),
            "keep": _bool(row["keep"]),
            "note_side": NoteSide(row["note_side"]) if row["note_side"] else None,
        }
    )


def _bit(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _bool(bit: int | None) -> bool | None:
    return None if bit is None else bool(bit)
