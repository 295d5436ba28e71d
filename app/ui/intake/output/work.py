"""What the lanes do for the choice of output: weigh a page, draw it as it will be bound."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from app.document.finished import finished, sizes_of
from app.document.scale import PAGE_DPI
from app.model.dossier import Page
from app.model.output import OutputProfile
from app.ui.present.output import Sizes
from app.workflow.page_input import page_input
from app.workflow.station import Station


@dataclass(frozen=True)
class Drawn:
    """A page of the PDF as each profile writes it, and about how many bytes it adds."""

    page: Page
    pictures: dict[OutputProfile, QImage]
    sizes: Sizes


def weigh(station: Station, dossier_id: str, page: Page) -> Sizes:
    """Half a second a page; ``BadInput`` where its file can not be taken."""
    return sizes_of(page_input(station, dossier_id, page))


def draw(station: Station, dossier_id: str, page: Page) -> Drawn:
    """Every dot that will be in the file. About a second; ``BadInput`` as above."""
    made = finished(page_input(station, dossier_id, page), PAGE_DPI)
    return Drawn(
        page,
        {profile: _picture(each.png) for profile, each in made.items()},
        {profile: each.size for profile, each in made.items()},
    )


def _picture(png: bytes) -> QImage:
    """As the screen wants it: turning it over there would hold up the window."""
    return QImage.fromData(png).convertToFormat(QImage.Format.Format_RGB32)
