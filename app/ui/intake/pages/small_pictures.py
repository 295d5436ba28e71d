"""The small pictures of pages: at once as captured, then cleaned as they will be bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.model.dossier import Page
from app.ui.desk import Desk
from app.ui.intake import work
from app.ui.intake.pages import work as page_work
from app.ui.intake.pages.work import Look, PictureKey, key_of, turned_picture, unturned
from app.ui.lanes import Lane, Task


class SmallPictures(QObject):
    """``drawn`` carries the page whose picture is here or is better now; ``looked`` a page with
    what was found about it.

    One page at a time is handed to the lane, so that an editor or the seal never waits for more
    than one. What was drawn is kept while the dossier lies open.
    """

    drawn = Signal(object)
    looked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._dossier_id = ""
        self._as_captured: dict[tuple[str, int], QImage] = {}
        self._clean: dict[PictureKey, QImage] = {}
        self._to_draw: dict[tuple[str, int], Page] = {}
        self._to_look_at: dict[str, Page] = {}
        self._tried: set[tuple[str, PictureKey]] = set()
        self._task: Task | None = None

    def open(self, dossier_id: str) -> None:
        """Another dossier is laid open."""
        self.rest()
        self._dossier_id = dossier_id
        self._as_captured.clear()
        self._clean.clear()
        self._tried.clear()

    def rest(self) -> None:
        """Draw nothing more until something is wanted again."""
        self._to_draw.clear()
        self._to_look_at.clear()

    def have(self, page: Page, picture: QImage) -> None:
        """A picture that came with its page."""
        self._as_captured[_original(page)] = picture
        self.drawn.emit(page)

    def saw(self, look: Look) -> None:
        """A page was looked at, here or elsewhere."""
        base, degrees = unturned(look.page)
        self._clean[key_of(base)] = turned_picture(look.small, -degrees)
        self.drawn.emit(look.page)
        self.looked.emit(look.page)

    def of(self, page: Page) -> QImage | None:
        """The best picture there is of a page as it stands now."""
        base, degrees = unturned(page)
        picture = self._clean.get(key_of(base)) or self._as_captured.get(_original(page))
        return turned_picture(picture, degrees) if picture is not None else None

    def want(self, pages: Iterable[Page]) -> None:
        """Draw those of which there is no picture yet, then look at those not looked at."""
        for page in pages:
            clean = key_of(unturned(page)[0]) in self._clean
            if not clean and _original(page) not in self._as_captured:
                self._to_draw[_original(page)] = page
            if (not clean or page.blank is None) and (
                page.page_id,
                key_of(page),
            ) not in self._tried:
                self._to_look_at[page.page_id] = page
        self._next()

    def _next(self) -> None:
        if self._task is not None or not (self._to_draw or self._to_look_at):
            return
        station, dossier_id = self._desk.station, self._dossier_id
        if self._to_draw:
            drawn = self._to_draw.pop(next(iter(self._to_draw)))
            self._task = self._desk.lanes.run(
                Lane.PROCESS,
                lambda task: work.small_picture(station, drawn),
                done=lambda picture: self._if_open(dossier_id, self.have, drawn, picture),
                ended=self._ended,
            )
            return
        page = self._to_look_at.pop(next(iter(self._to_look_at)))
        self._tried.add((page.page_id, key_of(page)))
        self._task = self._desk.lanes.run(
            Lane.PROCESS,
            lambda task: page_work.look_at(station, dossier_id, page),
            done=lambda look: self._if_open(dossier_id, self.saw, look),
            ended=self._ended,
        )

    def _if_open(self, dossier_id: str, receive: Callable[..., None], *given: object) -> None:
        if dossier_id == self._dossier_id:
            receive(*given)

    def _ended(self) -> None:
        """The next one, unless all work was cancelled: then the home is about to be closed."""
        task, self._task = self._task, None
        if task is not None and task.cancelled():
            self.rest()
        self._next()


def _original(page: Page) -> tuple[str, int]:
    return page.source_sha256, page.frame
