"""One truthful word for every state a dossier can be in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.i18n import t
from app.model.dossier import Dossier
from app.model.states import State


class Role(StrEnum):
    """What a word wants of the officer; the theme gives each its colour."""

    QUIET = "quiet"
    WAITING = "waiting"
    MOVING = "moving"
    GOOD = "good"
    ATTENTION = "attention"
    BAD = "bad"


@dataclass(frozen=True)
class StateWord:
    """The word and its role."""

    text: str
    role: Role


def state_word(state: State, reason: str = "", *, sending: bool = False) -> StateWord:
    """What ``state`` means to the officer. ``reason`` is why it is held; ``sending`` says that
    a pass is on the line at this moment, so that nothing is called *being sent* that is not."""
    if state is State.UPLOADING and sending:
        return StateWord(t("Đang gửi"), Role.MOVING)
    if state is State.HELD_LOCAL:
        return StateWord(t("Bị giữ tại trạm: {reason}", reason=reason), Role.ATTENTION)
    if state is State.HELD_SERVER:
        return StateWord(t("Bị tỉnh giữ: {reason}", reason=reason), Role.ATTENTION)
    return _words()[state]


def dossier_word(dossier: Dossier, *, sending: bool = False) -> StateWord:
    """The word for a dossier as it stands."""
    return state_word(dossier.state, dossier.held_reason, sending=sending)


def _words() -> dict[State, StateWord]:
    return {
        State.DRAFT: StateWord(t("Đang tiếp nhận"), Role.QUIET),
        State.CAPTURED: StateWord(t("Đủ giấy tờ, chưa số hóa xong"), Role.QUIET),
        State.PROCESSED: StateWord(t("Đã số hóa, chờ ký và kiểm tra"), Role.QUIET),
        State.REVIEWED: StateWord(t("Đã kiểm tra, chờ niêm phong"), Role.QUIET),
        State.SEALED: StateWord(t("Đã niêm phong"), Role.WAITING),
        State.QUEUED: StateWord(t("Chờ gửi"), Role.WAITING),
        State.ANNOUNCED: StateWord(t("Đã báo tỉnh, chờ gửi giấy tờ"), Role.WAITING),
        State.UPLOADING: StateWord(t("Gửi dở, sẽ gửi tiếp"), Role.WAITING),
        State.COMMITTED: StateWord(t("Tỉnh đã nhận – có biên nhận"), Role.GOOD),
        State.ACCEPTED: StateWord(t("Tỉnh đang giải quyết"), Role.GOOD),
        State.NEEDS_SUPPLEMENT: StateWord(t("Tỉnh yêu cầu bổ sung giấy tờ"), Role.ATTENTION),
        State.REFUSED: StateWord(t("Tỉnh không tiếp nhận"), Role.BAD),
        State.RESULT_READY: StateWord(t("Đã có kết quả, chờ trả"), Role.ATTENTION),
        State.RETURNED: StateWord(t("Đã trả kết quả"), Role.GOOD),
        State.CLOSED: StateWord(t("Đã kết thúc"), Role.QUIET),
        State.PURGED: StateWord(t("Đã xóa giấy tờ theo quy định, còn biên nhận"), Role.QUIET),
        State.CANCELLED: StateWord(t("Đã hủy"), Role.QUIET),
    }
