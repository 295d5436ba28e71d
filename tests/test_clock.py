"""One contract for every clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.clock import VIETNAM, Clock, FixedClock, SystemClock, iso


@pytest.mark.parametrize("clock", [SystemClock(), FixedClock(datetime.now(VIETNAM))])
class TestClock:
    def test_it_says_its_zone(self, clock: Clock) -> None:
        assert clock.now().utcoffset() == timedelta(hours=7)

    def test_it_does_not_run_backwards(self, clock: Clock) -> None:
        assert clock.now() <= clock.now()


def test_iso_is_vietnams_time_whatever_the_zone() -> None:
    assert iso(datetime(2026, 11, 23, 1, 30, tzinfo=UTC)) == "2026-11-23T08:30:00+07:00"


def test_a_fixed_clock_moves_when_told() -> None:
    clock = FixedClock(datetime(2026, 1, 1, tzinfo=VIETNAM))
    clock.advance(timedelta(days=1))
    assert clock.now().day == 2
