"""Working days and office hours, as data that change every year (DESIGN §1.8, DOMAIN §2.1).

``resources/calendar`` holds one file for each year and ``office_hours.json``; a file of the same
name in the station's home goes before the shipped one, so that a new notice of the Government
needs no release.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, TypeAdapter

from app.clock import VIETNAM
from app.paths import RESOURCES
from app.procedure.json_file import parse, read_text, shaped

SHIPPED = RESOURCES / "calendar"
OFFICE_HOURS = "office_hours.json"
ONE_DAY = timedelta(days=1)

T = TypeVar("T")


@dataclass(frozen=True)
class NamedDay:
    date: date
    name: str


@dataclass(frozen=True)
class Year:
    """Days off beside the weekend, and Saturdays or Sundays worked in exchange for one.

    ``confirmed`` is false until the year's official notice has been compared.
    """

    year: int
    confirmed: bool
    source: str
    days_off: tuple[NamedDay, ...]
    working_days: tuple[NamedDay, ...]


def _opens_before_it_closes(span: tuple[time, time]) -> tuple[time, time]:
    if span[0] >= span[1]:
        raise ValueError("a span that never opens would be waited for without end")
    return span


Weekday = Annotated[int, Field(ge=1, le=7)]
Span = Annotated[tuple[time, time], AfterValidator(_opens_before_it_closes)]


@dataclass(frozen=True)
class OfficeHours:
    """``weekdays`` count from 1, Monday. A dossier of a same-day procedure that comes after
    ``same_day_until`` is answered on the next working day."""

    effective_from: date
    weekdays: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    spans: Annotated[tuple[Span, ...], Field(min_length=1)]
    same_day_until: time


@dataclass(frozen=True)
class _OfficeHoursFile:
    source: str
    versions: Annotated[tuple[OfficeHours, ...], Field(min_length=1)]


_YEAR = TypeAdapter(Year)
_HOURS = TypeAdapter(_OfficeHoursFile)


class WorkCalendar:
    """Which days and hours the counter works."""

    def __init__(self, years: list[Year], hours: tuple[OfficeHours, ...]) -> None:
        self._years = {each.year: each for each in years}
        self._off = {day.date: day.name for each in years for day in each.days_off}
        self._worked = {day.date for each in years for day in each.working_days}
        self._hours = sorted(hours, key=lambda each: each.effective_from)

    def is_confirmed(self, year: int) -> bool:
        """True where the year's days off were compared with the official notice."""
        known = self._years.get(year)
        return known is not None and known.confirmed

    def holiday(self, day: date) -> str:
        """The name of a public holiday or day in lieu, or an empty text."""
        return self._off.get(day, "")

    def hours(self, day: date) -> OfficeHours:
        """The office hours in effect on a day."""
        begun = [each for each in self._hours if each.effective_from <= day]
        return (begun or self._hours)[-1 if begun else 0]

    def is_working_day(self, day: date) -> bool:
        if day in self._worked:
            return True
        return day not in self._off and day.isoweekday() in self.hours(day).weekdays

    def working_day_from(self, day: date) -> date:
        """The day itself if the office works, else the next day it does."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``; the day itself is not counted."""
        for _ in range(count):
            day = self.working_day_from(day + ONE_DAY)
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """Working days later than ``after`` and not later than ``until``."""
        span = (until - after).days
        return sum(self.is_working_day(after + each * ONE_DAY) for each in range(1, span + 1))

    def closing(self, day: date) -> datetime:
        """The end of office hours of a day, in Vietnam's zone."""
        return datetime.combine(day, self.hours(day).spans[-1][1], VIETNAM)

    def add_office_time(self, moment: datetime, length: timedelta) -> datetime:
        """``length`` of office time after a moment; nights, lunch and days off do not count."""
        day = moment.date()
        while True:
            day = self.working_day_from(day)
            for opens, closes in self.hours(day).spans:
                start = max(moment, datetime.combine(day, opens, VIETNAM))
                room = datetime.combine(day, closes, VIETNAM) - start
                if timedelta(0) < room and length <= room:
                    return start + length
                length -= max(room, timedelta(0))
            day += ONE_DAY


def load_calendar(extra: Path | None = None) -> WorkCalendar:
    """The shipped calendar, with the files of ``extra`` in place of those of the same name.

    Raises ``BadInput`` naming file and line where a file is damaged.
    """
    folders = [SHIPPED] if extra is None else [SHIPPED, extra]
    files = {file.name: file for folder in folders for file in sorted(folder.glob("*.json"))}
    hours = files.pop(OFFICE_HOURS)
    years = [_read(_YEAR, file) for file in files.values()]
    return WorkCalendar(years, _read(_HOURS, hours).versions)


def _read(shape: TypeAdapter[T], file: Path) -> T:
    text = read_text(file)
    return shaped(shape, parse(text, file), text, file)
