"""Personal numbers, tax codes, and how they are masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.identity.letters import is_vietnamese_name, unscrambled
from app.identity.masking import mask_identifier
from app.identity.personal_id import birth_province, birth_year, check_personal_id, sex_of
from app.identity.tax_code import read_tax_code
from app.model.people import Sex


def test_a_number_that_agrees_has_no_warnings() -> None:
    assert check_personal_id("042090001234", "1990-02-01", Sex.MALE) == ()
    assert check_personal_id("042090001234", "1990") == ()
    assert check_personal_id("042090001234") == ()


@pytest.mark.parametrize(
    ("number", "year", "sex"),
    [
        ("042090001234", 1990, Sex.MALE),
        ("042190001234", 1990, Sex.FEMALE),
        ("042205001234", 2005, Sex.MALE),
        ("042399001234", 2099, Sex.FEMALE),
        ("042800001234", 2300, Sex.MALE),
    ],
)
def test_century_and_sex(number: str, year: int, sex: Sex) -> None:
    assert birth_year(number) == year
    assert sex_of(number) is sex


def test_places_of_birth_registration() -> None:
    assert birth_province("001090001234") == "Hà Nội"
    assert birth_province("042090001234") == "Hà Tĩnh"
    assert birth_province("096090001234") == "Cà Mau"
    assert birth_province("003090001234") == ""


@pytest.mark.parametrize(
    ("number", "born", "sex", "says"),
    [
        ("042090001234", "1990-02-01", Sex.FEMALE, "Giới tính"),
        ("042090001234", "1991-02-01", Sex.MALE, "Năm sinh 1991"),
        ("042290001234", "1990-02-01", Sex.MALE, "2090"),
        ("003090001234", "1990", None, "Mã nơi đăng ký khai sinh 003"),
        ("123456789", "", None, "9 số"),
    ],
)
def test_faults_are_warned_of(number: str, born: str, sex: Sex | None, says: str) -> None:
    warnings = check_personal_id(number, born, sex)
    assert len(warnings) == 1
    assert says in warnings[0]


@pytest.mark.parametrize(
    "number", ["", "04209000123", "0420900012345", "04209000123a", "٠٤٢٠٩٠٠٠١٢٣٤"]
)
def test_other_lengths_and_signs_are_bad_input(number: str) -> None:
    with pytest.raises(BadInput, match="12 chữ số"):
        check_personal_id(number)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("0100109106", "0100109106"),
        ("0301482205", "0301482205"),
        ("0100233488", "0100233488"),
        ("0314409058-002", "0314409058-002"),
        (" 0314409058 002 ", "0314409058-002"),
        ("042090001234", "042090001234"),
    ],
)
def test_tax_codes(typed: str, written: str) -> None:
    assert read_tax_code(typed) == written


@pytest.mark.parametrize(
    "typed",
    ["", "0100109107", "0100233480", "0100000000", "0314409058-000", "12345", "abc", "01001091061"],
)
def test_wrong_tax_codes(typed: str) -> None:
    with pytest.raises(BadInput, match="Mã số thuế"):
        read_tax_code(typed)


@given(st.text(max_size=40))
def test_no_tax_code_makes_a_traceback(typed: str) -> None:
    try:
        read_tax_code(typed)
    except BadInput as error:
        assert error.hint


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("012345678901", "012•••••8901"),
        ("123456789", "12••••789"),
        ("0100109106", "01•••••106"),
        ("1", "•"),
        ("", ""),
    ],
)
def test_masks(number: str, shown: str) -> None:
    assert mask_identifier(number) == shown


@given(st.text(alphabet="0123456789", min_size=4, max_size=20))
def test_a_mask_keeps_the_length_and_hides_a_good_third(number: str) -> None:
    shown = mask_identifier(number)
    assert len(shown) == len(number)
    assert shown.count("•") * 3 >= len(number)


@pytest.mark.parametrize("name", ["Nguyễn Văn Mẫu", "ĐẶNG THỊ ƯỚC", "H'Hen Mẫu", "Y-Bhăm"])
def test_vietnamese_names(name: str) -> None:
    assert is_vietnamese_name(name)


@pytest.mark.parametrize("name", ["Nguyá»…n", "Nguy?n", "Nguy�n", "Müller", "Mẫu 2"])
def test_strange_names(name: str) -> None:
    assert not is_vietnamese_name(name)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậéèẻẽẹ ỳýỷỹỵ", max_size=40))
def test_right_vietnamese_is_left_alone(text: str) -> None:
    assert unscrambled(text) is None
