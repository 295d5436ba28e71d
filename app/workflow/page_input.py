"""A page as the dossier keeps it, made ready for digitising."""

from __future__ import annotations

from functools import partial

from app.document.page import PageInput
from app.model.dossier import Page
from app.model.edits import originals_below
from app.workflow.kept_readings import page_reading
from app.workflow.station import Station


def page_input(station: Station, dossier_id: str, page: Page) -> PageInput:
    """Its originals are read from the store when its turn comes; its words may be there already."""
    read = station.store.objects.read
    return PageInput(
        data=partial(read, page.source_sha256),
        name=page.source_name,
        frame=page.frame,
        dpi=page.dpi,
        kind=page.kind,
        edits=page.edits,
        others={digest: partial(read, digest) for digest in originals_below(page.edits)},
        keep=page.keep,
        kept_reading=page_reading(station, dossier_id, page),
    )
