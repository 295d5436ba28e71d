"""Persons on a screen that citizens can see too."""

from __future__ import annotations

from app.i18n import t
from app.model.people import ApplicantKind, Sex

SHOWN_FIRST, SHOWN_LAST = 3, 3


def masked(identifier: str) -> str:
    """``079••••••345``: enough to tell two persons apart, not enough to copy (DOMAIN §2.10)."""
    hidden = len(identifier) - SHOWN_FIRST - SHOWN_LAST
    if hidden <= 0:
        return "•" * len(identifier)
    return identifier[:SHOWN_FIRST] + "•" * hidden + identifier[-SHOWN_LAST:]


def sex_word(sex: Sex | None) -> str:
    return {Sex.MALE: t("Nam"), Sex.FEMALE: t("Nữ"), None: ""}[sex]


def kind_word(kind: ApplicantKind) -> str:
    return {
        ApplicantKind.PERSON: t("Cá nhân"),
        ApplicantKind.BUSINESS: t("Doanh nghiệp, hộ kinh doanh"),
        ApplicantKind.AGENCY: t("Cơ quan, đơn vị"),
        ApplicantKind.OTHER: t("Đối tượng khác"),
    }[kind]
