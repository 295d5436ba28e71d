"""The line to the province, in a word."""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import t
from app.sync.report import SyncReport
from app.ui.present.sizes import size_text
from app.ui.present.states import Role, StateWord


@dataclass(frozen=True)
class LineState:
    """``enrolled``: a province is known. ``sent`` and ``to_send`` count the bytes of the pass
    under way, which sends the dossier ``code``. ``report`` is of the pass before, if any."""

    enrolled: bool = True
    sending: bool = False
    paused: bool = False
    sent: int = 0
    to_send: int = 0
    code: str = ""
    report: SyncReport | None = None
    at: str = ""


def line_word(line: LineState) -> StateWord:
    """A few words for the head of the window."""
    if not line.enrolled:
        return StateWord(t("Chưa đăng ký với tỉnh"), Role.ATTENTION)
    if line.sending:
        return StateWord(t("Đang gửi lên tỉnh…"), Role.MOVING)
    if line.paused:
        return StateWord(t("Đang tạm dừng gửi"), Role.ATTENTION)
    if line.report is None:
        return StateWord(t("Chưa liên lạc với tỉnh"), Role.QUIET)
    if line.report.fault is not None:
        return StateWord(t("Chưa liên lạc được với tỉnh"), Role.ATTENTION)
    return StateWord(t("Đã liên lạc với tỉnh lúc {at}", at=line.at), Role.GOOD)


def progress_sentence(line: LineState) -> str:
    """What the pass under way is doing, with its bytes."""
    if not line.sending:
        return ""
    if not line.to_send:
        return t("Đang liên lạc với tỉnh…")
    return t(
        "Đang gửi hồ sơ {code}: {sent} trên {total}",
        code=line.code,
        sent=size_text(line.sent),
        total=size_text(line.to_send),
    )


def report_sentence(report: SyncReport) -> str:
    """What a finished pass did."""
    if report.fault is not None:
        return t(
            "Chưa gửi xong, còn {remaining} hồ sơ chờ gửi. {why}",
            remaining=report.remaining,
            why=str(report.fault),
        )
    parts = [
        t("Đã gửi xong: {committed} hồ sơ đã tới tỉnh.", committed=report.committed)
        if report.committed
        else t("Không có hồ sơ nào mới phải gửi.")
        if not report.remaining
        else t("Chưa gửi được hồ sơ nào.")
    ]
    if report.remaining:
        parts.append(t("Còn {remaining} hồ sơ chờ gửi.", remaining=report.remaining))
    if report.held:
        parts.append(t("{held} hồ sơ bị giữ, cần xem lại.", held=report.held))
    return " ".join(parts)
