"""The day in numbers, and what came of closing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import AppError
from app.i18n import t
from app.model.dossier import Dossier
from app.model.states import AT_PROVINCE, HELD
from app.ui.present.states import Role


@dataclass(frozen=True)
class DaySummary:
    """Dossiers sealed on the day: all, at the province, on their way, held."""

    received: int
    sent: int
    waiting: int
    held: int


def day_summary(dossiers: Sequence[Dossier]) -> DaySummary:
    states = [dossier.state for dossier in dossiers]
    sent = sum(state in AT_PROVINCE for state in states)
    held = sum(state in HELD for state in states)
    return DaySummary(len(states), sent, len(states) - sent - held, held)


@dataclass(frozen=True)
class VerdictGroup:
    """Dossiers of one kind of answer, by their codes."""

    title: str
    codes: tuple[str, ...]
    role: Role


@dataclass(frozen=True)
class Verdict:
    """What the screen says after closing."""

    headline: str
    hint: str
    role: Role
    groups: tuple[VerdictGroup, ...]


def verdict(
    answer: Mapping[str, Any] | None,
    fault: AppError | None,
    dossiers: Sequence[Dossier],
) -> Verdict:
    """``answer`` is the body of the province's day close, None while it could not be asked."""
    if answer is None:
        return Verdict(
            t("Đã chốt ngày tại trạm, chưa đối chiếu được với tỉnh."),
            str(fault) if fault else t("Chốt ngày lại khi có mạng để đối chiếu."),
            Role.ATTENTION,
            (),
        )
    groups = tuple(group for group in _groups(answer, dossiers) if group.codes)
    if answer["agreed"]:
        headline = t("Hai bên khớp: tỉnh giữ đủ {count} hồ sơ.", count=len(answer["held"]))
        return Verdict(headline, "", Role.GOOD, groups)
    return Verdict(
        t("Hai bên chưa khớp."),
        t("Bấm «Chốt ngày» lần nữa sau khi gửi hết; nếu vẫn chưa khớp, báo cho tỉnh."),
        Role.BAD,
        groups,
    )


def _groups(answer: Mapping[str, Any], dossiers: Sequence[Dossier]) -> list[VerdictGroup]:
    known = {dossier.dossier_id: dossier.code for dossier in dossiers}

    def codes(name: str) -> tuple[str, ...]:
        return tuple(
            line["dossier_code"] or known.get(line["dossier_id"], line["dossier_id"])
            for line in answer[name]
        )

    return [
        VerdictGroup(t("Tỉnh chưa có"), codes("missing"), Role.ATTENTION),
        VerdictGroup(t("Tỉnh không tiếp nhận"), codes("refused"), Role.BAD),
        VerdictGroup(t("Tỉnh có mà trạm không ghi"), codes("unlisted"), Role.BAD),
        VerdictGroup(t("Tỉnh đã giữ"), codes("held"), Role.GOOD),
    ]
