"""Time as a port: the wall clock of this machine, or a fixed one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Protocol

VIETNAM = timezone(timedelta(hours=7), "ICT")


class Clock(Protocol):
    """Anything that says what time it is, with its zone."""

    def now(self) -> datetime: ...


class SystemClock:
    """This machine's clock, in Vietnam's zone (UTC+7 the whole year)."""

    def now(self) -> datetime:
        return datetime.now(VIETNAM)


@dataclass
class FixedClock:
    """A clock that stands still until it is moved."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


def iso(moment: datetime) -> str:
    """ISO 8601 with seconds and Vietnam's offset, as NĐ 30/2020 PL I writes signing times."""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")
