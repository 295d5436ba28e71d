"""Making a station: its home, its officer, its enrolment with a province."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.clock import Clock
from app.model.people import Officer
from app.settings import Settings
from app.sync.enrol import enrol
from app.sync.leases import keep_lease
from app.workflow.handover import PROVINCE_ID
from app.workflow.station import Station


def make_station(
    home: Path,
    officer: Officer,
    passphrase: str,
    *,
    settings: Settings | None = None,
    clock: Clock | None = None,
) -> Station:
    """A new home that belongs to no province yet: intake works, sending waits for enrolment."""
    return Station.create(home, officer, passphrase, settings or Settings(), clock)


def enrol_station(station: Station, url: str, code: str) -> None:
    """Enrol with the one-time code; safe to repeat if the answer was lost on the way."""
    name = station.settings.agency_name or station.officer.full_name
    enrolment = enrol(url, code, name, station.station_key())
    answer = enrolment.answer
    keep_lease(station.store, answer["lease"])
    station.store.set(PROVINCE_ID, answer["province_id"])
    station.change_settings(
        replace(
            station.settings,
            station_id=answer["station_id"],
            station_code=answer["station_code"],
            agency_code=answer["agency_code"],
            agency_name=answer["agency_name"],
            parent_agency_name=answer["parent_agency_name"],
            province_url=url,
            province_certificate=enrolment.certificate_pem,
            province_keys=dict(answer["keys"]),
        )
    )
    station.store.audit("enrol", answer["station_id"], {"province": answer["province_id"]})
