"""When a dossier is due (DOMAIN §2.1: counted from the complete dossier, working days as data)."""

from __future__ import annotations

import calendar as months
from datetime import date, datetime, timedelta

from app.clock import VIETNAM
from app.errors import BadInput
from app.i18n import VIETNAMESE, language, t
from app.procedure.calendar import WorkCalendar
from app.procedure.procedure import Term, Unit


def due(term: Term, received_at: datetime, calendar: WorkCalendar) -> datetime:
    """The hour a result is promised for, in Vietnam's zone: the end of office hours of its day.

    The day of receipt does not count. A same-day dossier that comes after 15:00, or on a day
    off, is due on the next working day. A term in calendar days or months that ends on a day
    off ends on the next working day. Hours are office hours. ``received_at`` must be aware.
    Raises ``BadInput`` where the catalogue gives no term (``CASE``).
    """
    if received_at.tzinfo is None:
        raise ValueError("received_at has no zone")
    here = received_at.astimezone(VIETNAM)
    if term.unit is Unit.HOUR:
        return calendar.add_office_time(here, timedelta(hours=term.value))
    return calendar.closing(_last_day(term, here, calendar))


def _last_day(term: Term, received: datetime, calendar: WorkCalendar) -> date:
    day = received.date()
    match term.unit:
        case Unit.SAME_DAY:
            late = received.time() > calendar.hours(day).same_day_until
            return calendar.add_working_days(day, 1) if late else calendar.working_day_from(day)
        case Unit.WORKING_DAY:
            return calendar.add_working_days(day, term.value)
        case Unit.DAY:
            return calendar.working_day_from(day + timedelta(days=term.value))
        case Unit.MONTH:
            return calendar.working_day_from(_add_months(day, term.value))
        case _:
            raise BadInput(
                t("Danh mục chưa nêu thời hạn giải quyết cụ thể của thủ tục này."),
                t("Xem quyết định công bố, rồi bổ sung thời hạn vào danh mục của trạm."),
            )


def _add_months(day: date, count: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def due_after_supplement(
    due_at: datetime, asked_at: datetime, answered_at: datetime, calendar: WorkCalendar
) -> datetime:
    """The due time moved by the working days the citizen took to supplement the dossier.

    The day of the request is not counted, the day of the answer is (QĐ 766: supplement time is
    subtracted, DOMAIN §2.8).
    """
    asked, answered = asked_at.astimezone(VIETNAM).date(), answered_at.astimezone(VIETNAM).date()
    waited = calendar.working_days_between(asked, answered)
    day = due_at.astimezone(VIETNAM).date()
    return calendar.closing(calendar.add_working_days(day, waited)) if waited else due_at


def term_text(term: Term) -> str:
    """The term in words for the receipt: the catalogue's own in Vietnamese."""
    if term.text and language() == VIETNAMESE:
        return term.text
    match term.unit:
        case Unit.SAME_DAY:
            return t("Trong ngày làm việc")
        case Unit.WORKING_DAY:
            return t("{count} ngày làm việc", count=term.value)
        case Unit.DAY:
            return t("{count} ngày", count=term.value)
        case Unit.MONTH:
            return t("{count} tháng", count=term.value)
        case Unit.HOUR:
            return t("{count} giờ làm việc", count=term.value)
        case Unit.CASE:
            return t("Theo từng trường hợp")
