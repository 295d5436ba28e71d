"""What is typed about the applicant, what does not look right about it, and the person of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.errors import BadInput
from app.i18n import t
from app.identity.letters import is_vietnamese_name
from app.identity.personal_id import check_personal_id
from app.identity.tax_code import read_tax_code
from app.model.people import ApplicantKind, Person, Sex
from app.ui.present.dates import shown_date, stored_date

_PHONE = re.compile(r"^(?:\+84|0)\d{9,10}$")
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


@dataclass(frozen=True)
class Typed:
    """The fields as they stand in the form; dates as dd/mm/yyyy."""

    identifier: str = ""
    full_name: str = ""
    born_on: str = ""
    sex: Sex | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    kind: ApplicantKind = ApplicantKind.PERSON


def typed_of(person: Person) -> Typed:
    """A person's fields as the form shows them."""
    return Typed(
        person.identifier,
        person.full_name,
        shown_date(person.born_on),
        person.sex,
        person.address,
        person.phone,
        person.email,
        person.kind,
    )


def person_of(typed: Typed, known: Person | None = None) -> Person:
    """The person typed; what the form does not show is kept from ``known``, if it is the same.

    Raises ``BadInput`` where a field cannot be kept at all.
    """
    born_on = stored_date(typed.born_on, year_alone=True)
    if born_on is None:
        raise BadInput(
            t("Ngày sinh «{text}» không đúng.", text=typed.born_on.strip()),
            t("Gõ ngày/tháng/năm, ví dụ 05/09/1990, hoặc chỉ năm sinh."),
        )
    identifier = "".join(typed.identifier.split())
    person = Person(
        identifier=identifier,
        full_name=" ".join(typed.full_name.split()),
        kind=typed.kind,
        born_on=born_on,
        sex=typed.sex,
        address=typed.address.strip(),
        phone=re.sub(r"[\s.]", "", typed.phone),
        email=typed.email.strip(),
    )
    if known is not None and known.identifier == identifier:
        return replace(person, id_issued_on=known.id_issued_on, old_identifier=known.old_identifier)
    return person


def doubts(typed: Typed) -> dict[str, str]:
    """A sentence for each field that does not look right, by the field's name."""
    found = {
        "identifier": _identifier_doubt(typed),
        "full_name": _name_doubt(typed),
        "born_on": _birth_doubt(typed),
        "phone": _pattern_doubt(
            re.sub(r"[\s.]", "", typed.phone), _PHONE, t("Số điện thoại có vẻ không đúng.")
        ),
        "email": _pattern_doubt(
            typed.email.strip(), _EMAIL, t("Địa chỉ thư điện tử có vẻ không đúng.")
        ),
    }
    return {name: sentence for name, sentence in found.items() if sentence}


def _identifier_doubt(typed: Typed) -> str:
    number = "".join(typed.identifier.split())
    if not number:
        return ""
    try:
        if typed.kind is ApplicantKind.PERSON:
            born_on = stored_date(typed.born_on, year_alone=True) or ""
            return " ".join(check_personal_id(number, born_on, typed.sex))
        if typed.kind is ApplicantKind.BUSINESS:
            read_tax_code(number)
    except BadInput as error:
        return error.title
    return ""


def _name_doubt(typed: Typed) -> str:
    name = typed.full_name.strip()
    if not name or typed.kind is not ApplicantKind.PERSON or is_vietnamese_name(name):
        return ""
    return t("Họ tên có chữ hoặc dấu lạ: đối chiếu lại với thẻ.")


def _birth_doubt(typed: Typed) -> str:
    if stored_date(typed.born_on, year_alone=True) is None:
        return t("Ngày sinh không đúng: gõ ngày/tháng/năm hoặc chỉ năm.")
    return ""


def _pattern_doubt(text: str, pattern: re.Pattern[str], sentence: str) -> str:
    return sentence if text and not pattern.match(text) else ""
