"""One change of a dossier's pages: read, changed in memory, kept whole with its undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from app.errors import BadInput
from app.i18n import t
from app.model.dossier import Document, Outcome, Page
from app.store.page_history import PageStep, PaperState
from app.workflow.intake import (
    component,
    document_of,
    reopened,
    require_open,
    require_scannable,
    tick,
)
from app.workflow.station import Station


class Papers:
    """The pages of every paper of a dossier, to be changed in memory."""

    def __init__(self, pages: dict[str, list[Page]]) -> None:
        self.before = pages
        self.now = {document_id: list(each) for document_id, each in pages.items()}

    def paper_of(self, page_id: str) -> list[Page]:
        """The pages of the paper a page is in. ``BadInput`` where the page is gone."""
        for pages in self.now.values():
            if any(page.page_id == page_id for page in pages):
                return pages
        raise BadInput(
            t("Trang này không còn trong hồ sơ."), t("Xem lại các trang đang có rồi chọn lại.")
        )

    def page(self, page_id: str) -> Page:
        return next(page for page in self.paper_of(page_id) if page.page_id == page_id)

    def change(self, page_id: str, *, look_again: bool = False, **fields: Any) -> Page:
        """Change fields of a page; ``look_again``: what was found about it holds no more."""
        if look_again:
            fields |= {"blank": None, "warnings": ()}
        changed = replace(self.page(page_id), **fields)
        pages = self.paper_of(page_id)
        pages[:] = [changed if page.page_id == page_id else page for page in pages]
        return changed

    def take(self, page_ids: Iterable[str]) -> list[Page]:
        """Take pages out of their papers, in the order they lie there."""
        wanted = set(page_ids)
        for page_id in wanted:
            self.paper_of(page_id)
        taken = []
        for pages in self.now.values():
            taken += [page for page in pages if page.page_id in wanted]
            pages[:] = [page for page in pages if page.page_id not in wanted]
        return taken

    def put_after(self, page_id: str, pages: Iterable[Page]) -> None:
        paper = self.paper_of(page_id)
        place = next(place for place, page in enumerate(paper) if page.page_id == page_id)
        paper[place + 1 : place + 1] = pages

    @property
    def touched(self) -> list[str]:
        """The ids of the papers whose pages are not what they were."""
        return [each for each, pages in self.now.items() if pages != self.before[each]]


def step(station: Station, dossier_id: str, what: str, change: Callable[[Papers], object]) -> None:
    """Change pages of an open dossier: all of it or nothing, one audit row, one undo.

    The made PDF of every touched paper is forgotten. ``NotAllowed`` for a sealed dossier.
    """
    with station.store.transaction():
        require_open(station, dossier_id)
        papers = Papers(station.store.dossier_pages(dossier_id))
        change(papers)
        touched = papers.touched
        if not touched:
            return
        states = tuple(
            _state(station, station.store.document(document_id)) for document_id in touched
        )
        known = {page.page_id for state in states for page in state.pages}
        known |= {page.page_id for document_id in touched for page in papers.now[document_id]}
        station.store.add_page_step(dossier_id, what, states, frozenset(known))
        for state in states:
            document_id = state.document.document_id
            _lay(station, state.document, papers.now[document_id], Outcome.PENDING)
        changed = _changed_ids(papers, touched)
        station.store.audit(f"pages {what}", dossier_id, {"pages": changed})


def _changed_ids(papers: Papers, touched: list[str]) -> list[str]:
    before = {page for document_id in touched for page in papers.before[document_id]}
    after = {page for document_id in touched for page in papers.now[document_id]}
    return sorted({page.page_id for page in before ^ after})


def undo(station: Station, dossier_id: str) -> str | None:
    """Take the last step back; its name, or None where there is none to take back.

    ``NotAllowed`` where it would bring pages back to a paper that must not be digitised by now.
    """
    found = station.store.step_to_undo(dossier_id)
    return _turn(station, dossier_id, found, "undo") if found else None


def redo(station: Station, dossier_id: str) -> str | None:
    """Do again what was undone last; its name, or None where nothing was. See ``undo``."""
    found = station.store.step_to_redo(dossier_id)
    return _turn(station, dossier_id, found, "redo") if found else None


def _turn(station: Station, dossier_id: str, found: PageStep, way: str) -> str:
    with station.store.transaction():
        require_open(station, dossier_id)
        until_now = tuple(
            _state(station, _paper_for(station, paper.document)) for paper in found.papers
        )
        station.store.turn_page_step(found, until_now, undone=way == "undo")
        for paper, now in zip(found.papers, until_now, strict=True):
            if paper.pages:
                require_scannable(component(station, dossier_id, now.document.component_key))
            later = [page for page in now.pages if page.page_id not in found.known]
            _lay(station, now.document, [*paper.pages, *later], paper.outcome)
        station.store.audit(
            f"pages {way}", dossier_id, {"what": found.what, "pages": sorted(found.known)}
        )
    return found.what


def _paper_for(station: Station, document: Document) -> Document:
    """The paper as it is now: the same, or the one its component has got since."""
    there = {each.document_id: each for each in station.store.documents(document.dossier_id)}
    if document.document_id in there:
        return there[document.document_id]
    if any(each.component_key == document.component_key for each in there.values()):
        return document_of(station, document.dossier_id, document.component_key)
    station.store.put_document(document)
    return document


def _state(station: Station, document: Document) -> PaperState:
    """A paper as it stands, its made PDF forgotten."""
    bare = reopened(station, document)
    line = component(station, bare.dossier_id, bare.component_key)
    return PaperState(bare, line.outcome, tuple(station.store.pages(bare.document_id)))


def _lay(station: Station, document: Document, pages: list[Page], without_pages: Outcome) -> None:
    """``pages`` are the paper's from here on; its line of the checklist follows."""
    station.store.set_pages(document.document_id, pages)
    if not pages:
        station.store.remove_document(document.document_id)
    outcome = component(station, document.dossier_id, document.component_key).outcome
    if pages and outcome is Outcome.PENDING:
        tick(station, document.dossier_id, document.component_key, Outcome.RECEIVED)
    if not pages and outcome is Outcome.RECEIVED and without_pages is Outcome.PENDING:
        tick(station, document.dossier_id, document.component_key, Outcome.PENDING)
