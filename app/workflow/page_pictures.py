"""A page for the eye: cleaned and edited as it will be bound, or as it was captured."""

from __future__ import annotations

from dataclasses import dataclass

from app.document.door.load import load_frame
from app.document.frame import Pixels
from app.document.photo.corners import find_corners
from app.model.dossier import Page
from app.model.edits import Corners, Point
from app.workflow.reading import look_at_page
from app.workflow.station import Station


@dataclass(frozen=True)
class CleanPicture:
    """A page as it will be bound, and the page with what was found about it."""

    page: Page
    pixels: Pixels


def clean_picture(station: Station, dossier_id: str, page: Page) -> CleanPicture:
    """Clean a page and keep the verdict on it while the citizen is still there (see
    ``look_at_page``)."""
    seen, found = look_at_page(station, dossier_id, page)
    return CleanPicture(seen, found.pixels)


def captured_picture(station: Station, page: Page) -> tuple[Pixels, tuple[Point, ...] | None]:
    """The untouched picture, upright by its own tags, and the corners of the page in it as
    shares of its sides: those set by hand, else those found, else None."""
    data = station.store.objects.read(page.source_sha256)
    pixels = load_frame(data, page.source_name, page.frame, page.dpi).pixels
    by_hand = [edit.points for edit in page.edits if isinstance(edit, Corners)]
    if by_hand:
        return pixels, by_hand[-1]
    found = find_corners(pixels)
    if found is None:
        return pixels, None
    height, width = pixels.shape[:2]
    return pixels, tuple((float(x) / width, float(y) / height) for x, y in found)
