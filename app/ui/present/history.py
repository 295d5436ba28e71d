"""What happened to a dossier, told from its audit rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.i18n import t
from app.model.states import State
from app.store.audit import AuditRow
from app.ui.present.dates import moment_words
from app.ui.present.paper_class import class_change_sentence
from app.ui.present.states import state_word
from app.workflow.paper_class import CLASS_CHANGED

LOOKED = "look"
"""The audit row that says an officer saw the whole identifier."""


@dataclass(frozen=True)
class HistoryLine:
    """When, what, who."""

    when: str
    what: str
    who: str


def history(rows: Iterable[AuditRow], officers: Mapping[str, str]) -> list[HistoryLine]:
    """The turns of a dossier's life, oldest first; every single page is left to the trail."""
    lines = []
    for row in rows:
        what = _sentence(row.action, row.details)
        if what:
            when = moment_words(datetime.fromisoformat(row.at))
            lines.append(HistoryLine(when, what, officers.get(row.actor, row.actor)))
    return lines


def _sentence(action: str, details: Mapping[str, Any]) -> str:
    if action == "move":
        return _moved(details)
    if action == "number":
        code = details.get("dossier_code") or details.get("provisional_code") or ""
        return t("Cấp mã {code}", code=code)
    if action == CLASS_CHANGED:
        return class_change_sentence(details)
    return {
        "open": t("Mở hồ sơ"),
        "applicant": t("Sửa thông tin người nộp"),
        "printed": t("In giấy tiếp nhận"),
        LOOKED: t("Xem đầy đủ thông tin cá nhân"),
    }.get(action, "")


def _moved(details: Mapping[str, Any]) -> str:
    new = State(details["to"])
    if new is State.QUEUED and State(details["from"]) in (State.HELD_LOCAL, State.HELD_SERVER):
        return t("Cho gửi lại")
    if new is State.DRAFT:
        return t("Sửa lại giấy tờ")
    return state_word(new, str(details.get("held_reason") or details.get("why") or "")).text
