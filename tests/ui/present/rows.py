"""Dossiers and papers made up for rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.clock import VIETNAM
from app.model.dossier import (
    Channel,
    CopyKind,
    DigitizeClass,
    Dossier,
    DossierComponent,
    Handling,
    Page,
)
from app.model.people import Person
from app.model.states import State

NOW = datetime(2026, 11, 23, 16, 30, tzinfo=VIETNAM)


def dossier(state: State = State.QUEUED, **changes: object) -> Dossier:
    made = Dossier(
        dossier_id="01a20000-0000-7000-8000-000000000001",
        state=state,
        procedure_code="1.001193",
        procedure_name="Thủ tục đăng ký khai sinh",
        decision_no="",
        case_key="",
        sector="Hộ tịch",
        channel=Channel.DIRECT,
        applicant=Person("040190001234", "Nguyễn Thị Ánh Hồng"),
        submitter=None,
        officer_id="can-bo-1",
        officer_name="Nguyễn Thị Thực Hành",
        opened_at=NOW,
        received_at=NOW,
        due_at=NOW.replace(day=26, hour=17, minute=0),
        provisional_code="TAM-01-261123-0001",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names are the fields' own


def component(key: str, **changes: object) -> DossierComponent:
    made = DossierComponent(
        key=key,
        name=f"Giấy {key}",
        handling=Handling.SUBMIT,
        digitize_class=DigitizeClass.MUST,
        copy_kind=CopyKind.ORIGINAL,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names are the fields' own


def page(**changes: object) -> Page:
    made = Page("p", "d", 0, "0" * 64, "a.jpg", "image/jpeg")
    return replace(made, **changes)  # type: ignore[arg-type]  # names are the fields' own
