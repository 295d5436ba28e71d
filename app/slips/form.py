"""The words of form 01 and the day from which each edition applies, read from resources.

Editions: old set of TT 01/2018/TT-VPCP to 14/9/2025, new set of TT 03/2025/TT-VPCP from
15/9/2025 (DOMAIN §2.2). The notice on personal data changes with its own law (DOMAIN §2.10).
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

FILE = RESOURCES / "forms" / "receipt.json"


@dataclass(frozen=True)
class ReceiptForm:
    """One edition of *Giấy tiếp nhận hồ sơ và hẹn trả kết quả*.

    ``words`` are the printed words by name, some with ``{places}``; ``notice`` is the sentence
    on personal data, empty before there was a law that asks for it.
    """

    number: str
    source: str
    counter: str
    notice: str
    words: dict[str, str]

    def say(self, word: str, /, **values: object) -> str:
        """The printed word with its places filled."""
        return self.words[word].format(**values)


def receipt_form(on: date) -> ReceiptForm:
    """The edition in force on that day; ``Unavailable`` where the law knew no such form yet."""
    forms = _file()
    edition = _in_force(forms["editions"], on)
    if edition is None:
        raise Unavailable(
            t("Không có mẫu giấy tiếp nhận nào có hiệu lực ngày {day}.", day=f"{on:%d/%m/%Y}"),
            t("Kiểm tra ngày giờ của máy; nếu đúng, đề nghị quản trị cập nhật bộ mẫu."),
        )
    notice = _in_force(forms["notices"], on)
    return ReceiptForm(
        number=edition["number"],
        source=edition["source"],
        counter=edition["counter"],
        notice=notice["text"] if notice else "",
        words=forms["words"],
    )


@cache
def _file() -> dict[str, Any]:
    forms: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return forms


def _in_force(entries: Sequence[dict[str, Any]], on: date) -> dict[str, Any] | None:
    day = on.isoformat()
    for entry in entries:
        if entry["from"] <= day and (entry["to"] is None or day <= entry["to"]):
            return entry
    return None
