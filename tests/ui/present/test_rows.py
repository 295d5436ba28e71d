"""Rows of the queue and the checklist, the day in numbers, the history."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.errors import Unavailable
from app.model.dossier import DigitizeClass, Handling, Outcome
from app.model.states import HELD, OPEN, State
from app.procedure.catalogue import load_catalogue
from app.procedure.guard import Finding, Severity
from app.store.audit import AuditRow
from app.sync.report import SyncReport
from app.ui.present.checklist import checklist_rows, next_step
from app.ui.present.day import day_summary, verdict
from app.ui.present.drafts import draft_row
from app.ui.present.history import history
from app.ui.present.line import LineState, line_word, progress_sentence, report_sentence
from app.ui.present.procedures import finding_role, found, short_name, terms_sentence
from app.ui.present.queue import SHOWN_STATES, queue_counts, queue_row
from app.ui.present.states import Role
from tests.ui.present.rows import NOW, component, dossier, page


@pytest.mark.parametrize("state", sorted(SHOWN_STATES))
def test_a_queue_row_of_every_state(state: State) -> None:
    row = queue_row(dossier(state, held_reason="lý do"), "Đăng ký khai sinh", NOW)
    assert row.code == "TAM-01-261123-0001"
    assert row.identifier == "040•••••1234"
    assert row.received == "16:30 23/11/2026"
    assert (row.due, row.due_day) == ("17:00 26/11/2026", "26/11/2026")
    assert row.can_release == (state in HELD)
    assert row.can_print == (state is not State.CANCELLED)


def test_drafts_are_not_in_the_queue() -> None:
    assert not SHOWN_STATES & OPEN


def test_late_is_what_has_no_result_after_its_due_date() -> None:
    after = NOW + timedelta(days=5)
    assert queue_row(dossier(State.ACCEPTED), "", after).late
    assert not queue_row(dossier(State.RESULT_READY), "", after).late
    assert not queue_row(dossier(State.ACCEPTED), "", NOW).late


def test_counts_add_up_as_an_officer_thinks_of_them() -> None:
    counts = queue_counts(
        {State.QUEUED: 2, State.UPLOADING: 1, State.HELD_SERVER: 1, State.DRAFT: 9}
    )
    assert (counts.waiting, counts.held, counts.at_province) == (3, 1, 0)
    assert "Chờ gửi: 3" in counts.sentence


def test_a_paper_to_be_shown_offers_no_scan_and_no_reuse() -> None:
    (row,) = checklist_rows(
        [
            component(
                "cccd",
                handling=Handling.PRESENT_ONLY,
                digitize_class=DigitizeClass.DO_NOT_DIGITIZE,
            )
        ],
        {},
        {},
    )
    assert not row.can_scan
    assert row.settles is Outcome.PRESENTED
    assert row.outcomes == (Outcome.PRESENTED, Outcome.NOT_NEEDED)
    assert row.about == "Chỉ xem, không quét · Bắt buộc"


@pytest.mark.parametrize(
    ("changes", "pages", "said", "role"),
    [
        ({}, 0, "Chưa có", Role.ATTENTION),
        ({"required": False}, 0, "", Role.QUIET),
        ({"outcome": Outcome.RECEIVED}, 2, "2 trang", Role.GOOD),
        ({"outcome": Outcome.RECEIVED}, 0, "Chưa có trang", Role.ATTENTION),
        (
            {"outcome": Outcome.RECEIVED, "digitize_class": DigitizeClass.ON_DEMAND_AGENCY},
            0,
            "Đã nhận",
            Role.GOOD,
        ),
        ({"outcome": Outcome.REUSED, "evidence": "kho"}, 0, "Tái sử dụng", Role.GOOD),
        ({"outcome": Outcome.NOT_NEEDED, "evidence": "miễn"}, 0, "Không cần", Role.GOOD),
    ],
)
def test_what_became_of_a_paper(changes: dict[str, Any], pages: int, said: str, role: Role) -> None:
    (row,) = checklist_rows([component("a", **changes)], {"a": [page()] * pages}, {})
    assert (row.result, row.role) == (said, role)


def test_a_paper_with_a_poor_page_wants_a_look() -> None:
    poor = page(warnings=("Ảnh bị mờ.",))
    (row,) = checklist_rows([component("a", outcome=Outcome.RECEIVED)], {"a": [page(), poor]}, {})
    assert (row.result, row.role) == ("2 trang ⚠", Role.ATTENTION)


def test_the_next_step_names_the_first_thing_and_counts_the_rest() -> None:
    lines = [component("a"), component("b"), component("c", required=False)]
    step = next_step(lines, {})
    assert not step.ready
    assert "«Giấy a»" in step.sentence
    assert "1 việc nữa" in step.sentence
    done = [component("a", outcome=Outcome.RECEIVED)]
    assert next_step(done, {"a": 1}).ready


def test_a_condition_stands_under_a_paper_that_is_not_always_needed() -> None:
    procedure = load_catalogue().get("1.001193", NOW.date())
    told = {each.key: each for each in procedure.components}
    lines = [each.for_dossier() for each in procedure.components]
    rows = {row.key: row for row in checklist_rows(lines, {}, told)}
    assert rows["van-ban-uy-quyen"].about == "Khi được ủy quyền đi đăng ký khai sinh"
    assert rows["giay-chung-sinh"].about == "Bắt buộc"


def test_the_day_in_numbers() -> None:
    states = (State.COMMITTED, State.ACCEPTED, State.QUEUED, State.HELD_LOCAL)
    summary = day_summary([dossier(state) for state in states])
    assert (summary.received, summary.sent, summary.waiting, summary.held) == (4, 2, 1, 1)


def _answer(**lists: list[dict[str, str]]) -> dict[str, Any]:
    empty: dict[str, Any] = {"held": [], "missing": [], "refused": [], "unlisted": []}
    return empty | lists | {"agreed": not set(lists) - {"held"}}


def test_the_verdict_names_whom_it_concerns_by_the_code_the_officer_knows() -> None:
    known = dossier()
    line = {"dossier_id": known.dossier_id, "dossier_code": "", "held": "unknown"}
    said = verdict(_answer(missing=[line]), None, [known])
    assert said.role is Role.BAD
    (group,) = said.groups
    assert (group.title, group.codes) == ("Tỉnh chưa có", ("TAM-01-261123-0001",))


def test_the_verdict_when_both_sides_agree_and_when_the_province_was_away() -> None:
    line = {"dossier_id": "x", "dossier_code": "H27.15.3-261123-0007", "held": "committed"}
    assert verdict(_answer(held=[line]), None, []).headline.startswith("Hai bên khớp")
    away = verdict(None, Unavailable("Mất mạng.", "Thử lại sau."), [])
    assert away.hint == "Mất mạng. Thử lại sau."
    assert away.role is Role.ATTENTION


def _audit(action: str, **details: Any) -> AuditRow:
    return AuditRow(1, NOW.isoformat(), "can-bo-1", action, "x", details, "", "")


def test_the_history_tells_turns_and_leaves_pages_out() -> None:
    rows = [
        _audit("open", procedure="1.001193"),
        _audit("page", page="p"),
        _audit("move", **{"from": "DRAFT", "to": "CAPTURED"}),
        _audit("number", provisional_code="TAM-01-261123-0001"),
        _audit("move", **{"from": "QUEUED", "to": "HELD_SERVER", "held_reason": "sai mã"}),
        _audit("move", **{"from": "HELD_SERVER", "to": "QUEUED"}),
        _audit("look"),
    ]
    lines = history(rows, {"can-bo-1": "Nguyễn Thị Thực Hành"})
    assert [line.what for line in lines] == [
        "Mở hồ sơ",
        "Đủ giấy tờ, chưa số hóa xong",
        "Cấp mã TAM-01-261123-0001",
        "Bị tỉnh giữ: sai mã",
        "Cho gửi lại",
        "Xem đầy đủ thông tin cá nhân",
    ]
    assert {line.who for line in lines} == {"Nguyễn Thị Thực Hành"}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (LineState(enrolled=False), Role.ATTENTION),
        (LineState(sending=True), Role.MOVING),
        (LineState(paused=True), Role.ATTENTION),
        (LineState(), Role.QUIET),
        (LineState(report=SyncReport(), at="16:30"), Role.GOOD),
        (LineState(report=SyncReport(fault=Unavailable("Mất mạng."))), Role.ATTENTION),
    ],
)
def test_the_line_in_a_word(line: LineState, role: Role) -> None:
    word = line_word(line)
    assert word.role is role
    assert word.text


def test_progress_and_report_are_told_with_their_numbers() -> None:
    line = LineState(sending=True, sent=1_250_000, to_send=3_400_000, code="H27-1")
    assert progress_sentence(line) == "Đang gửi hồ sơ H27-1: 1,2 MB trên 3,4 MB"
    assert progress_sentence(LineState()) == ""
    assert "3 hồ sơ đã tới tỉnh" in report_sentence(SyncReport(committed=3))
    assert "bị giữ" in report_sentence(SyncReport(held=1))
    assert "Mất mạng." in report_sentence(SyncReport(remaining=2, fault=Unavailable("Mất mạng.")))


def test_procedures_used_last_stand_first_until_one_searches() -> None:
    catalogue = load_catalogue()
    everything = catalogue.procedures(NOW.date())
    recent = ("1.004873", "1.001193")
    assert [each.code for each in found(everything, recent, searching=False)[:2]] == list(recent)
    assert len(found(everything, recent, searching=False)) == len(everything)
    assert found(everything, recent, searching=True) == everything


def test_term_and_fee_are_said_and_a_procedure_gone_keeps_its_official_name() -> None:
    catalogue = load_catalogue()
    procedure = catalogue.get("1.004873", NOW.date())
    assert "ngày làm việc" in terms_sentence(procedure, procedure.channels[0], "")
    assert short_name(catalogue, dossier()) == "Đăng ký khai sinh"
    assert short_name(catalogue, dossier(procedure_code="9.999999")) == "Thủ tục đăng ký khai sinh"
    assert finding_role(Finding(Severity.WARNING, "x")) is Role.ATTENTION


def test_a_draft_is_offered_by_name_procedure_and_time() -> None:
    row = draft_row(dossier(State.DRAFT), "Đăng ký khai sinh")
    assert row.title == "Nguyễn Thị Ánh Hồng – Đăng ký khai sinh, mở lúc 16:30 23/11/2026"
