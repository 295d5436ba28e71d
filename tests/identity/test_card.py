"""The text of identity cards, as readers give it. All persons and numbers are invented."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import BadInput
from app.identity.card import CardKind, read_card_text
from app.identity.card_fields import card_date
from app.model.people import Sex

CARD = (
    "042090001234|123456789|Nguyễn Văn Mẫu|01021990|Nam|Thôn Thí Dụ, Xã Mẫu, Tỉnh Hà Tĩnh|15062021"
)
WOMAN = "042190004321||Trần Thị Ngữ Ý|28021990|Nữ|Tổ 3, Phường Giả Định, TP. Huế|02082024"


def _shown_in(code_page: str, text: str) -> str:
    """UTF-8 as a Windows program shows it that takes it for ``code_page``."""
    shown = ""
    for byte in text.encode():
        try:
            shown += bytes([byte]).decode(code_page)
        except UnicodeDecodeError:
            shown += chr(byte)
    return shown


def test_seven_fields_of_a_chip_card() -> None:
    reading = read_card_text(CARD)
    person = reading.person
    assert person.identifier == "042090001234"
    assert person.old_identifier == "123456789"
    assert person.full_name == "Nguyễn Văn Mẫu"
    assert person.born_on == "1990-02-01"
    assert person.sex is Sex.MALE
    assert person.address == "Thôn Thí Dụ, Xã Mẫu, Tỉnh Hà Tĩnh"
    assert person.id_issued_on == "2021-06-15"
    assert reading.kind is CardKind.CHIP_CCCD
    assert reading.warnings == ()
    assert reading.extras == ()


def test_the_new_card_by_its_date_or_its_further_fields() -> None:
    assert read_card_text(WOMAN).kind is CardKind.CAN_CUOC
    assert read_card_text(WOMAN).person.sex is Sex.FEMALE
    assert read_card_text(CARD + "|Nguyễn Văn Cha").kind is CardKind.CAN_CUOC


def test_six_fields_where_the_old_number_is_left_out() -> None:
    six = CARD.replace("|123456789", "")
    person = read_card_text(six).person
    assert person.old_identifier == ""
    assert person.full_name == "Nguyễn Văn Mẫu"
    assert person.id_issued_on == "2021-06-15"


def test_twelve_fields_keep_the_further_ones_as_they_came() -> None:
    reading = read_card_text(f"{CARD}|Nguyễn Văn Cha||Lê Thị Mẹ|042060000001|")
    assert len(CARD.split("|")) + 5 == 12
    assert reading.extras == ("Nguyễn Văn Cha", "Lê Thị Mẹ", "042060000001")
    assert reading.person == read_card_text(CARD).person


def test_an_empty_address_is_not_filled_from_the_further_fields() -> None:
    reading = read_card_text("042090001234||Nguyễn Văn Mẫu|01021990|Nam||15062021|Nguyễn Văn Cha")
    assert reading.person.address == ""
    assert reading.person.id_issued_on == "2021-06-15"
    assert reading.extras == ("Nguyễn Văn Cha",)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\t", "|", "||", "  "])
def test_what_a_reader_adds_behind_does_not_matter(end: str) -> None:
    assert read_card_text(CARD + end).person == read_card_text(CARD).person


@pytest.mark.parametrize("begin", ["]Q3", "\ufeff", " ", "\x02", "|"])
def test_what_a_reader_adds_before_does_not_matter(begin: str) -> None:
    assert read_card_text(begin + CARD).person == read_card_text(CARD).person


@pytest.mark.parametrize("separator", ["\\", "~", "¦"])
def test_a_mistyped_separator_is_read_with_a_warning(separator: str) -> None:
    reading = read_card_text(CARD.replace("|", separator))
    assert reading.person == read_card_text(CARD).person
    assert any("dấu ngăn cách" in warning for warning in reading.warnings)


@pytest.mark.parametrize("code_page", ["latin-1", "cp1252", "cp1258"])
@pytest.mark.parametrize("card", [CARD, WOMAN])
def test_scrambled_vietnamese_is_put_right(code_page: str, card: str) -> None:
    scrambled = _shown_in(code_page, card)
    assert scrambled != card
    assert read_card_text(scrambled) == read_card_text(card)


def test_letters_come_out_composed() -> None:
    split = unicodedata.normalize("NFD", WOMAN)
    assert read_card_text(split) == read_card_text(WOMAN)


def test_lost_letters_are_warned_of() -> None:
    reading = read_card_text(CARD.replace("Nguyễn Văn Mẫu", "Nguy?n V?n M?u"))
    assert any("ký tự lạ" in warning for warning in reading.warnings)


@pytest.mark.parametrize("sex", ["N?", "N~", "Nu", "NÆ", "N�"])
def test_a_spoilt_sex_is_not_taken_for_the_address(sex: str) -> None:
    reading = read_card_text(WOMAN.replace("|Nữ|", f"|{sex}|"))
    assert reading.person.sex is None
    assert reading.person.address == "Tổ 3, Phường Giả Định, TP. Huế"
    assert any("giới tính" in warning for warning in reading.warnings)


@pytest.mark.parametrize("born", ["00001990", "1990", "00021990"])
def test_only_the_year_of_birth(born: str) -> None:
    reading = read_card_text(CARD.replace("01021990", born))
    assert reading.person.born_on == "1990"
    assert any("năm sinh" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("042090001234", "042190001234", "Giới tính"),
        ("042090001234", "999090001234", "999"),
        ("01021990", "01021991", "1991"),
        ("042090001234", "042290001234", "2090"),
    ],
)
def test_a_number_that_does_not_agree_warns_and_is_read(old: str, new: str, says: str) -> None:
    reading = read_card_text(CARD.replace(old, new))
    assert any(says in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXUifQ.c2lnbmF0dXJlLW1hdS1raG9uZy1jby10aGF0",
        "https://vneid.gov.vn/s/mau",
        "A" * 300,
        "q83vEjRWeJASNFZ4kBI0VniQEjRWeJASNFZ4kBI0VniQ==",
    ],
)
def test_a_vneid_code_asks_to_type_the_number(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_card_text(text)
    assert "VNeID" in caught.value.title
    assert "gõ số định danh" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "xin chào",
        "a|b|c|d|e|f|g",
        "|||||||",
        "042090001234",
        "042090001234|||||||",
        "123456789|Nguyễn Văn Mẫu|01021990|Nam|Xã Mẫu|15062021",
        "https://example.com",
        "x" * 5_000,
    ],
)
def test_anything_else_is_told_to_be_no_card(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_card_text(text)
    assert "gõ số định danh" in caught.value.hint


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("01021990", "1990-02-01"),
        ("29022000", "2000-02-29"),
        ("29022001", ""),
        ("31041990", ""),
        ("01021799", ""),
        ("1990", "1990"),
        ("01/02/1990", ""),
        ("०१०२१९९०", ""),
        ("", ""),
    ],
)
def test_dates(written: str, read: str) -> None:
    assert card_date(written) == read


FIELD = st.one_of(
    st.sampled_from(
        ["042090001234", "123456789", "Nguyễn Văn Mẫu", "01021990", "Nam", "Nữ", "", "N", "0000"]
    ),
    st.text(max_size=12),
)


@given(st.lists(FIELD, max_size=14), st.sampled_from(["|", "\\", "~", "\r\n"]))
def test_no_fields_make_a_traceback(fields: list[str], separator: str) -> None:
    try:
        reading = read_card_text(separator.join(fields))
    except BadInput:
        return
    assert reading.person.identifier.isdigit()
    assert reading.person.full_name


@given(st.text(max_size=400))
@example("IDVNM" + "9" * 85)
@example("IDVNM" + "<" * 85)
@example("I<VNM" + "0" * 25 + "A" * 60)
def test_no_text_makes_a_traceback(text: str) -> None:
    try:
        read_card_text(text)
    except BadInput as error:
        assert error.title
        assert error.hint


@given(st.text(alphabet="IDVNM<0123456789ABC\n", min_size=80, max_size=100))
def test_no_zone_makes_a_traceback(text: str) -> None:
    try:
        read_card_text("IDVNM" + text)
    except BadInput as error:
        assert "MRZ" in error.title
