"""The machine-readable zone (ICAO 9303-5). Persons and numbers are invented."""

from __future__ import annotations

import pytest

from app.errors import BadInput
from app.identity.card import CardKind, read_card_text, read_mrz
from app.identity.mrz import check_digit
from app.model.people import Sex

NUMBER = "042190001234"


def _zone(
    number: str = NUMBER,
    born: str = "900201",
    sex: str = "F",
    expires: str = "500201",
    name: str = "TRAN<<THI<MAU",
) -> list[str]:
    short = number[-9:]
    first = f"IDVNM{short}{check_digit(short)}{number}<<{check_digit(number)}"
    dates = f"{born}{check_digit(born)}", f"{expires}{check_digit(expires)}"
    optional = "<" * 11
    composite = check_digit(first[5:] + dates[0] + dates[1] + optional)
    second = f"{dates[0]}{sex}{dates[1]}VNM{optional}{composite}"
    return [first, second, name.ljust(30, "<")]


@pytest.mark.parametrize(
    ("text", "digit"), [("L898902C3", 6), ("740812", 2), ("120415", 9), ("<<<", 0)]
)
def test_check_digits(text: str, digit: int) -> None:
    assert check_digit(text) == digit


def test_a_zone_is_read_and_its_name_only_compared() -> None:
    reading = read_mrz("\n".join(_zone()))
    assert reading.kind is CardKind.MRZ
    assert reading.person.identifier == NUMBER
    assert reading.person.full_name == "TRAN THI MAU"
    assert reading.person.born_on == "1990-02-01"
    assert reading.person.sex is Sex.FEMALE
    assert reading.extras == ("500201",)
    assert len(reading.warnings) == 1
    assert "không có dấu" in reading.warnings[0]


def test_the_century_comes_from_the_personal_number() -> None:
    reading = read_mrz("\n".join(_zone(number="042305001234", born="050607")))
    assert reading.person.born_on == "2005-06-07"


def test_a_card_without_expiry() -> None:
    assert read_mrz("".join(_zone(expires="991231"))).extras == ("991231",)


def test_line_ends_blanks_and_small_letters_do_not_matter() -> None:
    text = "\r\n".join(_zone()).lower() + "\r\n"
    assert read_card_text(f" {text} ") == read_mrz("".join(_zone()))


@pytest.mark.parametrize("place", [6, 14, 20, 30, 36, 38, 44])
def test_a_misread_sign_is_refused(place: int) -> None:
    zone = list("".join(_zone()))
    zone[place] = "1" if zone[place] != "1" else "7"
    with pytest.raises(BadInput, match="đọc bị sai"):
        read_mrz("".join(zone))


def test_a_wrong_composite_digit_only_warns() -> None:
    zone = list("".join(_zone()))
    zone[59] = str((int(zone[59]) + 1) % 10)
    assert any("Số kiểm tra chung" in each for each in read_mrz("".join(zone)).warnings)


@pytest.mark.parametrize(
    "text", ["", "IDVNM", "IDVNM" + "0" * 84, "P<VNM" + "0" * 85, "IDVNM" + "?" * 85]
)
def test_no_zone(text: str) -> None:
    with pytest.raises(BadInput, match="MRZ"):
        read_mrz(text)
