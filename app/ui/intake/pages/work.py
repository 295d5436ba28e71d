"""What the lanes do with one page: draw it, look at it, take it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from app.document.cleaning.gutter import find_gutter
from app.document.frame import Pixels
from app.model.dossier import Page
from app.model.edits import Edit, Point, Turn
from app.model.page import CapturedFile
from app.ui.intake.work import THUMBNAIL_SIDE
from app.workflow import pages
from app.workflow.page_pictures import captured_picture, clean_picture
from app.workflow.station import Station

LARGE_SIDE = 1800
"""Longer side of the editor's picture, in pixels: letters can be read at twice the window."""

PictureKey = tuple[str, int, str, float | None, tuple[Edit, ...]]


@dataclass(frozen=True)
class Look:
    """A page with what was found about it, small and large as it will be bound.

    ``gutter`` is where it would be cut in two, where it looks like an open book.
    """

    page: Page
    small: QImage
    large: QImage
    gutter: float | None = None


@dataclass(frozen=True)
class Captured:
    """The untouched picture of a page, and the corners of the page in it where they are known."""

    page: Page
    picture: QImage
    corners: tuple[Point, ...] | None


def look_at(station: Station, dossier_id: str, page: Page, *, closely: bool = False) -> Look:
    """Clean a page and keep the verdict on it; *closely* is what the editor wants."""
    seen = clean_picture(station, dossier_id, page)
    small = image_of(seen.pixels, THUMBNAIL_SIDE)
    if not closely:
        return Look(seen.page, small, QImage())
    return Look(seen.page, small, image_of(seen.pixels, LARGE_SIDE), find_gutter(seen.pixels))


def captured(station: Station, page: Page) -> Captured:
    pixels, corners = captured_picture(station, page)
    return Captured(page, image_of(pixels, LARGE_SIDE), corners)


def take_again(
    station: Station, dossier_id: str, page: Page, files: Iterable[CapturedFile]
) -> None:
    """The first picture takes the page's place; the source is heard to its end."""
    taken = False
    for file in files:
        if not taken:
            pages.retake(station, dossier_id, page.page_id, file)
        taken = True


def image_of(pixels: Pixels, side: int) -> QImage:
    """BGR or grey pixels as a picture whose longer side is at most ``side``."""
    height, width = pixels.shape[:2]
    grey = pixels.ndim == 2
    kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_BGR888
    whole = QImage(pixels.tobytes(), width, height, width * (1 if grey else 3), kind)
    if max(width, height) <= side:
        return whole.convertToFormat(QImage.Format.Format_RGB32)
    way = Qt.TransformationMode.SmoothTransformation
    return whole.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, way).convertToFormat(
        QImage.Format.Format_RGB32
    )


def unturned(page: Page) -> tuple[Page, int]:
    """The page before its last turn, and the degrees of that turn: a picture of the one is a
    picture of the other, turned."""
    last = page.edits[-1] if page.edits else None
    if isinstance(last, Turn):
        return replace(page, edits=page.edits[:-1]), last.degrees
    return page, 0


def key_of(page: Page) -> PictureKey:
    """Pages of one key look the same."""
    return page.source_sha256, page.frame, page.kind, page.dpi, page.edits


def turned_picture(picture: QImage, degrees: int) -> QImage:
    return picture.transformed(QTransform().rotate(degrees)) if degrees % 360 else picture
