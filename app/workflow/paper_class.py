"""Whether a paper of a dossier is digitised: the officer's word within what the law allows."""

from __future__ import annotations

from dataclasses import replace

from app.errors import BadInput, NotAllowed
from app.i18n import t
from app.model.dossier import DigitizeClass, DossierComponent
from app.workflow import intake
from app.workflow.station import Station

CLASS_CHANGED = "digitize-class"
"""Audit action: from which class to which, and why."""


def change_class(
    station: Station, dossier_id: str, key: str, wanted: DigitizeClass, why: str
) -> DossierComponent:
    """Raise or lower a paper's class and keep the reason (DOMAIN §1A A1, A4, A5).

    ``NotAllowed`` for a paper that by its procedure must not be digitised (TT 01/2023), and for
    lowering one that has pages; ``BadInput`` for lowering one that must be without a reason.
    """
    with station.store.transaction():
        intake.require_open(station, dossier_id)
        line = intake.component(station, dossier_id, key)
        _require_lawful(station, dossier_id, line, wanted, why)
        changed = replace(line, digitize_class=wanted)
        station.store.put_component(dossier_id, changed, why=why)
        station.store.audit(
            CLASS_CHANGED,
            dossier_id,
            {
                "component": key,
                "name": line.name,
                "from": line.digitize_class.value,
                "to": wanted.value,
                "why": why.strip(),
            },
        )
    return changed


def _require_lawful(
    station: Station, dossier_id: str, line: DossierComponent, wanted: DigitizeClass, why: str
) -> None:
    never = DigitizeClass.DO_NOT_DIGITIZE
    if wanted is not never and class_of_law(station, dossier_id, line) is never:
        raise NotAllowed(
            t("«{name}» chỉ xem và đối chiếu, không được số hóa.", name=line.name),
            t("Đánh dấu «đã xuất trình»; không quét giấy tờ này."),
        )
    if wanted is never and _has_pages(station, dossier_id, line.key):
        raise NotAllowed(
            t("«{name}» đã có trang trong hồ sơ.", name=line.name),
            t("Bỏ các trang của giấy tờ này trước, rồi chọn không số hóa."),
        )
    if line.digitize_class is DigitizeClass.MUST and not why.strip():
        raise BadInput(
            t("«{name}» là giấy tờ phải số hóa.", name=line.name),
            t("Ghi lý do nếu không số hóa giấy tờ này."),
        )


def class_of_law(station: Station, dossier_id: str, line: DossierComponent) -> DigitizeClass:
    """The class of a paper in the catalogue of the day its dossier was opened."""
    dossier = station.store.dossier(dossier_id)
    procedure = station.catalogue.get(dossier.procedure_code, dossier.opened_at.date())
    known = {each.key: each.digitize_class for each in procedure.components}
    return known.get(line.key, line.digitize_class)


def _has_pages(station: Station, dossier_id: str, key: str) -> bool:
    return any(
        document.component_key == key and station.store.pages(document.document_id)
        for document in station.store.documents(dossier_id)
    )
