"""Which kind of paper a heading names, and to which line of a checklist a paper belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.document.extract.types import PaperType, types_of
from app.model.dossier import DossierComponent
from app.procedure.words import fold, words_of

_NAMED = 0.72
"""Likeness of a heading and a printed title of which one is sure to be the other."""
_SURE = 0.75
_CLEARLY = 0.25
"""A paper is only said to belong elsewhere where it fits there better by this much."""


@dataclass(frozen=True)
class Misplaced:
    """A paper that seems to belong to the line ``key`` (``name``), or to no line at all: then
    ``key`` is empty and ``name`` the heading of its kind."""

    key: str
    name: str


def kind_of(title: str, written: date) -> PaperType | None:
    """The kind whose printed heading is most like ``title``; None where no kind is for it.

    A heading that belongs to no kind gives the kind for other papers.
    """
    best, most = None, _NAMED
    for kind in types_of(written):
        for heading in kind.titles:
            like = likeness(heading, title)
            if like > most:
                best, most = kind, like
    if best is not None:
        return best
    return next((kind for kind in types_of(written) if not kind.titles), None)


def propose_component(
    title: str, components: Sequence[DossierComponent], written: date
) -> list[tuple[str, float]]:
    """The lines of a checklist with how well (0..1) a paper headed ``title`` fits each, best
    first. Without a heading there is nothing to go by and the list is empty."""
    if not title.strip():
        return []
    scores = [(line.key, _fit(title, line, types_of(written))) for line in components]
    return sorted(scores, key=lambda each: -each[1])


def misplaced(
    title: str, key: str, components: Sequence[DossierComponent], written: date
) -> Misplaced | None:
    """Where a paper headed ``title`` seems to belong, if not to the line ``key`` it lies on.

    Lines whose papers bear no heading of their own (*giấy tờ làm căn cứ…*) take any paper.
    """
    types = types_of(written)
    here = next((line for line in components if line.key == key), None)
    ranked = propose_component(title, components, written)
    if here is None or not ranked or not (_titles(here, types) or _plain(here.name)):
        return None
    best, most = ranked[0]
    own = dict(ranked)[key]
    if best != key and most >= _SURE and own <= most - _CLEARLY:
        return Misplaced(best, next(line.name for line in components if line.key == best))
    kind = kind_of(title, written)
    if own < _NAMED - _CLEARLY and kind and kind.titles and _titles(here, types):
        heading = max(kind.titles, key=lambda heading: likeness(heading, title))
        return Misplaced("", heading)
    return None


def likeness(first: str, second: str) -> float:
    """0..1 by common runs of three letters, blind to marks, case and single misread letters."""
    ours, theirs = _runs(first), _runs(second)
    total = sum(ours.values()) + sum(theirs.values())
    return 2 * sum((ours & theirs).values()) / total if total else 0.0


def _runs(text: str) -> Counter[str]:
    words = " ".join(words_of(text.replace(".", " ")))
    plain = f"  {words} " if words else ""
    return Counter(plain[at : at + 3] for at in range(len(plain) - 2))


def _fit(title: str, line: DossierComponent, types: Sequence[PaperType]) -> float:
    names = [_bare(line.name), *_titles(line, types)]
    return max(likeness(name, title) for name in names)


def _titles(line: DossierComponent, types: Sequence[PaperType]) -> list[str]:
    """The headings that papers of this line are known to bear."""
    return [
        heading
        for kind in types
        if line.document_type_code in kind.document_type_codes
        for heading in kind.titles
    ]


def _bare(name: str) -> str:
    """*Đơn đề nghị xác định khuyết tật (Mẫu 01)* without what is in brackets."""
    return name.split("(")[0]


def _plain(name: str) -> bool:
    """True for a line that is named as its paper is headed: *Tờ khai…*, *Đơn…*."""
    return fold(name).startswith(("to khai", "don ", "ban khai", "giay uy quyen"))
