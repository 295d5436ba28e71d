"""Words for persons."""

from __future__ import annotations

from app.i18n import t
from app.model.people import ApplicantKind, Sex


def sex_word(sex: Sex | None) -> str:
    return {Sex.MALE: t("Nam"), Sex.FEMALE: t("Nữ"), None: ""}[sex]


def kind_word(kind: ApplicantKind) -> str:
    return {
        ApplicantKind.PERSON: t("Cá nhân"),
        ApplicantKind.BUSINESS: t("Doanh nghiệp, hộ kinh doanh"),
        ApplicantKind.AGENCY: t("Cơ quan, đơn vị"),
        ApplicantKind.OTHER: t("Đối tượng khác"),
    }[kind]
