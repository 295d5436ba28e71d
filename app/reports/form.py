"""The words of the register: form 06 of TT 01/2018, form 07 of TT 03/2025 (DOMAIN §2.2)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from app.errors import Unavailable
from app.i18n import t
from app.paths import RESOURCES

FILE = RESOURCES / "forms" / "register.json"


@dataclass(frozen=True)
class RegisterForm:
    """One edition of *Sổ theo dõi hồ sơ* and its printed words by name."""

    number: str
    source: str
    counter: str
    words: dict[str, str]

    def say(self, word: str, /, **values: object) -> str:
        """The printed word with its places filled."""
        return self.words[word].format(**values)


def register_form(on: date) -> RegisterForm:
    """The edition in force on that day; ``Unavailable`` where the law knew no such form yet."""
    forms = _file()
    day = on.isoformat()
    for edition in forms["editions"]:
        if edition["from"] <= day and (edition["to"] is None or day <= edition["to"]):
            return RegisterForm(
                edition["number"], edition["source"], edition["counter"], forms["words"]
            )
    raise Unavailable(
        t("Không có mẫu sổ theo dõi hồ sơ nào có hiệu lực ngày {day}.", day=f"{on:%d/%m/%Y}"),
        t("Kiểm tra ngày giờ của máy; nếu đúng, đề nghị quản trị cập nhật bộ mẫu."),
    )


def newest_form() -> RegisterForm:
    """The edition that is in force without an end."""
    return register_form(date.fromisoformat(_file()["editions"][-1]["from"]))


@cache
def _file() -> dict[str, Any]:
    forms: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return forms
