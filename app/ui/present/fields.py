"""The fields of a paper as the check shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.document.extract.fields import ProposedField
from app.document.extract.kinds import Misplaced
from app.document.extract.types import LabelledField, known_fields
from app.i18n import t
from app.model.dossier import DocumentData
from app.ui.present.dates import shown_date, stored_date
from app.workflow.proposals import COMMON


@dataclass(frozen=True)
class FieldRow:
    """One line of the check: what it is called, what it holds and where it was read.

    ``source`` is None for a field that was not found on the paper.
    """

    name: str
    caption: str
    text: str
    hint: str
    is_date: bool
    source: ProposedField | None

    @property
    def doubtful(self) -> bool:
        """A person should compare it letter by letter."""
        return self.source is not None and self.source.doubtful


def field_rows(
    data: DocumentData, fields: Sequence[ProposedField], expected: Sequence[LabelledField]
) -> list[FieldRow]:
    """The fields every paper has, then those ``expected`` of its kind and what else was found."""
    sources = {field.name: field for field in fields}
    known = known_fields() | {field.name: field for field in expected}
    names = dict.fromkeys([*COMMON, *(field.name for field in expected), *data.extras])
    return [_row(name, known.get(name), value_of(data, name), sources.get(name)) for name in names]


def value_of(data: DocumentData, name: str) -> str:
    return data.extras.get(name, "") if name not in COMMON else str(getattr(data, name))


def stored(row: FieldRow, typed: str) -> str | None:
    """What was typed, as it is kept; None where a day is none."""
    return stored_date(typed, year_alone=True) if row.is_date else typed.strip()


def with_values(data: DocumentData, values: Mapping[str, str]) -> DocumentData:
    """``data`` with the fields of ``values`` in place of its own; empty extras are left out."""
    common = {name: value for name, value in values.items() if name in COMMON}
    others = {name: value for name, value in values.items() if name not in COMMON and value}
    return replace(data, **common, extras=others)


def misplaced_sentence(found: Misplaced, here: str) -> str:
    """*Giấy này có vẻ là «Giấy chứng sinh», không phải «Tờ khai».*"""
    return t(
        "Giấy này có vẻ là «{seems}», không phải «{here}». Kiểm tra lại chỗ đặt giấy.",
        seems=found.name,
        here=here,
    )


def _row(
    name: str, known: LabelledField | None, value: str, source: ProposedField | None
) -> FieldRow:
    is_date = name == "issued_on" or (known is not None and known.kind == "date")
    return FieldRow(
        name,
        _common_caption(name) or (t(known.caption) if known else name),
        shown_date(value) if is_date else value,
        _hint(name, is_date),
        is_date,
        source,
    )


def _common_caption(name: str) -> str:
    return {
        "title": t("Tên giấy tờ"),
        "number": t("Số, ký hiệu"),
        "issued_on": t("Ngày cấp"),
        "issuer": t("Cơ quan cấp"),
        "abstract": t("Trích yếu"),
    }.get(name, "")


def _hint(name: str, is_date: bool) -> str:
    if is_date:
        return t("ngày/tháng/năm")
    return t("để trống nếu không có") if name == "number" else ""
