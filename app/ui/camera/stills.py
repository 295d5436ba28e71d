"""A picture that was taken, and how it becomes a page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.model.edits import Corners
from app.model.page import CapturedFile
from app.ui.intake.work import Arrival, small_picture
from app.ui.lanes import Task
from app.workflow import intake, pages
from app.workflow.page_edits import cornered
from app.workflow.station import Station


@dataclass(frozen=True)
class Still:
    """``corners`` is the outline that the officer saw when it was taken: what is bound is what
    was outlined. None where no page lay still."""

    file: CapturedFile
    corners: Corners | None


def keep(station: Station, dossier_id: str, key: str, still: Still, task: Task) -> None:
    """Make it a page of the paper ``key``, and hand over its ``Arrival`` once it is safe."""
    with station.store.transaction():
        (page,) = intake.add_files(station, dossier_id, key, [still.file], kind="photo")
        if still.corners is not None:
            pages.set_corners(station, dossier_id, page.page_id, still.corners)
            page = replace(page, edits=cornered(page.edits, still.corners))
    task.give(Arrival(dossier_id, key, page, small_picture(station, page)))


def take_again(station: Station, dossier_id: str, page_id: str, still: Still) -> None:
    """Let it take the place of a page."""
    with station.store.transaction():
        pages.retake(station, dossier_id, page_id, still.file)
        if still.corners is not None:
            pages.set_corners(station, dossier_id, page_id, still.corners)
