"""The machine-readable zone on the back of a card: TD1, three lines of 30 (ICAO 9303-5).

Vietnam: the document number is the last nine digits of the personal number, which stands whole
in the optional field behind it (DOMAIN §3.4). Names carry no marks.
"""

from __future__ import annotations

import re
from datetime import date

from app.errors import BadInput
from app.i18n import t
from app.identity.personal_id import birth_year, check_personal_id, is_personal_id
from app.identity.reading import CardKind, CardReading
from app.model.people import Person, Sex

LINE = 30
FILLER = "<"
COUNTRY = "VNM"

_ZONE = re.compile(r"[A-Z0-9<]{90}")
_WEIGHTS = (7, 3, 1)
_SEX = {"M": Sex.MALE, "F": Sex.FEMALE}


def check_digit(text: str) -> int:
    """The ICAO 9303 check digit: weights 7-3-1, ``A`` = 10 … ``Z`` = 35, ``<`` = 0."""
    values = (0 if letter == FILLER else int(letter, 36) for letter in text)
    return sum(value * _WEIGHTS[at % 3] for at, value in enumerate(values)) % 10


def looks_like_mrz(text: str) -> bool:
    """True for a text that begins as the zone of a Vietnamese identity card does."""
    start = _joined(text)[:5]
    return start[:1] == "I" and start[2:] == COUNTRY


def _joined(text: str) -> str:
    return "".join(text.split()).upper()


def read_mrz(text: str) -> CardReading:
    """The person of a TD1 zone. ``BadInput`` where it is none or a check digit is wrong.

    The name has no tone marks: it is for cross-checking, never to be written over a Vietnamese
    one, and a warning says so. ``extras`` holds the expiry date as ``YYMMDD``.
    """
    zone = _joined(text)
    if not looks_like_mrz(zone) or not _ZONE.fullmatch(zone):
        raise BadInput(
            t("Đây không phải dòng mã MRZ của thẻ căn cước."),
            t("Chụp lại mặt sau thẻ cho rõ ba dòng chữ cuối, hoặc gõ số định danh."),
        )
    first, second, third = zone[:LINE], zone[LINE : 2 * LINE], zone[2 * LINE :]
    number = first[15:27]
    trusted = is_personal_id(number) and number.endswith(first[5:14])
    if not trusted or not all(map(_agrees, _checked(first, second))):
        raise BadInput(
            t("Dòng mã MRZ đọc bị sai (số kiểm tra không khớp)."),
            t("Chụp lại mặt sau thẻ cho rõ, hoặc gõ số định danh."),
        )
    sex = _SEX.get(second[7])
    born_on = _birth(number, second[:6])
    warnings = [
        t("Tên đọc từ MRZ không có dấu: chỉ để đối chiếu, gõ lại họ tên có dấu."),
        *check_personal_id(number, born_on, sex),
    ]
    if not _agrees((first[5:] + second[:7] + second[8:15] + second[18:29], second[29])):
        warnings.append(t("Số kiểm tra chung của MRZ không khớp: đối chiếu lại với thẻ."))
    person = Person(identifier=number, full_name=_name(third), born_on=born_on, sex=sex)
    return CardReading(person, CardKind.MRZ, tuple(warnings), (second[8:14],))


def _checked(first: str, second: str) -> list[tuple[str, str]]:
    return [(first[5:14], first[14]), (second[:6], second[6]), (second[8:14], second[14])]


def _agrees(pair: tuple[str, str]) -> bool:
    text, digit = pair
    return check_digit(text) == (0 if digit == FILLER else int(digit, 36))


def _birth(number: str, printed: str) -> str:
    """``YYMMDD`` with the century of the personal number; only the year where no day is given."""
    year = birth_year(number) // 100 * 100 + int(printed[:2]) if printed[:2].isdigit() else 0
    try:
        return date(year, int(printed[2:4]), int(printed[4:6])).isoformat()
    except ValueError:
        return str(year) if year else ""


def _name(line: str) -> str:
    return " ".join(line.replace(FILLER, " ").split())
