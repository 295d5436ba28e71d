"""The checklist of a dossier: what each line says and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.i18n import t
from app.model.dossier import CopyKind, DigitizeClass, DossierComponent, Handling, Outcome, Page
from app.procedure.catalogue import Component
from app.procedure.guard import check_before_seal
from app.ui.present.states import Role


@dataclass(frozen=True)
class ChecklistRow:
    """One paper. ``about`` is the line under its name, ``result`` what became of it.

    ``settles`` is the outcome a tick in its box gives; ``outcomes`` are all it may have.
    """

    key: str
    name: str
    about: str
    official_name: str
    hint: str
    copies: str
    copy_kind: CopyKind
    quantity: int
    result: str
    role: Role
    outcome: Outcome
    evidence: str
    settled: bool
    required: bool
    settles: Outcome
    outcomes: tuple[Outcome, ...]
    can_scan: bool
    pages: int


def checklist_rows(
    components: Iterable[DossierComponent],
    pages: Mapping[str, Sequence[Page]],
    catalogue: Mapping[str, Component],
) -> list[ChecklistRow]:
    """``pages`` are by component key; ``catalogue`` has the conditions and hints."""
    return [_row(line, pages.get(line.key, ()), catalogue.get(line.key)) for line in components]


@dataclass(frozen=True)
class NextStep:
    """What the officer should do now; ``ready`` when nothing is left but the seal."""

    sentence: str
    ready: bool


def next_step(components: Iterable[DossierComponent], pages: Mapping[str, int]) -> NextStep:
    """The first thing that stands before the seal, and how many more there are."""
    blocking = [
        finding.sentence for finding in check_before_seal(components, pages) if finding.blocks
    ]
    if not blocking:
        return NextStep(t("Đủ giấy tờ. Bấm «Ký và niêm phong»."), True)
    if len(blocking) == 1:
        return NextStep(blocking[0], False)
    return NextStep(
        t("{first} Và {count} việc nữa.", first=blocking[0], count=len(blocking) - 1), False
    )


def _row(line: DossierComponent, pages: Sequence[Page], told: Component | None) -> ChecklistRow:
    present_only = line.handling is Handling.PRESENT_ONLY
    settles = Outcome.PRESENTED if present_only else Outcome.RECEIVED
    outcomes = (
        (settles, Outcome.NOT_NEEDED)
        if present_only
        else (settles, Outcome.REUSED, Outcome.NOT_NEEDED)
    )
    result, role = _result(line, pages)
    return ChecklistRow(
        key=line.key,
        name=line.name,
        about=_about(line, told),
        official_name=line.official_name,
        hint=told.hint if told else "",
        copies=f"{line.quantity} {copy_word(line.copy_kind).lower()}",
        copy_kind=line.copy_kind,
        quantity=line.quantity,
        result=result,
        role=role,
        outcome=line.outcome,
        evidence=line.evidence,
        settled=line.outcome is not Outcome.PENDING,
        required=line.required,
        settles=settles,
        outcomes=outcomes,
        can_scan=line.digitize_class is not DigitizeClass.DO_NOT_DIGITIZE,
        pages=len(pages),
    )


def _about(line: DossierComponent, told: Component | None) -> str:
    """What must not be done with it stands first: the end of a line may have no room."""
    when = t("Bắt buộc") if line.required else (told.condition if told else "") or t("Nếu có")
    if line.handling is Handling.PRESENT_ONLY:
        return t("Chỉ xem, không quét · {when}", when=when)
    if line.digitize_class is DigitizeClass.DO_NOT_DIGITIZE:
        return t("Nhận bản giấy, không quét · {when}", when=when)
    return when


def _result(line: DossierComponent, pages: Sequence[Page]) -> tuple[str, Role]:
    if line.outcome is Outcome.RECEIVED and any(page.warnings for page in pages):
        return t("{count} trang ⚠", count=len(pages)), Role.ATTENTION
    if line.outcome is Outcome.RECEIVED and pages:
        return t("{count} trang", count=len(pages)), Role.GOOD
    if line.outcome is Outcome.RECEIVED and line.digitize_class is DigitizeClass.MUST:
        return t("Chưa có trang"), Role.ATTENTION
    if line.outcome is Outcome.PENDING:
        return (t("Chưa có"), Role.ATTENTION) if line.required else ("", Role.QUIET)
    return outcome_word(line.outcome), Role.GOOD


def outcome_word(outcome: Outcome) -> str:
    return {
        Outcome.PENDING: t("Chưa có"),
        Outcome.RECEIVED: t("Đã nhận"),
        Outcome.PRESENTED: t("Đã xuất trình"),
        Outcome.REUSED: t("Tái sử dụng"),
        Outcome.NOT_NEEDED: t("Không cần"),
    }[outcome]


def copy_word(kind: CopyKind) -> str:
    return {
        CopyKind.ORIGINAL: t("Bản chính"),
        CopyKind.COPY: t("Bản sao"),
        CopyKind.ELECTRONIC: t("Bản điện tử"),
    }[kind]
