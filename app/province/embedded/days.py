"""Day close: the station's sealed list of a day against what is held here."""

from __future__ import annotations

import json
from typing import Any

from app.protocol.messages import DayClose, DayVerdict
from app.protocol.sealed import DAY_CLOSE, SealedPaper, seal
from app.protocol.wire import Held
from app.province.archive import Station
from app.province.embedded.holdings import Holdings
from app.province.papers import open_day_list
from app.store.database import Row


def close_day(holdings: Holdings, station: Station, day_list: bytes) -> bytes:
    """The sealed answer; the same list gets the same bytes for ever, a new list a new answer."""
    paper = open_day_list(day_list, station)
    with holdings.transaction():
        known = holdings.database.row(
            "SELECT answer FROM day_close WHERE list_sha256 = ?", [paper.sha256]
        )
        if known is not None:
            return bytes(known["answer"])
        verdict = _verdict(holdings, station, paper)
        answer = seal(verdict, holdings.receipt_key)
        holdings.insert(
            "day_close",
            {
                "list_sha256": paper.sha256,
                "station_id": station.station_id,
                "day": verdict["day"],
                "list": paper.raw,
                "answer": answer,
                "closed_at": verdict["closed_at"],
            },
        )
        holdings.record(
            "day_closed",
            station_id=station.station_id,
            day=verdict["day"],
            agreed=verdict["agreed"],
            list_sha256=paper.sha256,
        )
    return answer


def _verdict(holdings: Holdings, station: Station, paper: SealedPaper) -> DayClose:
    day, lines = paper.body["day"], paper.body["dossiers"]
    listed = {line["dossier_id"] for line in lines}
    here = _here(holdings, station, listed)
    found: dict[Held, list[DayVerdict]] = {Held.COMMITTED: [], Held.UNKNOWN: [], Held.REFUSED: []}
    for line in lines:
        row = here.get(line["dossier_id"])
        code = (row["dossier_code"] if row else "") or line["dossier_code"]
        state = Held(row["held"]) if row else Held.UNKNOWN
        verdict = DayVerdict(dossier_id=line["dossier_id"], dossier_code=code, held=state.value)
        found[_column(line, row)].append(verdict)
    unlisted = _unlisted(holdings, station, day, listed)
    return DayClose(
        type=DAY_CLOSE,
        province_id=holdings.province_id,
        station_id=station.station_id,
        day=day,
        list_sha256=paper.sha256,
        held=found[Held.COMMITTED],
        missing=found[Held.UNKNOWN],
        refused=found[Held.REFUSED],
        unlisted=unlisted,
        agreed=not (found[Held.UNKNOWN] or found[Held.REFUSED] or unlisted),
        closed_at=holdings.now(),
    )


def _column(line: dict[str, Any], row: Row | None) -> Held:
    if row is None or row["held"] == Held.ANNOUNCED:
        return Held.UNKNOWN
    if row["held"] == Held.REFUSED:
        return Held.REFUSED
    same = row["manifest_sha256"] == line["manifest_sha256"]
    return Held.COMMITTED if same else Held.UNKNOWN


def _here(holdings: Holdings, station: Station, listed: set[str]) -> dict[str, Row]:
    rows = holdings.database.rows(
        "SELECT dossier_id, dossier_code, held, manifest_sha256 FROM dossier"
        " WHERE station_id = ? AND dossier_id IN (SELECT value FROM json_each(?))",
        [station.station_id, json.dumps(sorted(listed))],
    )
    return {row["dossier_id"]: row for row in rows}


def _unlisted(holdings: Holdings, station: Station, day: str, listed: set[str]) -> list[DayVerdict]:
    rows = holdings.database.rows(
        "SELECT dossier_id, dossier_code, held FROM dossier"
        " WHERE station_id = ? AND sealed_day = ? AND held = ? ORDER BY dossier_id",
        [station.station_id, day, Held.COMMITTED.value],
    )
    return [
        DayVerdict(dossier_id=row["dossier_id"], dossier_code=row["dossier_code"], held=row["held"])
        for row in rows
        if row["dossier_id"] not in listed
    ]
