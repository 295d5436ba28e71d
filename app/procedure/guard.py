"""What an officer is told before taking a dossier in, and what stops it before it is sealed.

Before intake nothing is refused: a procedure that is no longer taken on paper is led to assisted
online with a printed guide (DOMAIN fact 9). Before sealing the checks are those whose absence
costs points of QĐ 766 or breaks TT 01/2023 (DOMAIN §2.3, §2.8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.i18n import t
from app.model.dossier import Channel, DigitizeClass, DossierComponent, Handling, Outcome
from app.procedure.calendar import WorkCalendar
from app.procedure.catalogue import Catalogue
from app.procedure.procedure import Procedure

CATALOGUE_OLD = timedelta(days=180)
FREE_OF_PAPER = (Channel.DIRECT, Channel.POST)


class Severity(StrEnum):
    """``BLOCK`` keeps a dossier from being sealed; the others are only said."""

    INFO = "info"
    WARNING = "warning"
    BLOCK = "block"


@dataclass(frozen=True)
class Finding:
    """One sentence for the officer. ``component_key`` says at which paper, or is empty."""

    severity: Severity
    sentence: str
    component_key: str = ""

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCK


def check(procedure: Procedure, channel: Channel, on: date) -> list[Finding]:
    """What the officer should know before taking in this procedure on this channel and day."""
    findings = [
        *_paper_stopped(procedure, channel, on),
        *_out_of_effect(procedure, on),
        *_channel_not_offered(procedure, channel),
        *_law_changes(procedure, on),
    ]
    for sentence in (procedure.no_papers, procedure.remark):
        if sentence:
            findings.append(Finding(Severity.INFO, sentence))
    return findings


def _paper_stopped(procedure: Procedure, channel: Channel, on: date) -> list[Finding]:
    stopped = procedure.paper_intake_stopped_from
    if stopped is None or on < stopped or channel not in FREE_OF_PAPER:
        return []
    sentence = t(
        "Từ {day}, thủ tục «{name}» không nhận hồ sơ giấy (Chỉ thị 24/CT-TTg): hỗ trợ người dân "
        "nộp trực tuyến ngay tại quầy và in tờ hướng dẫn.",
        day=f"{stopped:%d/%m/%Y}",
        name=procedure.short_name,
    )
    return [Finding(Severity.WARNING, sentence)]


def _out_of_effect(procedure: Procedure, on: date) -> list[Finding]:
    if procedure.in_effect(on):
        return []
    sentence = t(
        "Phiên bản này của thủ tục «{name}» không có hiệu lực vào ngày {day}: "
        "chọn lại từ danh mục.",
        name=procedure.short_name,
        day=f"{on:%d/%m/%Y}",
    )
    return [Finding(Severity.WARNING, sentence)]


def _channel_not_offered(procedure: Procedure, channel: Channel) -> list[Finding]:
    if channel in procedure.channels:
        return []
    words = {
        Channel.DIRECT: t("trực tiếp"),
        Channel.ONLINE: t("trực tuyến"),
        Channel.POST: t("qua bưu chính"),
    }
    sentence = t(
        "Danh mục không có hình thức nộp {channel} cho thủ tục «{name}»: có thể nộp {offered}.",
        channel=words[channel],
        name=procedure.short_name,
        offered=", ".join(words[each] for each in procedure.channels),
    )
    return [Finding(Severity.WARNING, sentence)]


def _law_changes(procedure: Procedure, on: date) -> list[Finding]:
    if procedure.law_changes_on is None or on < procedure.law_changes_on:
        return []
    sentence = t(
        "{law} có hiệu lực từ {day}: thành phần hồ sơ trong danh mục của trạm có thể đã cũ.",
        law=procedure.law_change,
        day=f"{procedure.law_changes_on:%d/%m/%Y}",
    )
    return [Finding(Severity.WARNING, sentence)]


def check_data(catalogue: Catalogue, calendar: WorkCalendar, on: date) -> list[Finding]:
    """Whether the station's own data are fit for a day: an old catalogue, a year whose days off
    nobody has compared with the official notice."""
    findings = []
    as_of = catalogue.about.as_of
    if on - as_of > CATALOGUE_OLD:
        sentence = t(
            "Danh mục thủ tục của trạm lấy từ {day}, đã quá cũ: cập nhật từ tỉnh.",
            day=f"{as_of:%d/%m/%Y}",
        )
        findings.append(Finding(Severity.WARNING, sentence))
    if not calendar.is_confirmed(on.year):
        sentence = t(
            "Lịch nghỉ lễ, Tết năm {year} chưa được đối chiếu với thông báo chính thức: "
            "ngày hẹn trả có thể lệch.",
            year=on.year,
        )
        findings.append(Finding(Severity.INFO, sentence))
    return findings


def check_supplement(asked_before: int) -> list[Finding]:
    """Before a supplement request: the law's principle is one request for one dossier, and a
    second one counts as late (QĐ 766, DOMAIN §2.8)."""
    if asked_before < 1:
        return []
    sentence = t("Hồ sơ đã yêu cầu bổ sung một lần: yêu cầu lần nữa sẽ bị tính quá hạn.")
    return [Finding(Severity.WARNING, sentence)]


def check_before_seal(
    components: Iterable[DossierComponent], pages: Mapping[str, int]
) -> list[Finding]:
    """What stops or qualifies the sealing of a dossier.

    ``pages`` counts the pages that are to be digitised, by component key; a key of no component
    is an attachment beside the list, which earns no point of QĐ 766 and may not be sent.
    """
    lines = list(components)
    findings = [finding for line in lines for finding in _faults(line, pages.get(line.key, 0))]
    known = {line.key for line in lines}
    for key in pages:
        if key not in known:
            sentence = t(
                "Có tệp không thuộc thành phần nào của hồ sơ: chuyển tệp vào đúng giấy tờ."
            )
            findings.append(Finding(Severity.BLOCK, sentence, key))
    return findings


def _faults(line: DossierComponent, pages: int) -> list[Finding]:
    """At most one sentence for one paper: the first that has to be mended."""
    name = line.name
    never, must = (
        line.digitize_class is each for each in (DigitizeClass.DO_NOT_DIGITIZE, DigitizeClass.MUST)
    )
    if never and pages:
        return [_stop(line, t("«{name}» không được số hóa: xóa các trang đã quét.", name=name))]
    if line.required and line.outcome is Outcome.PENDING:
        return [_stop(line, t("Chưa đánh dấu giấy tờ bắt buộc «{name}».", name=name))]
    if line.outcome in (Outcome.REUSED, Outcome.NOT_NEEDED) and not line.evidence.strip():
        return [_stop(line, t("Ghi căn cứ tái sử dụng hoặc miễn nộp «{name}».", name=name))]
    if must and line.outcome is Outcome.RECEIVED and not pages:
        return [_stop(line, t("«{name}» đã nhận và phải số hóa: quét giấy tờ này.", name=name))]
    if pages and line.outcome is not Outcome.RECEIVED:
        sentence = t("«{name}» có trang đã quét nhưng chưa đánh dấu đã nhận.", name=name)
        return [_stop(line, sentence)]
    if line.handling is Handling.PRESENT_ONLY and line.outcome is Outcome.RECEIVED:
        sentence = t("«{name}» chỉ để xem: trả lại cho người dân, không giữ.", name=name)
        return [Finding(Severity.WARNING, sentence, line.key)]
    return []


def _stop(line: DossierComponent, sentence: str) -> Finding:
    return Finding(Severity.BLOCK, sentence, line.key)
