"""What is typed: dates, the applicant's fields, what looks wrong about them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.errors import BadInput
from app.model.dossier import Page
from app.model.people import ApplicantKind, Person, Sex
from app.ui.present.applicant import Typed, doubts, person_of, typed_of
from app.ui.present.dates import shown_date, stored_date
from app.ui.present.pages import page_caption, page_role, page_tip
from app.ui.present.sizes import size_text
from app.ui.present.states import Role

GOOD = Typed("040190001234", "Nguyễn Thị Ánh Hồng", "05/09/1990", Sex.FEMALE)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("05/09/1990", "1990-09-05"),
        ("5.9.1990", "1990-09-05"),
        ("5-9-1990", "1990-09-05"),
        ("05091990", "1990-09-05"),
        ("", ""),
        ("31/02/1990", None),
        ("1990", None),
        ("hôm qua", None),
    ],
)
def test_dates_as_a_clerk_types_them(typed: str, stored: str | None) -> None:
    assert stored_date(typed) == stored


def test_a_year_alone_will_do_where_it_may() -> None:
    assert stored_date("1950", year_alone=True) == "1950"
    assert [shown_date(each) for each in ("1990-09-05", "1950", "", "lạ lùng ??")] == [
        "05/09/1990",
        "1950",
        "",
        "lạ lùng ??",
    ]


def test_good_fields_raise_no_doubt_and_make_the_person() -> None:
    assert doubts(GOOD) == {}
    person = person_of(GOOD)
    assert person.born_on == "1990-09-05"
    assert typed_of(person) == GOOD


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (Typed("04019000123", "Nguyễn Văn A"), "identifier"),
        (Typed("040190001234", "Nguyễn Văn A", "05/09/1991"), "identifier"),
        (Typed("040190001234", "Nguyá»…n Văn A"), "full_name"),
        (Typed("040190001234", "Nguyễn Văn A", "45/09/1990"), "born_on"),
        (Typed(phone="123"), "phone"),
        (Typed(email="không có"), "email"),
        (Typed("123", kind=ApplicantKind.BUSINESS), "identifier"),
    ],
)
def test_what_looks_wrong_is_said_at_its_field(typed: Typed, field: str) -> None:
    assert list(doubts(typed)) == [field]


def test_a_business_is_not_asked_for_a_personal_number() -> None:
    assert doubts(Typed("0100109106", "Công ty A & B", kind=ApplicantKind.BUSINESS)) == {}


def test_a_date_that_is_none_cannot_be_kept() -> None:
    with pytest.raises(BadInput, match="45/09/1990"):
        person_of(Typed("040190001234", "A", "45/09/1990"))


def test_what_the_card_told_beside_the_form_is_kept_for_the_same_person_only() -> None:
    known = Person("040190001234", "A", id_issued_on="2021-06-15", old_identifier="123456789")
    assert person_of(GOOD, known).id_issued_on == "2021-06-15"
    assert person_of(Typed("040190009999", "B"), known).id_issued_on == ""


def test_sizes_are_read_by_people() -> None:
    assert [size_text(n) for n in (0, 10, 850_400, 1_250_000)] == [
        "0 kB",
        "1 kB",
        "850 kB",
        "1,2 MB",
    ]


def test_a_page_says_what_is_the_matter_with_it() -> None:
    page = Page("p", "d", 0, "0" * 64, "a.jpg", "image/jpeg")
    blurred = Page("p", "d", 0, "0" * 64, "a.jpg", "image/jpeg", warnings=("Ảnh bị mờ.",))
    blank = Page("p", "d", 0, "0" * 64, "a.jpg", "image/jpeg", blank=True)
    assert page_caption(0, page) == "Trang 1"
    assert page_caption(1, blurred).startswith("Trang 2\n⚠")
    assert page_tip(blurred) == "a.jpg\nẢnh bị mờ."
    assert page_role(blurred) is Role.ATTENTION
    assert "trắng" in page_caption(2, blank)


def test_the_rows_are_made_without_qt() -> None:
    code = (
        "import sys, pkgutil, importlib, app.ui.present as p;"
        "names = [m.name for m in pkgutil.iter_modules(p.__path__)];"
        "[importlib.import_module(f'app.ui.present.{name}') for name in names];"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
