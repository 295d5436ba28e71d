"""The officer's verbs on pages of the dossier at hand, each done on the store's lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction

from app.model.dossier import NoteSide, Page
from app.model.edits import Corners, Crop
from app.ui.camera.stills import Still, take_again
from app.ui.desk import Desk
from app.ui.intake.pages.actions import PageActions
from app.workflow import pages

Change = Callable[[Callable[[], object]], None]


class PageDeeds:
    """``change`` does a verb and shows what it made; ``dossier_id`` says of which dossier."""

    def __init__(self, desk: Desk, dossier_id: Callable[[], str], change: Change) -> None:
        self._desk = desk
        self._dossier_id = dossier_id
        self._change = change

    def obey(self, actions: PageActions, chosen: Callable[[], list[Page]]) -> None:
        """Do what these actions say with the pages that are chosen then."""

        def wired(action: QAction, deed: Callable[[list[Page]], None]) -> None:
            action.triggered.connect(lambda: deed(chosen()))

        wired(actions.turn_right, lambda pages: self.turn(pages, 90))
        wired(actions.turn_left, lambda pages: self.turn(pages, -90))
        wired(actions.keep, self.toggle_kept)
        wired(actions.reset, self.reset)
        wired(actions.delete, self.delete)
        wired(actions.undo, lambda _: self.undo())
        wired(actions.redo, lambda _: self.redo())
        for kind, action in actions.kinds.items():
            wired(action, partial(self.set_kind, kind=kind))
        for side, action in actions.notes.items():
            wired(action, partial(self.mark_note, side=side))

    def _do(self, verb: Callable[..., object], *given: object, **named: object) -> None:
        station, dossier_id = self._desk.station, self._dossier_id()
        self._change(lambda: verb(station, dossier_id, *given, **named))

    def turn(self, chosen: Sequence[Page], degrees: int) -> None:
        self._do(pages.turn, _ids(chosen), degrees)

    def crop(self, page: Page, part: Crop) -> None:
        self._do(pages.crop, page.page_id, part)

    def set_corners(self, page: Page, corners: Corners) -> None:
        self._do(pages.set_corners, page.page_id, corners)

    def split(self, page: Page, at: float) -> None:
        self._do(pages.split, page.page_id, at)

    def join(self, front: Page, back: Page) -> None:
        self._do(pages.join, front.page_id, back.page_id)

    def move(self, chosen: Sequence[Page], position: int) -> None:
        self._do(pages.move, _ids(chosen), position)

    def move_to(self, chosen: Sequence[Page], key: str) -> None:
        self._do(pages.move_to, _ids(chosen), key)

    def delete(self, chosen: Sequence[Page]) -> None:
        self._do(pages.delete, _ids(chosen))

    def retake(self, page: Page, still: Still) -> None:
        """A still takes the place of ``page``."""
        self._do(take_again, page.page_id, still)

    def toggle_kept(self, chosen: Sequence[Page]) -> None:
        """All back in where all are out; else all out."""
        self._do(pages.keep, _ids(chosen), kept=all(page.left_out for page in chosen))

    def reset(self, chosen: Sequence[Page]) -> None:
        self._do(pages.as_it_came, _ids(chosen))

    def set_kind(self, chosen: Sequence[Page], kind: str) -> None:
        self._do(pages.set_kind, _ids(chosen), kind)

    def mark_note(self, chosen: Sequence[Page], side: NoteSide | None) -> None:
        self._do(pages.mark_note, _ids(chosen), side)

    def mark_pair(self, with_note: Page, without_note: Page) -> None:
        self._do(pages.mark_pair, with_note.page_id, without_note.page_id)

    def undo(self) -> None:
        self._do(pages.undo)

    def redo(self) -> None:
        self._do(pages.redo)


def _ids(chosen: Sequence[Page]) -> list[str]:
    return [page.page_id for page in chosen]
