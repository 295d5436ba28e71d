"""The catalogue of procedures at a day: find one by what a clerk types, get one by its code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from app.errors import BadInput
from app.i18n import t
from app.paths import RESOURCES
from app.procedure.catalogue_files import About, fingerprint, read_about, read_procedures
from app.procedure.procedure import Component, Fee, Procedure, ProcedureCase, Term
from app.procedure.words import fold, initials, words_of

__all__ = [
    "Catalogue",
    "Component",
    "Fee",
    "Procedure",
    "ProcedureCase",
    "Term",
    "load_catalogue",
]

SHIPPED = RESOURCES / "catalogue"
SUGGESTIONS = 3


class Catalogue:
    """All versions of all procedures. ``epoch`` names the data that are loaded."""

    def __init__(self, versions: Iterable[Procedure], about: About, epoch: str) -> None:
        self._versions = sorted(versions, key=lambda each: (each.code, each.effective_from))
        self.about = about
        self.epoch = epoch

    def procedures(self, on: date) -> list[Procedure]:
        """Those in effect on a day, by sector and short name; of each code its latest version."""
        latest = {each.code: each for each in self._versions if each.in_effect(on)}
        return sorted(latest.values(), key=lambda each: (fold(each.sector), fold(each.short_name)))

    def get(self, code: str, on: date) -> Procedure:
        """The version of a procedure in effect on a day.

        A code is looked up, never judged by its pattern (DOMAIN §2.7); a local variant or case
        code such as ``2.000815.000.00.00.H55`` finds its national procedure. ``BadInput`` for an
        unknown code names the nearest ones, and for one not in effect its days.
        """
        for wanted in (code.strip(), ".".join(code.strip().split(".")[:2])):
            versions = [each for each in self._versions if each.code == wanted]
            current = [each for each in versions if each.in_effect(on)]
            if current:
                return current[-1]
            if versions:
                raise _not_in_effect(versions, on)
        raise self._unknown(code, on)

    def search(self, words: str, on: date) -> list[Procedure]:
        """Procedures that have every word typed, the best first; all of them for no word.

        Marks and case do not matter. A word may begin the code, stand in the name, sector or
        another common name, or be the initials (``đkks``).
        """
        typed = words_of(words)
        scored = [(_score(each, typed), each) for each in self.procedures(on)]
        hits = [(score, each) for score, each in scored if score > 0]
        return [each for _, each in sorted(hits, key=lambda hit: -hit[0])]

    def _unknown(self, code: str, on: date) -> BadInput:
        known = {each.code: each for each in self.procedures(on)}
        near = get_close_matches(code, known, n=SUGGESTIONS, cutoff=0.8)
        found = [known[each] for each in near] or self.search(code, on)[:SUGGESTIONS]
        title = t("Danh mục không có thủ tục «{code}».", code=code)
        if not found:
            return BadInput(title, t("Tìm thủ tục theo tên, hoặc cập nhật danh mục."))
        names = "; ".join(f"{each.code} {each.short_name}" for each in found)
        return BadInput(title, t("Có phải: {names}?", names=names))


def _not_in_effect(versions: list[Procedure], on: date) -> BadInput:
    last = versions[-1]
    if on < versions[0].effective_from:
        day = f"{versions[0].effective_from:%d/%m/%Y}"
        hint = t("Thủ tục có hiệu lực từ ngày {day}: kiểm tra ngày giờ của máy.", day=day)
    else:
        hint = t("Cập nhật danh mục, hoặc chọn thủ tục thay thế.")
    return BadInput(
        t(
            "Thủ tục {code} «{name}» không có hiệu lực vào ngày {day}.",
            code=last.code,
            name=last.short_name,
            day=f"{on:%d/%m/%Y}",
        ),
        hint,
    )


def _score(procedure: Procedure, typed: list[str]) -> int:
    """0: some word is nowhere. Otherwise the more a word says, the higher."""
    names = (procedure.short_name, *procedure.aliases)
    if len(typed) == 1 and any(initials(name).startswith(typed[0]) for name in names):
        return 50 if initials(procedure.short_name) == typed[0] else 30
    weights = [_weight(procedure, names, word) for word in typed]
    if not all(weights):
        return 0
    begins = any(fold(name).startswith(" ".join(typed)) for name in names)
    return 1 + sum(weights) + (20 if begins and typed else 0)


def _weight(procedure: Procedure, names: tuple[str, ...], word: str) -> int:
    if procedure.code.startswith(word):
        return 100
    short = [each for name in names for each in words_of(name)]
    if word in short:
        return 9
    if any(each.startswith(word) for each in short):
        return 6
    if any(each.startswith(word) for each in words_of(f"{procedure.name} {procedure.sector}")):
        return 3
    return 0


def load_catalogue(folder: Path | None = None, extra: Path | None = None) -> Catalogue:
    """The shipped catalogue with the files of ``extra`` over it, if that folder exists.

    Raises ``BadInput`` naming file and line where a file is damaged.
    """
    shipped = folder or SHIPPED
    about = read_about(shipped)
    procedures = read_procedures(shipped, extra)
    epoch = f"{about.as_of:%Y-%m-%d}-{fingerprint(procedures)}"
    return Catalogue(procedures.values(), about, epoch)
