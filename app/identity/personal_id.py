"""The 12-digit personal number and what it says of its holder (DOMAIN §3.5).

``PPP G YY NNNNNN``: province of birth registration, century and sex, year of birth, six digits
at random. There is no check digit, so that most faults are only warned of.
"""

from __future__ import annotations

import json
import re
from functools import cache

from app.errors import BadInput
from app.i18n import t
from app.model.people import Sex
from app.paths import RESOURCES

PROVINCES = RESOURCES / "codes" / "birth_provinces.json"

_PERSONAL_ID = re.compile(r"[0-9]{12}")
_OLD_CARD = re.compile(r"[0-9]{9}")


def is_personal_id(text: str) -> bool:
    """Twelve digits. The number is text: it may begin with 0."""
    return _PERSONAL_ID.fullmatch(text) is not None


def is_old_card_number(text: str) -> bool:
    """The nine digits of an old CMND."""
    return _OLD_CARD.fullmatch(text) is not None


@cache
def _provinces() -> dict[str, str]:
    known: dict[str, str] = json.loads(PROVINCES.read_text(encoding="utf-8"))["provinces"]
    return known


def birth_province(number: str) -> str:
    """Where the birth was registered, or an empty text for a code the list does not have.

    Never today's province of residence, nor one of the 34 of since 2025.
    """
    return _provinces().get(number[:3], "")


def birth_year(number: str) -> int:
    """The year of birth that the number carries, 1900 to 2399."""
    return 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])


def sex_of(number: str) -> Sex:
    return Sex.FEMALE if int(number[3]) % 2 else Sex.MALE


def check_personal_id(number: str, born_on: str = "", sex: Sex | None = None) -> tuple[str, ...]:
    """What does not agree, as sentences for the officer; none of it is a refusal.

    ``born_on`` is ``YYYY-MM-DD`` or ``YYYY``, empty where unknown. ``BadInput`` where the number
    has neither 12 digits nor the 9 of an old CMND.
    """
    if is_old_card_number(number):
        return (
            t(
                "Chứng minh nhân dân 9 số hết giá trị sử dụng từ 01/01/2025: dùng số định danh "
                "12 số, giữ số cũ để đối chiếu giấy tờ cũ."
            ),
        )
    if not is_personal_id(number):
        raise BadInput(
            t("Số định danh cá nhân phải có đúng 12 chữ số."),
            t("Gõ lại số in trên thẻ, không có dấu cách hay dấu chấm."),
        )
    warnings = []
    if not birth_province(number):
        warnings.append(
            t("Mã nơi đăng ký khai sinh {code} không có trong danh sách.", code=number[:3])
        )
    if born_on[:4].isdigit() and int(born_on[:4]) != birth_year(number):
        warnings.append(
            t(
                "Năm sinh {year} không khớp với số định danh (theo số: {expected}).",
                year=born_on[:4],
                expected=birth_year(number),
            )
        )
    if sex is not None and sex is not sex_of(number):
        warnings.append(t("Giới tính không khớp với số định danh."))
    return tuple(warnings)
