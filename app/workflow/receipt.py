"""The receipt slip of a sealed dossier: made again at will, always the same bytes."""

from __future__ import annotations

from app.errors import NotAllowed
from app.i18n import t
from app.slips.receipt import AgencyHeader, receipt_slip
from app.workflow.station import Station


def agency_header(station: Station) -> AgencyHeader:
    """The head of every printed form, from the station's settings."""
    settings = station.settings
    return AgencyHeader(
        parent_name=settings.parent_agency_name,
        name=settings.agency_name,
        counter_name=settings.counter_name,
        address=settings.address,
        phone=settings.phone,
    )


def make_receipt_slip(station: Station, dossier_id: str) -> bytes:
    """The *giấy tiếp nhận hồ sơ và hẹn trả kết quả* as PDF. ``NotAllowed`` before sealing."""
    dossier = station.store.dossier(dossier_id)
    if dossier.received_at is None:
        raise NotAllowed(
            t("Hồ sơ chưa niêm phong nên chưa có giấy tiếp nhận."), t("Niêm phong hồ sơ trước.")
        )
    return receipt_slip(
        dossier,
        station.store.components(dossier_id),
        agency_header(station),
        now=dossier.received_at,
        practice=station.practice,
    )


def mark_printed(station: Station, dossier_id: str) -> None:
    """Remember that the citizen got the slip."""
    station.store.change(dossier_id, action="printed", printed=True)
