"""Handing over to the province: sync passes, and letting a held dossier go again."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.errors import BadInput, NotAllowed
from app.i18n import t
from app.model.dossier import Dossier
from app.model.states import HELD, State
from app.protocol.wire import NO_PROGRESS_SECONDS
from app.sync.backoff import full_jitter
from app.sync.drain import Drain, Progress
from app.sync.faults import AuthRefused, LineDown, Throttled
from app.sync.gateway import HttpGateway
from app.sync.report import SyncReport
from app.workflow.station import Station

PROVINCE_ID = "province-id"
LAST_SYNC = "last-sync"
FRUITLESS_PASSES = 6
"""So many passes that came no further end ``sync --until-empty``."""

PATIENCE_SECONDS = 120.0
"""A province that asks for more than this is asked again another time."""


def open_gateway(station: Station, *, no_progress: float = NO_PROGRESS_SECONDS) -> HttpGateway:
    """The enrolled province. ``NotAllowed`` where the station has none."""
    settings = station.settings
    if not settings.province_url or not settings.station_id:
        raise NotAllowed(
            t("Trạm chưa đăng ký với hệ thống của tỉnh."),
            t("Xin mã đăng ký của tỉnh rồi chạy: tram init --province URL --enrolment MÃ."),
        )
    return HttpGateway(
        settings.province_url,
        settings.province_certificate,
        settings.station_id,
        station.station_key(),
        no_progress=no_progress,
    )


def sync_once(
    station: Station,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    no_progress: float = NO_PROGRESS_SECONDS,
) -> SyncReport:
    """One pass over the whole queue; the line's faults are in the report."""
    with open_gateway(station, no_progress=no_progress) as gateway:
        report = Drain(
            station.store,
            gateway,
            station.province_keys(),
            station.settings.station_id,
            station.store.get(PROVINCE_ID),
            station.clock,
            progress=progress,
            cancelled=cancelled,
        ).run()
    if report.fault is None:
        station.store.set(LAST_SYNC, station.clock.now().isoformat(timespec="seconds"))
    return report


def sync_until_empty(
    station: Station,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    no_progress: float = NO_PROGRESS_SECONDS,
    sleep: Callable[[float], None] = time.sleep,
) -> SyncReport:
    """Passes until nothing remains, the line stays dead, or waiting cannot help.

    Between passes it waits with full jitter, or as long as a busy province asks for; a station
    the province does not know waits for a person, not for time.
    """
    total = SyncReport()
    fruitless = 0
    while True:
        report = sync_once(station, progress=progress, cancelled=cancelled, no_progress=no_progress)
        total.add(report)
        if not report.remaining or (cancelled and cancelled()):
            return total
        fruitless = 0 if _came_further(report) else fruitless + 1
        if fruitless >= FRUITLESS_PASSES or isinstance(report.fault, AuthRefused):
            return total
        wait = full_jitter(fruitless, longest=8.0)
        if isinstance(report.fault, Throttled):
            if report.fault.seconds > PATIENCE_SECONDS:
                return total
            wait = max(wait, report.fault.seconds)
        sleep(wait)


def _came_further(report: SyncReport) -> bool:
    """A dossier arrived, or bytes of one did before the line broke."""
    return bool(report.committed or (isinstance(report.fault, LineDown) and report.bytes_payload))


def release(station: Station, dossier_id: str) -> Dossier:
    """Put a held dossier back into the queue, after its cause was mended."""
    dossier = station.store.dossier(dossier_id)
    if dossier.state not in HELD:
        raise BadInput(
            t("Hồ sơ {code} không bị giữ.", code=dossier.code), t("Không cần làm gì thêm.")
        )
    return station.store.move(dossier_id, State.QUEUED, why="released", held_reason="")
