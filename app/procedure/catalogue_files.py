"""The catalogue's files: shipped ones, and those in the station's home that go before them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.i18n import t
from app.procedure.json_file import damaged, line_of, parse, read_text, shaped
from app.procedure.procedure import Procedure

ABOUT = "about.json"

Version = tuple[str, str]
"""Code and ``effective_from`` of one procedure file."""

_PROCEDURE = TypeAdapter(Procedure)


@dataclass(frozen=True)
class About:
    """Where the shipped data come from and of which day they are."""

    as_of: date
    source: str
    as_of_confirmed: bool


_ABOUT = TypeAdapter(About)


def read_about(folder: Path) -> About:
    """The ``about.json`` of a catalogue folder."""
    file = folder / ABOUT
    text = read_text(file)
    return shaped(_ABOUT, parse(text, file), text, file)


def read_procedures(folder: Path, extra: Path | None) -> dict[Version, Procedure]:
    """Every version of every procedure by code and first day.

    A file in ``extra`` with the code and first day of a shipped one replaces the entries it
    states and keeps the rest, so that a province's fee table is three lines; with another first
    day it is a version of its own. ``BadInput`` names the file and line that is damaged.
    """
    shipped = {_version(raw): raw for _, _, raw in _records(folder)}
    procedures = {version: _PROCEDURE.validate_python(raw) for version, raw in shipped.items()}
    for file, text, raw in _records(extra) if extra is not None else ():
        version = _version(raw)
        whole = {**shipped.get(version, {}), **raw}
        procedure = shaped(_PROCEDURE, whole, text, file)
        _require_consistent(procedure, text, file)
        procedures[version] = procedure
    return procedures


def fingerprint(procedures: Mapping[Version, Procedure]) -> str:
    """Eight hex digits over all that is loaded, files of the home included."""
    digest = hashlib.sha256()
    for version in sorted(procedures):
        digest.update(_PROCEDURE.dump_json(procedures[version]))
    return digest.hexdigest()[:8]


def _records(folder: Path) -> Iterator[tuple[Path, str, dict[str, Any]]]:
    for file in sorted(folder.glob("*.json")):
        if file.name == ABOUT:
            continue
        text = read_text(file)
        raw = parse(text, file)
        if not isinstance(raw, dict):
            raise damaged(file, 1, t("tệp phải chứa một thủ tục"))
        yield file, text, raw


def _version(raw: Mapping[str, Any]) -> Version:
    return str(raw.get("code", "")), str(raw.get("effective_from", ""))


def _require_consistent(procedure: Procedure, text: str, file: Path) -> None:
    for what, place in inconsistencies(procedure):
        raise damaged(file, line_of(text, place), what)


def inconsistencies(procedure: Procedure) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """What no shape can say: keys that occur twice, cases that do not exist, no term at all."""
    seen: set[str] = set()
    cases = {case.key for case in procedure.cases}
    for place, component in enumerate(procedure.components):
        if component.key in seen:
            yield t("mã thành phần «{key}» bị trùng", key=component.key), ("components", place)
        seen.add(component.key)
        if not set(component.cases) <= cases:
            what = t("thành phần «{key}» thuộc trường hợp không có", key=component.key)
            yield what, ("components", place, "cases")
    if not procedure.terms:
        yield t("thủ tục chưa có thời hạn giải quyết"), ("terms",)
