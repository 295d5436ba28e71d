"""Every state has its truthful word, in both languages."""

from __future__ import annotations

import pytest

from app.i18n import set_language
from app.model.states import AT_PROVINCE, HELD, TO_SEND, State
from app.ui.present.states import Role, state_word


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_word_of_its_own(state: State) -> None:
    word = state_word(state, "lý do")
    assert word.text
    others = {state_word(other, "lý do").text for other in State if other is not state}
    assert word.text not in others


@pytest.mark.parametrize("state", list(State))
def test_every_word_has_its_english(state: State) -> None:
    vietnamese = state_word(state, "x").text
    set_language("en")
    try:
        assert state_word(state, "x").text != vietnamese
    finally:
        set_language("vi")


def test_only_a_receipt_makes_a_word_say_that_the_province_has_it() -> None:
    for state in State:
        says = state_word(state).text.startswith(("Tỉnh đã nhận", "Tỉnh đang"))
        assert not says or state in AT_PROVINCE


def test_being_sent_is_said_only_while_a_pass_is_on_the_line() -> None:
    assert state_word(State.UPLOADING).text == "Gửi dở, sẽ gửi tiếp"
    assert state_word(State.UPLOADING, sending=True).text == "Đang gửi"
    assert state_word(State.QUEUED, sending=True).text == "Chờ gửi"


def test_what_is_held_says_why_and_wants_attention() -> None:
    for state in HELD:
        word = state_word(state, "sai mã thủ tục")
        assert "sai mã thủ tục" in word.text
        assert word.role is Role.ATTENTION


def test_what_waits_for_the_line_does_not_alarm() -> None:
    assert {state_word(state).role for state in TO_SEND} == {Role.WAITING}
