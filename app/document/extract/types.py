"""Kinds of papers as data: what stands in their headings, and which printed labels introduce
which field.

``resources/forms/fields/*.json`` holds one file for each kind, several where a form changed. An
administrator may edit them; a fault is told with its file and line.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from app.paths import RESOURCES
from app.procedure.json_file import parse, read_text, shaped

FOLDER = RESOURCES / "forms" / "fields"


@dataclass(frozen=True)
class LabelledField:
    """A field, what an officer calls it, and the labels that introduce it on paper.

    ``nth`` counts the places with such a label and a value of ``kind``, from 1, in reading order:
    on a marriage certificate the second *Ngày sinh* is the husband's.
    """

    name: str
    caption: str
    kind: Literal["name", "date", "identifier", "text"]
    labels: tuple[str, ...]
    nth: int = 1


@dataclass(frozen=True)
class PaperType:
    """One kind of paper as printed on papers written from ``effective_from`` to ``effective_to``.

    ``titles`` are its headings; ``document_type_codes`` the codes of such papers in the
    checklist. The kind without titles is for all other papers.
    """

    key: str
    source: str
    effective_from: date
    effective_to: date | None
    titles: tuple[str, ...]
    document_type_codes: tuple[str, ...]
    fields: tuple[LabelledField, ...]


@cache
def all_types() -> tuple[PaperType, ...]:
    """Every edition of every kind. ``BadInput`` names the file and line that is wrong."""
    types = []
    for file in sorted(FOLDER.glob("*.json")):
        text = read_text(file)
        types.append(shaped(TypeAdapter(PaperType), parse(text, file), text, file))
    return tuple(types)


def types_of(written: date) -> tuple[PaperType, ...]:
    """The kinds as they were on papers written on that day."""
    return tuple(
        kind
        for kind in all_types()
        if kind.effective_from <= written
        and (kind.effective_to is None or written <= kind.effective_to)
    )


def known_fields() -> dict[str, LabelledField]:
    """A field of each name; where several kinds have it, that of the kind for other papers."""
    kinds = sorted(all_types(), key=lambda kind: not kind.titles)
    return {field.name: field for kind in kinds for field in kind.fields}
