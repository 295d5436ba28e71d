"""What the lanes do for *Chốt ngày*."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtGui import QImage

from app.errors import AppError
from app.i18n import t
from app.protocol.sealed import read_unverified
from app.ui.pdf_pages import SCREEN_DPI, draw_pages
from app.ui.present.dates import moment_words
from app.ui.present.day import DaySummary, Verdict, day_summary, verdict
from app.workflow.close_day import REPORTS_FOLDER, close_day
from app.workflow.handover import sync_once
from app.workflow.station import Station


@dataclass(frozen=True)
class DaySheet:
    """A day as the page shows it; ``verdict`` and ``register`` once it was closed."""

    day: date
    summary: DaySummary
    verdict: Verdict | None
    closed: str
    register: bytes
    pictures: list[QImage]


def look(station: Station, day: date) -> DaySheet:
    """The day as it stands, with its last closing if there was one."""
    return _sheet(station, day, None)


def close(station: Station, day: date, cancelled: Callable[[], bool]) -> DaySheet:
    """Send what waits, then close; what the line refused is part of the outcome."""
    fault: AppError | None = None
    try:
        fault = sync_once(station, cancelled=cancelled).fault
    except AppError as error:
        fault = error
    closing = close_day(station, day)
    return _sheet(station, day, closing.fault or fault)


def _sheet(station: Station, day: date, fault: AppError | None) -> DaySheet:
    dossiers = station.store.sealed_on(day)
    kept = station.store.day_close(day)
    said: Verdict | None = None
    closed, register = "", b""
    if kept is not None:
        answer = read_unverified(kept.answer_raw).body if kept.answer_raw else None
        said = verdict(answer, fault, dossiers)
        closed = t(
            "Đóng lần {count}, lúc {moment}",
            count=kept.version,
            moment=moment_words(kept.closed_at),
        )
        register = _register(station.home, day)
    pictures = draw_pages(register, SCREEN_DPI) if register else []
    return DaySheet(day, day_summary(dossiers), said, closed, register, pictures)


def _register(home: Path, day: date) -> bytes:
    file = home / REPORTS_FOLDER / f"so-theo-doi-{day.isoformat()}.pdf"
    return file.read_bytes() if file.is_file() else b""
