"""``tram sync`` and ``tram close-day``."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from app.cli.output import note, say, say_error, say_json
from app.cli.unlock import open_station
from app.errors import BadInput, ExitCode
from app.i18n import t
from app.workflow.close_day import close_day
from app.workflow.handover import sync_once, sync_until_empty
from app.workflow.request import carry_on_interrupted

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""The century of the two-digit years in dossier numbers."""


def do_sync(options: Namespace) -> int:
    with open_station(options, write=True) as station:
        carry_on_interrupted(station)
        run = sync_until_empty if options.until_empty else sync_once
        report = run(station, progress=lambda done, total, code: note(f"{code}: {done}/{total}"))
    if options.json:
        say_json(report.to_json())
    else:
        say(
            t(
                "Đã gửi {committed} hồ sơ; còn chờ {remaining}, bị giữ {held}.",
                committed=report.committed,
                remaining=report.remaining,
                held=report.held,
            )
        )
    for dossier_id, problem in report.problems.items():
        note(f"{dossier_id}: {problem}")
    if report.fault is not None:
        say_error(report.fault, as_json=False)
        return report.fault.code
    return ExitCode.TRY_LATER if report.remaining else ExitCode.DONE


def do_close_day(options: Namespace) -> int:
    with open_station(options, write=True) as station:
        day = _day(options.date) or station.clock.now().date()
        closing = close_day(station, day)
    if options.json:
        say_json(closing.to_json())
    else:
        say(t("Ngày {day:%d/%m/%Y}: {count} hồ sơ.", day=day, count=len(closing.dossiers)))
        say(_sentence(closing.agreed, closing.verdict is not None))
        for file in closing.files:
            say(file)
    if closing.fault is not None:
        say_error(closing.fault, as_json=False)
        return closing.fault.code
    return ExitCode.DONE if closing.agreed else ExitCode.TRY_LATER


def _sentence(agreed: bool, reconciled: bool) -> str:
    if agreed:
        return t("Hai bên khớp nhau: tỉnh có đủ hồ sơ của ngày.")
    if reconciled:
        return t("Hai bên chưa khớp: xem danh sách thiếu, bị từ chối trong sổ.")
    return t("Chưa đối chiếu được với tỉnh; chốt lại khi có mạng.")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError("no day of this counter")
        return day
    except ValueError as error:
        raise BadInput(
            t("Ngày «{text}» không đúng mẫu.", text=text), t("Viết theo mẫu 2026-11-23.")
        ) from error
