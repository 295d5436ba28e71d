"""What an officer is told before intake, and what keeps a dossier from being sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.model.dossier import (
    Channel,
    CopyKind,
    DigitizeClass,
    DossierComponent,
    Handling,
    Outcome,
)
from app.procedure.calendar import load_calendar
from app.procedure.catalogue import load_catalogue
from app.procedure.guard import (
    Finding,
    Severity,
    check,
    check_before_seal,
    check_data,
    check_supplement,
)

ON = date(2026, 11, 24)
CATALOGUE = load_catalogue()

PAPER = DossierComponent(
    key="giay-chung-sinh",
    name="Giấy chứng sinh",
    handling=Handling.SUBMIT,
    digitize_class=DigitizeClass.MUST,
    copy_kind=CopyKind.ORIGINAL,
    outcome=Outcome.RECEIVED,
)


def _findings(code: str, channel: Channel, on: date = ON) -> list[Finding]:
    return check(CATALOGUE.get(code, ON), channel, on)


@pytest.mark.parametrize("channel", [Channel.DIRECT, Channel.POST])
def test_stopped_paper_leads_to_assisted_online_and_refuses_nothing(channel: Channel) -> None:
    found = _findings("1.001193", channel)
    assert [each.severity for each in found] == [Severity.WARNING]
    assert "01/10/2025" in found[0].sentence
    assert "hỗ trợ người dân nộp trực tuyến ngay tại quầy" in found[0].sentence
    assert "in tờ hướng dẫn" in found[0].sentence


def test_online_and_before_the_day_nothing_is_said() -> None:
    assert _findings("1.001193", Channel.ONLINE) == []
    assert _findings("1.001193", Channel.DIRECT, date(2025, 9, 30)) == []


def test_a_procedure_that_is_not_in_directive_24_is_taken_on_paper() -> None:
    assert _findings("2.000815", Channel.DIRECT) == []


def test_a_version_out_of_effect_is_told() -> None:
    ended = replace(CATALOGUE.get("2.000815", ON), effective_to=date(2026, 6, 30))
    assert "không có hiệu lực" in check(ended, Channel.DIRECT, ON)[0].sentence


def test_a_channel_the_catalogue_does_not_offer_is_told() -> None:
    found = _findings("1.010041", Channel.DIRECT)
    assert "có thể nộp trực tuyến" in found[0].sentence


def test_a_law_that_changes_is_told_from_its_day() -> None:
    procedure = CATALOGUE.get("1.004873", ON)
    assert check(procedure, Channel.DIRECT, date(2027, 2, 28)) == []
    assert "Luật Hộ tịch" in check(procedure, Channel.DIRECT, date(2027, 3, 1))[0].sentence


def test_a_procedure_without_papers_says_so() -> None:
    found = _findings("2.001159", Channel.DIRECT)
    assert found[0].severity is Severity.INFO
    assert "không có giấy tờ phải nộp" in found[0].sentence


def test_old_data_and_an_unconfirmed_calendar_are_told() -> None:
    calendar = load_calendar()
    assert check_data(CATALOGUE, calendar, date(2025, 12, 1)) == []
    assert "lịch nghỉ" in check_data(CATALOGUE, calendar, ON)[0].sentence.lower()
    assert "đã quá cũ" in check_data(CATALOGUE, calendar, date(2027, 1, 4))[0].sentence


def test_a_second_supplement_request_warns() -> None:
    assert check_supplement(0) == []
    assert "sẽ bị tính quá hạn" in check_supplement(1)[0].sentence


def test_a_whole_dossier_has_no_findings() -> None:
    form = replace(PAPER, key="to-khai", digitize_class=DigitizeClass.ON_DEMAND_AGENCY)
    card = replace(
        PAPER,
        key="giay-to-tuy-than",
        handling=Handling.PRESENT_ONLY,
        digitize_class=DigitizeClass.DO_NOT_DIGITIZE,
        outcome=Outcome.PRESENTED,
    )
    optional = replace(PAPER, key="uy-quyen", required=False, outcome=Outcome.PENDING)
    reused = replace(PAPER, key="ket-hon", outcome=Outcome.REUSED, evidence="Kho dữ liệu, số 12")
    assert check_before_seal([PAPER, form, card, optional, reused], {"giay-chung-sinh": 1}) == []


@pytest.mark.parametrize(
    ("change", "pages", "says"),
    [
        ({"outcome": Outcome.PENDING}, 0, "Chưa đánh dấu giấy tờ bắt buộc"),
        ({}, 0, "phải số hóa"),
        ({"digitize_class": DigitizeClass.DO_NOT_DIGITIZE}, 1, "không được số hóa"),
        ({"outcome": Outcome.REUSED}, 0, "căn cứ"),
        ({"outcome": Outcome.NOT_NEEDED, "evidence": "  "}, 0, "căn cứ"),
        ({"outcome": Outcome.REUSED, "evidence": "Kho"}, 2, "chưa đánh dấu đã nhận"),
    ],
)
def test_what_blocks_the_seal(change: dict[str, Any], pages: int, says: str) -> None:
    found = check_before_seal([replace(PAPER, **change)], {PAPER.key: pages})
    assert len(found) == 1
    assert found[0].blocks
    assert found[0].component_key == PAPER.key
    assert says in found[0].sentence
    assert "«Giấy chứng sinh»" in found[0].sentence


def test_a_file_under_no_component_blocks() -> None:
    found = check_before_seal([PAPER], {PAPER.key: 1, "tep-khac": 1})
    assert [each.component_key for each in found if each.blocks] == ["tep-khac"]


def test_a_shown_paper_that_was_kept_is_given_back() -> None:
    shown = replace(
        PAPER,
        handling=Handling.PRESENT_ONLY,
        digitize_class=DigitizeClass.DO_NOT_DIGITIZE,
    )
    found = check_before_seal([shown], {})
    assert [each.severity for each in found] == [Severity.WARNING]
    assert "trả lại" in found[0].sentence
