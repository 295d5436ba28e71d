"""How an edit joins those a page has already: the list stays as short as it can be."""

from __future__ import annotations

from app.model.edits import Below, Corners, Crop, Edit, Fed, Half, Turn
from app.model.page import CapturedFile

Edits = tuple[Edit, ...]


def as_fed(file: CapturedFile) -> Edits:
    """What is known of a file's picture before anyone has looked at it."""
    return (Fed(file.turn),) if file.turn else ()


def turned(edits: Edits, degrees: int) -> Edits:
    """Turned clockwise by ``degrees`` (a multiple of 90) on top of what was done before."""
    last = edits[-1] if edits else None
    if isinstance(last, Turn):
        edits, degrees = edits[:-1], degrees + last.degrees
    degrees %= 360
    return (*edits, Turn(degrees)) if degrees else edits


def cropped(edits: Edits, crop: Crop) -> Edits:
    """Only ``crop`` of the page as it stands; a crop of a crop is one crop."""
    last = edits[-1] if edits else None
    if not isinstance(last, Crop):
        return (*edits, crop)
    width, height = last.right - last.left, last.bottom - last.top
    return (
        *edits[:-1],
        Crop(
            last.left + crop.left * width,
            last.top + crop.top * height,
            last.left + crop.right * width,
            last.top + crop.bottom * height,
        ),
    )


def cornered(edits: Edits, corners: Corners) -> Edits:
    """The page is what lies between ``corners`` of the picture, however it was found, cut or
    halved before; how it is turned and what lies below it stays."""
    fed = [edit for edit in edits if isinstance(edit, Fed)]
    rest = [edit for edit in edits if not isinstance(edit, Fed | Corners | Crop | Half)]
    return (*fed, corners, *rest)


def halved(edits: Edits, at: float | None) -> tuple[Edits, Edits]:
    """The left and the right page of an open book."""
    return (*edits, Half("left", at)), (*edits, Half("right", at))


def as_captured(edits: Edits) -> tuple[Edits, tuple[Below, ...]]:
    """Without what the officer did, and the pictures that lay below, to stand alone again.

    A half of a book stays a half: its other half is another page.
    """
    parts = [place for place, edit in enumerate(edits) if isinstance(edit, Half | Fed)]
    kept = parts[-1] + 1 if parts else 0
    below = tuple(edit for edit in edits[kept:] if isinstance(edit, Below))
    return edits[:kept], below
