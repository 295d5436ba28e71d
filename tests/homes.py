"""Homes for tests: a station with a practice key and no province, made through the public way."""

from __future__ import annotations

from pathlib import Path

from app.clock import Clock
from app.practice.home import AGENCY_NAME, OFFICER, PARENT_NAME
from app.practice.places import AUTHORITY_FOLDER, PRACTICE_PASSPHRASE
from app.settings import Settings
from app.signing.practice_ca import PracticeAuthority
from app.workflow.setup import make_station
from app.workflow.station import TRUST_FOLDER, Station, officer_key_file


def practice_station(home: Path, *, clock: Clock | None = None) -> Station:
    """An open station in ``home`` that can sign for practice and belongs to no province yet."""
    authority = PracticeAuthority.create(home / AUTHORITY_FOLDER)
    settings = Settings(
        practice=True,
        station_id="tram-thu",
        agency_code="H27.15.3",
        agency_name=AGENCY_NAME,
        parent_agency_name=PARENT_NAME,
    )
    station = make_station(home, OFFICER, PRACTICE_PASSPHRASE, settings=settings, clock=clock)
    authority.publish_root(home / TRUST_FOLDER / "practice")
    authority.write_officer_softkey(
        officer_key_file(home, OFFICER.officer_id),
        OFFICER.full_name,
        OFFICER.officer_id,
        station.softkey_passphrase(),
    )
    return station
