"""The register, *Sổ theo dõi hồ sơ*: form 06 of TT 01/2018, form 07 of TT 03/2025."""

from __future__ import annotations

from datetime import date

from app.typeset.forms import PrintedForm, form_file, printed_form

NAME = "register"


def register_form(on: date) -> PrintedForm:
    """The edition in force on that day; ``Unavailable`` where the law knew no such form yet."""
    return printed_form(NAME, on)


def newest_form() -> PrintedForm:
    """The edition that is in force without an end."""
    return register_form(date.fromisoformat(form_file(NAME)["editions"][-1]["from"]))
