"""Due dates: after 15:00, across Tết, over swapped days, in every unit."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import VIETNAM
from app.errors import BadInput
from app.i18n import ENGLISH, VIETNAMESE, set_language
from app.model.dossier import Channel
from app.procedure.calendar import load_calendar
from app.procedure.catalogue import load_catalogue
from app.procedure.due import due, due_after_supplement, term_text
from app.procedure.procedure import Term, Unit

CALENDAR = load_calendar()


def _term(unit: Unit, value: int = 1) -> Term:
    return Term(unit, value, "", (Channel.DIRECT,))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def _due(unit: Unit, value: int, received: str) -> str:
    moment = due(_term(unit, value), _at(received), CALENDAR)
    assert moment.utcoffset() == timedelta(hours=7)
    return f"{moment:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-23 08:00", "2026-11-23 17:00"),
        ("2026-11-23 15:00", "2026-11-23 17:00"),
        ("2026-11-23 15:01", "2026-11-25 17:00"),  # 24/11 is Ngày Văn hóa Việt Nam
        ("2026-11-20 15:01", "2026-11-23 17:00"),  # Friday
        ("2026-11-21 09:00", "2026-11-23 17:00"),  # a Saturday
        ("2026-11-21 16:00", "2026-11-23 17:00"),  # late on a Saturday is still before Monday
        ("2026-02-13 15:30", "2026-02-23 17:00"),  # the last afternoon before Tết
        ("2026-02-17 09:00", "2026-02-23 17:00"),  # on Tết itself
    ],
)
def test_same_day(received: str, expected: str) -> None:
    assert _due(Unit.SAME_DAY, 1, received) == expected


@pytest.mark.parametrize(
    ("days", "received", "expected"),
    [
        (3, "2026-11-16 09:00", "2026-11-19 17:00"),
        (3, "2026-11-19 09:00", "2026-11-25 17:00"),  # weekend and a holiday between
        (1, "2026-11-14 09:00", "2026-11-16 17:00"),  # taken in on a Saturday
        (3, "2026-02-12 09:00", "2026-02-24 17:00"),  # across Tết 2026
        (5, "2027-02-02 09:00", "2027-02-16 17:00"),  # across Tết 2027
        (2, "2028-01-21 09:00", "2028-02-01 17:00"),  # across Tết 2028
        (3, "2026-08-20 09:00", "2026-08-24 17:00"),  # Saturday 22/8 is worked
        (1, "2026-08-28 09:00", "2026-09-03 17:00"),  # Monday 31/8 is off in exchange
        (1, "2025-04-25 09:00", "2025-04-26 17:00"),  # Saturday 26/4/2025 is worked
        (1, "2025-04-29 09:00", "2025-05-05 17:00"),  # Friday 2/5/2025 is off in exchange
        (1, "2026-04-24 09:00", "2026-04-28 17:00"),  # Giỗ Tổ on a Sunday, Monday in lieu
    ],
)
def test_working_days(days: int, received: str, expected: str) -> None:
    assert _due(Unit.WORKING_DAY, days, received) == expected


@pytest.mark.parametrize(
    ("days", "received", "expected"),
    [
        (15, "2026-11-02 09:00", "2026-11-17 17:00"),
        (15, "2026-11-06 09:00", "2026-11-23 17:00"),  # the 21st is a Saturday
        (30, "2026-01-18 09:00", "2026-02-23 17:00"),  # ends within Tết
    ],
)
def test_calendar_days(days: int, received: str, expected: str) -> None:
    assert _due(Unit.DAY, days, received) == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-20 09:00", "2026-11-20 10:00"),
        ("2026-11-20 10:30", "2026-11-20 11:30"),
        ("2026-11-20 11:00", "2026-11-20 14:00"),  # lunch does not count
        ("2026-11-20 16:30", "2026-11-23 08:00"),  # Friday evening
        ("2026-11-21 03:00", "2026-11-23 08:30"),
    ],
)
def test_hours_are_office_hours(received: str, expected: str) -> None:
    assert _due(Unit.HOUR, 1, received) == expected


def test_many_hours_run_over_days() -> None:
    assert _due(Unit.HOUR, 8, "2026-11-16 07:30") == "2026-11-17 08:00"


def test_months_keep_the_day_or_end_with_the_month() -> None:
    assert _due(Unit.MONTH, 1, "2026-10-12 09:00") == "2026-11-12 17:00"
    assert _due(Unit.MONTH, 1, "2027-02-28 09:00") == "2027-03-29 17:00"  # 28/3 is a Sunday
    assert _due(Unit.MONTH, 1, "2028-01-31 09:00") == "2028-02-29 17:00"
    assert _due(Unit.MONTH, 3, "2026-11-12 09:00") == "2027-02-12 17:00"


def test_another_zone_is_read_in_vietnam() -> None:
    """21:00 in UTC is 04:00 of the next day at the counter."""
    received = datetime(2026, 11, 19, 21, 0, tzinfo=UTC)
    assert due(_term(Unit.SAME_DAY), received, CALENDAR).date() == date(2026, 11, 20)


def test_a_time_without_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zone"):
        due(_term(Unit.SAME_DAY), datetime(2026, 11, 19, 9), CALENDAR)


def test_no_term_in_the_catalogue_is_bad_input() -> None:
    with pytest.raises(BadInput, match="thời hạn"):
        due(_term(Unit.CASE), _at("2026-11-19 09:00"), CALENDAR)


@given(
    st.sampled_from([unit for unit in Unit if unit is not Unit.CASE]),
    st.integers(0, 60),
    st.datetimes(datetime(2025, 7, 1), datetime(2028, 6, 1)),
)
def test_a_due_hour_is_on_a_working_day_and_not_before_receipt(
    unit: Unit, value: int, received: datetime
) -> None:
    at = received.replace(tzinfo=VIETNAM)
    promised = due(_term(unit, value), at, CALENDAR)
    assert CALENDAR.is_working_day(promised.date())
    assert promised.date() >= at.date()


def test_every_shipped_term_gives_a_date() -> None:
    on = date(2026, 11, 24)
    for procedure in load_catalogue().procedures(on):
        for channel in Channel:
            for term in procedure.terms_on(channel):
                assert due(term, _at("2026-11-23 09:00"), CALENDAR) > _at("2026-11-23 09:00")


def test_a_supplement_moves_the_due_date_by_the_days_waited() -> None:
    promised = _at("2026-11-20 17:00")
    asked, answered = _at("2026-11-17 10:00"), _at("2026-11-19 09:00")
    moved = due_after_supplement(promised, asked, answered, CALENDAR)
    assert moved == _at("2026-11-25 17:00")  # two days: 23/11, then 24/11 is off
    assert due_after_supplement(promised, asked, asked, CALENDAR) == promised


def test_the_term_in_words() -> None:
    term = load_catalogue().get("1.001193", date(2026, 11, 24)).term(Channel.DIRECT)
    assert "15 giờ" in term_text(term)
    try:
        set_language(ENGLISH)
        words = [term_text(_term(unit, 3)) for unit in Unit]
    finally:
        set_language(VIETNAMESE)
    assert words == [
        "3 working hours",
        "3 working days",
        "3 days",
        "3 months",
        "Within the working day",
        "Depends on the case",
    ]


def test_the_home_corrects_a_year_and_the_hours(tmp_path: Path) -> None:
    year = {
        "year": 2027,
        "confirmed": True,
        "source": "Thông báo thử nghiệm",
        "days_off": [{"date": "2027-02-01", "name": "Ngày nghỉ thử nghiệm"}],
        "working_days": [],
    }
    hours = {
        "source": "Quyết định thử nghiệm",
        "versions": [
            {
                "effective_from": "2025-07-01",
                "weekdays": [1, 2, 3, 4, 5, 6],
                "spans": [["07:00", "11:00"], ["13:00", "16:30"]],
                "same_day_until": "14:00",
            }
        ],
    }
    (tmp_path / "2027.json").write_text(json.dumps(year), encoding="utf-8")
    (tmp_path / "office_hours.json").write_text(json.dumps(hours), encoding="utf-8")
    own = load_calendar(extra=tmp_path)
    assert own.holiday(date(2027, 2, 1)) == "Ngày nghỉ thử nghiệm"
    assert own.is_working_day(date(2027, 2, 9))
    assert own.is_confirmed(2027)
    assert not CALENDAR.is_confirmed(2027)
    friday = due(_term(Unit.SAME_DAY), _at("2026-11-20 14:30"), own)
    assert friday == _at("2026-11-21 16:30")


@pytest.mark.parametrize(
    "version",
    [
        {"weekdays": []},
        {"weekdays": [0]},
        {"spans": []},
        {"spans": [["11:30", "07:30"]]},
        {"same_day_until": "chiều"},
    ],
)
def test_hours_that_never_open_are_refused(tmp_path: Path, version: dict[str, object]) -> None:
    whole = {
        "effective_from": "2025-07-01",
        "weekdays": [1],
        "spans": [["07:30", "11:30"]],
        "same_day_until": "10:00",
    }
    content = {"source": "", "versions": [whole | version]}
    (tmp_path / "office_hours.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(BadInput, match=r"office_hours\.json.*dòng 1"):
        load_calendar(extra=tmp_path)


def test_a_damaged_year_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "2029.json").write_text('{\n"year": 2029,\n"confirmed": "có lẽ"\n}', "utf-8")
    with pytest.raises(BadInput, match=r"2029\.json.*dòng 3"):
        load_calendar(extra=tmp_path)


def test_holidays_have_names() -> None:
    assert CALENDAR.holiday(date(2026, 2, 17)) == "Tết Nguyên đán (mùng 1)"
    assert CALENDAR.holiday(date(2027, 2, 6)) == "Tết Nguyên đán (mùng 1)"
    assert CALENDAR.holiday(date(2028, 1, 26)) == "Tết Nguyên đán (mùng 1)"
    assert CALENDAR.holiday(date(2026, 11, 23)) == ""
