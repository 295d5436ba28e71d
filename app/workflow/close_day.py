"""Closing the day: the station's signed list against what the province holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.clock import iso
from app.disk import make_folder, write_whole
from app.errors import AppError
from app.model.dossier import Dossier
from app.model.states import AT_PROVINCE, HELD
from app.protocol.messages import DayClose, DayLine, DayList
from app.protocol.sealed import DAY_CLOSE, DAY_LIST, SealBroken, open_sealed, seal
from app.protocol.shapes import misfit
from app.reports.day import DayOutcome, RegisterRow, day_register_csv, day_register_pdf
from app.sync.faults import ForeignServer
from app.workflow.handover import open_gateway
from app.workflow.receipt import agency_header
from app.workflow.station import Station

REPORTS_FOLDER = "reports"


@dataclass(frozen=True)
class DayClosing:
    """How a day was closed. ``verdict`` is the province's sealed answer, opened, or None while
    it could not be asked; ``fault`` says why then. The next day opens either way."""

    day: date
    dossiers: list[Dossier]
    verdict: dict[str, Any] | None
    fault: AppError | None
    files: list[str]

    @property
    def agreed(self) -> bool:
        """The province says so, and names as held exactly what is in our list."""
        if self.verdict is None or not self.verdict["agreed"]:
            return False
        held = {line["dossier_id"] for line in self.verdict["held"]}
        return held == {dossier.dossier_id for dossier in self.dossiers}

    def to_json(self) -> dict[str, Any]:
        names = ("held", "missing", "refused", "unlisted")
        return {
            "day": self.day.isoformat(),
            "dossiers": len(self.dossiers),
            "agreed": self.agreed,
            "reconciled": self.verdict is not None,
            "fault": str(self.fault) if self.fault else None,
            "files": self.files,
            **{name: self.verdict[name] if self.verdict else [] for name in names},
        }


def close_day(station: Station, day: date) -> DayClosing:
    """Seal the list of ``day``, let the province answer, write the register. May be repeated."""
    dossiers = station.store.sealed_on(day)
    listing = DayList(
        type=DAY_LIST,
        station_id=station.settings.station_id,
        day=day.isoformat(),
        dossiers=[_line(dossier) for dossier in dossiers],
        sealed_at=iso(station.clock.now()),
    )
    raw = seal(listing, station.station_key())
    verdict, answer, fault = None, None, None
    try:
        with open_gateway(station) as gateway:
            # Learn the province's time first: the request is signed with it.
            gateway.hello()
            answer = gateway.close_day(raw)
        verdict = _opened(station, answer, day, raw)
    except AppError as error:
        fault = error
    closing = DayClosing(day, dossiers, verdict, fault, [])
    station.store.add_day_close(day, raw, answer if verdict else None, closing.agreed)
    return replace(closing, files=_write_register(station, closing))


def _line(dossier: Dossier) -> DayLine:
    return DayLine(
        dossier_id=dossier.dossier_id,
        dossier_code=dossier.code,
        manifest_sha256=dossier.manifest_sha256,
        receipt_sha256=dossier.receipt_sha256,
    )


def _opened(station: Station, answer: bytes, day: date, listing: bytes) -> dict[str, Any]:
    """The province's answer, believed only when it is of this very list."""
    try:
        body = open_sealed(answer, station.province_keys(), DAY_CLOSE).body
    except SealBroken as error:
        raise ForeignServer(f"day close: {error}") from error
    place = misfit(body, DayClose)
    if place is not None:
        raise ForeignServer(f"day close malformed at {place}")
    expected = {
        "station_id": station.settings.station_id,
        "day": day.isoformat(),
        "list_sha256": hashlib.sha256(listing).hexdigest(),
    }
    for field, value in expected.items():
        if body[field] != value:
            raise ForeignServer(f"a day close of another {field}")
    return body


def _write_register(station: Station, closing: DayClosing) -> list[str]:
    """The register as PDF and CSV in the home's reports folder; written anew when repeated."""
    folder = station.home / REPORTS_FOLDER
    make_folder(folder)
    rows = [_row(dossier) for dossier in closing.dossiers]
    outcome = _outcome(closing)
    header = agency_header(station)
    pdf = folder / f"so-theo-doi-{closing.day.isoformat()}.pdf"
    csv = pdf.with_suffix(".csv")
    write_whole(
        pdf, day_register_pdf(closing.day, rows, outcome, header, practice=station.practice)
    )
    write_whole(csv, day_register_csv(rows))
    return [str(pdf), str(csv)]


def _row(dossier: Dossier) -> RegisterRow:
    return RegisterRow(
        dossier_code=dossier.code,
        procedure_name=dossier.procedure_name,
        copies=dossier.copies,
        applicant_name=dossier.applicant.full_name,
        address=dossier.applicant.address,
        phone=dossier.applicant.phone,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        return_method=dossier.return_method,
        state=dossier.state,
        note=dossier.note,
    )


def _outcome(closing: DayClosing) -> DayOutcome:
    states = [dossier.state for dossier in closing.dossiers]
    verdict = closing.verdict or {}
    return DayOutcome(
        received=len(states),
        sent=sum(state in AT_PROVINCE for state in states),
        held=sum(state in HELD for state in states),
        reconciled=closing.verdict is not None,
        agreed=closing.agreed,
        missing=[line["dossier_code"] for line in verdict.get("missing", [])],
        refused=[line["dossier_code"] for line in verdict.get("refused", [])],
        unlisted=[line["dossier_code"] for line in verdict.get("unlisted", [])],
    )
