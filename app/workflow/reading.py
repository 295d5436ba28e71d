"""Looking at pages and reading them while the citizen is still at the counter.

Nothing here is needed for digitising: it finds what was read ahead and reads the rest itself.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from app.document.clean import CleanPage, clean
from app.document.door.load import load_frame
from app.document.page import PageInput
from app.document.text.reading import version_of, words_of
from app.document.text.recognize import Recognizer, best_recognizer
from app.document.together import cancel_check
from app.errors import BadInput, Cancelled
from app.model.dossier import Page
from app.model.states import OPEN
from app.workflow.kept_readings import page_reading
from app.workflow.page_input import page_input
from app.workflow.station import Station


def _unheard(page: Page) -> None:
    """Nobody waits for single pages."""


def _never() -> bool:
    return False


def look_at_page(station: Station, dossier_id: str, page: Page) -> tuple[Page, CleanPage]:
    """``page`` with what is seen without reading it, blank or not and every warning, and its
    clean picture as it will be bound.

    It is kept in the page's row, unless the page was changed meanwhile. ``BadInput`` where it
    cannot be decoded. Takes some tenths of a second.
    """
    found = _cleaned(page_input(station, dossier_id, page))
    return _seen(station, page, found), found


def read_ahead(
    station: Station,
    dossier_id: str,
    cancelled: Callable[[], bool] = _never,
    *,
    recognizer: Recognizer | None = None,
    page_done: Callable[[Page], None] = _unheard,
) -> int:
    """Look at every page of an open dossier nobody has looked at yet, then read those not read.

    Gives the number of pages read now. ``page_done`` gets each page once it was looked at and
    once more when it was read. Pages that come or change meanwhile are taken in too; one that
    cannot be decoded is passed over, digitising will tell of it. Where ``cancelled`` turns true
    it stops: what is read already stays. ``Unavailable`` where nothing here can read.
    """
    reader = recognizer or best_recognizer()
    check_cancelled = cancel_check(cancelled)
    tried: set[tuple[str, bool]] = set()
    read = 0
    try:
        while (page := _next(station, dossier_id, reader, tried)) is not None:
            check_cancelled()
            place = page_reading(station, dossier_id, page)
            tried.add((place.key, page.blank is None))
            with suppress(BadInput):
                found = _cleaned(page_input(station, dossier_id, page))
                if page.blank is None:
                    page = _seen(station, page, found)
                else:
                    words_of(found, reader, place, check_cancelled)
                    read += 1
                page_done(page)
    except Cancelled:
        pass
    return read


def _next(
    station: Station, dossier_id: str, recognizer: Recognizer, tried: set[tuple[str, bool]]
) -> Page | None:
    """The first page to look at, else the first to read; None where there is none left."""
    if station.store.dossier(dossier_id).state not in OPEN:
        return None
    made = {
        document.document_id
        for document in station.store.documents(dossier_id)
        if document.pdf_sha256
    }
    pages = [
        page
        for document_id, pages in station.store.dossier_pages(dossier_id).items()
        for page in pages
        if document_id not in made
    ]
    for page in pages:
        if page.blank is None and (page_reading(station, dossier_id, page).key, True) not in tried:
            return page
    for page in pages:
        kept = page_reading(station, dossier_id, page)
        if page.blank is None or page.left_out or (kept.key, False) in tried:
            continue
        reading = kept.get()
        if reading is None or reading.version != version_of(recognizer):
            return page
    return None


def _cleaned(page: PageInput) -> CleanPage:
    frame = load_frame(page.file(), page.name, page.frame, page.dpi)
    return clean(frame, page.kind, page.edits, page.original_below)


def _seen(station: Station, page: Page, found: CleanPage) -> Page:
    station.store.judge_page(page, blank=found.blank, warnings=found.warnings)
    return replace(page, blank=found.blank, warnings=found.warnings)
