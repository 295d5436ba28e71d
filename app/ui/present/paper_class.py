"""Whether a paper is digitised, and what may be chosen instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.i18n import t
from app.model.dossier import DigitizeClass, DossierComponent

MUST, NEVER = DigitizeClass.MUST, DigitizeClass.DO_NOT_DIGITIZE


@dataclass(frozen=True)
class ClassOffer:
    """A choice for one paper: ``wanted`` is its class then.

    ``why_not`` says why it cannot be chosen, or ''. ``reason`` is what to begin the reason with,
    None where none is asked for.
    """

    text: str
    wanted: DigitizeClass
    why_not: str
    reason: str | None


def class_offers(
    line: DossierComponent, law: DigitizeClass, pages: int
) -> tuple[ClassOffer, ClassOffer]:
    """To digitise, and not to; ``law`` is the class in the catalogue, ``pages`` counts those the
    paper has."""
    return _to_digitize(line, law), _not_to(line, pages)


def _to_digitize(line: DossierComponent, law: DigitizeClass) -> ClassOffer:
    now = line.digitize_class
    if law is NEVER:
        why_not = t("Theo quy định, giấy tờ này chỉ xem và đối chiếu, không được số hóa.")
        return ClassOffer(t("Số hóa giấy này"), NEVER, why_not, None)
    if now is NEVER:
        return ClassOffer(t("Số hóa giấy này"), law, "", None)
    if now is MUST:
        return ClassOffer(t("Số hóa giấy này"), MUST, t("Giấy tờ này đã phải số hóa."), None)
    reason = (
        t("Theo yêu cầu của người nộp.")
        if now is DigitizeClass.ON_DEMAND_CITIZEN
        else t("Theo nhu cầu của cơ quan giải quyết.")
    )
    return ClassOffer(t("Số hóa giấy này…"), MUST, "", reason)


def _not_to(line: DossierComponent, pages: int) -> ClassOffer:
    why_not = ""
    if line.digitize_class is NEVER:
        why_not = t("Giấy tờ này đã không số hóa.")
    elif pages:
        why_not = t("Bỏ các trang của giấy tờ này trước.")
    return ClassOffer(t("Không số hóa giấy này…"), NEVER, why_not, "")


def class_word(line: DossierComponent, law: DigitizeClass) -> str:
    """What holds now, and by whose word."""
    now = line.digitize_class
    word = {
        MUST: t("Phải số hóa"),
        DigitizeClass.ON_DEMAND_CITIZEN: t("Số hóa khi người nộp yêu cầu"),
        DigitizeClass.ON_DEMAND_AGENCY: t("Số hóa khi cơ quan cần"),
        NEVER: t("Không số hóa"),
    }[now]
    source = t("theo danh mục") if now is law else t("do cán bộ chọn")
    return f"{word} ({source})"


def class_change_sentence(details: Mapping[str, Any]) -> str:
    """The change of a class as the history of a dossier tells it."""
    never = details["to"] == NEVER
    sentence = (
        t("Không số hóa «{name}»", name=details["name"])
        if never
        else t("Số hóa «{name}»", name=details["name"])
    )
    return f"{sentence}: {details['why']}" if details["why"] else sentence
