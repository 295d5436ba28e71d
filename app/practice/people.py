"""Invented people for practice: their numbers look right and belong to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from app.model.people import Person, Sex

T = TypeVar("T")
COMMUNE = "xã Thực Hành"
PROVINCE = "tỉnh Thực Hành"
VILLAGES = (
    "Đồng Sen",
    "Cây Gạo",
    "Khe Mây",
    "Bến Lau",
    "Gò Trúc",
    "Xóm Dừa",
    "Hồ Quỳnh",
    "Nương Chè",
    "Cầu Ngói",
    "Rú Thông",
)
_BIRTH_PLACES = ("042", "040", "038", "044")
"""Hà Tĩnh and its neighbours (DOMAIN §3.5)."""
_FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Dương",
)
_MIDDLE = {
    Sex.MALE: ("Văn", "Đức", "Hữu", "Quang", "Công", "Xuân", "Trọng", "Đình"),
    Sex.FEMALE: ("Thị", "Ngọc", "Thị Thu", "Thị Kim", "Thùy", "Diệu", "Thị Mỹ"),
}
_GIVEN = {
    Sex.MALE: ("Bình", "Cường", "Dũng", "Giáp", "Khải", "Lâm", "Nghĩa", "Phước", "Tuấn", "Vượng"),
    Sex.FEMALE: ("Ánh", "Duyên", "Hường", "Lệ", "Mơ", "Nguyệt", "Quyên", "Thảo", "Uyên", "Yến"),
}
_PEOPLE = 1
"""Sets the draws of people apart from the other draws of one seed."""
_GROWN_UP = (1948, 2004)
_CARDS_FROM, _CARDS_TO = date(2021, 3, 1), date(2024, 6, 30)


def practice_person(
    seed: int, sex: Sex | None = None, born_in: tuple[int, int] = _GROWN_UP
) -> Person:
    """The same person for the same seed: number, sex, birth and names agree (DOMAIN §3.5).

    ``born_in`` are the first and the last year of birth that may come out.
    """
    dice = np.random.default_rng([seed, _PEOPLE])
    chosen = sex or pick(dice, (Sex.MALE, Sex.FEMALE))
    born = _between(dice, date(born_in[0], 1, 1), date(born_in[1], 12, 31))
    name = " ".join((pick(dice, _FAMILY), pick(dice, _MIDDLE[chosen]), pick(dice, _GIVEN[chosen])))
    return Person(
        identifier=_identifier(dice, chosen, born),
        full_name=name,
        born_on=born.isoformat(),
        sex=chosen,
        address=f"Thôn {pick(dice, VILLAGES)}, {COMMUNE}, {PROVINCE}",
        phone=f"0900000{dice.integers(1000):03d}",
        id_issued_on=_between(dice, _CARDS_FROM, _CARDS_TO).isoformat(),
        old_identifier=f"18{dice.integers(10**7):07d}" if born.year < 2000 else "",
    )


def card_qr_text(person: Person) -> str:
    """The seven fields on the QR of a chip card (DOMAIN §3.1)."""
    return "|".join(
        (
            person.identifier,
            person.old_identifier,
            person.full_name,
            _eight_digits(person.born_on),
            sex_word(person),
            person.address,
            _eight_digits(person.id_issued_on),
        )
    )


def sex_word(person: Person) -> str:
    """``Nam`` or ``Nữ``."""
    return "Nam" if person.sex is Sex.MALE else "Nữ"


def pick(dice: np.random.Generator, choices: Sequence[T]) -> T:
    """One of the choices."""
    return choices[int(dice.integers(len(choices)))]


def _identifier(dice: np.random.Generator, sex: Sex, born: date) -> str:
    """Place of birth, century and sex, year, six digits: no check digit exists."""
    century = 2 * (born.year // 100 - 19) + (sex is Sex.FEMALE)
    return f"{pick(dice, _BIRTH_PLACES)}{century}{born:%y}{dice.integers(10**6):06d}"


def _between(dice: np.random.Generator, first: date, last: date) -> date:
    return first + timedelta(days=int(dice.integers((last - first).days + 1)))


def _eight_digits(day: str) -> str:
    return f"{date.fromisoformat(day):%d%m%Y}" if day else ""
