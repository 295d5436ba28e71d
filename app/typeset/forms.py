"""The words of the official forms and the days on which each edition applies.

``resources/forms/<name>.json`` holds ``editions`` (``from``, ``to`` or null, ``number``,
``source``, ``counter``) and ``words``. Old set of TT 01/2018/TT-VPCP to 14/9/2025, new set of
TT 03/2025/TT-VPCP from 15/9/2025 (DOMAIN §2.2).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from app.errors import Unavailable
from app.i18n import t
from app.paths import RESOURCES


@dataclass(frozen=True)
class PrintedForm:
    """One edition of a form: its number, its source in law, and its words by name, some with
    ``{places}``."""

    number: str
    source: str
    counter: str
    words: dict[str, str]

    def say(self, word: str, /, **values: object) -> str:
        """The printed word with its places filled."""
        return self.words[word].format(**values)


def printed_form(name: str, on: date) -> PrintedForm:
    """The edition in force on that day; ``Unavailable`` where the law knew no such form yet."""
    forms = form_file(name)
    edition = in_force(forms["editions"], on)
    if edition is None:
        raise Unavailable(
            t(
                "Không có mẫu {title} nào có hiệu lực ngày {day}.",
                title=forms["title"],
                day=f"{on:%d/%m/%Y}",
            ),
            t("Kiểm tra ngày giờ của máy; nếu đúng, đề nghị quản trị cập nhật bộ mẫu."),
        )
    return PrintedForm(edition["number"], edition["source"], edition["counter"], forms["words"])


@cache
def form_file(name: str) -> dict[str, Any]:
    """A form's file as it is."""
    text = (RESOURCES / "forms" / f"{name}.json").read_text(encoding="utf-8")
    forms: dict[str, Any] = json.loads(text)
    return forms


def in_force(entries: Sequence[dict[str, Any]], on: date) -> dict[str, Any] | None:
    """The entry whose ``from`` … ``to`` holds the day."""
    day = on.isoformat()
    for entry in entries:
        if entry["from"] <= day and (entry["to"] is None or day <= entry["to"]):
            return entry
    return None
