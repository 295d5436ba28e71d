"""Everything that happens to the pages of the paper at hand: they come, are looked at, changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QImage

from app.document.extract.kinds import Misplaced
from app.model.dossier import Page
from app.ui.camera.photographing import Photographing
from app.ui.desk import Desk
from app.ui.files import choose_papers
from app.ui.intake.adding import Adding
from app.ui.intake.pages import work as page_work
from app.ui.intake.pages.actions import PageActions
from app.ui.intake.pages.deeds import Change, PageDeeds
from app.ui.intake.pages.editor import PageEditor
from app.ui.intake.pages.feeding import Question
from app.ui.intake.pages.menu import page_menu
from app.ui.intake.pages.small_pictures import SmallPictures
from app.ui.intake.paper_panel import PaperPanel
from app.ui.intake.reading_ahead import ReadingAhead
from app.ui.intake.source_bar import SourceBar
from app.ui.intake.work import Arrival, Counter
from app.ui.lanes import Lane

_QUIET_MS = 1500
"""Pages are read ahead once nothing has been done to them for so long: a page that is being
turned and cut would be read for nothing."""


class PagesAtHand(QObject):
    """``arrived`` carries an ``Arrival``, ``looked`` a page with what was found about it;
    ``busy_changed`` comes when pages begin or end to come in, ``elsewhere`` with the key of
    another paper where a step was taken back or done again."""

    arrived = Signal(object)
    looked = Signal(object)
    busy_changed = Signal()
    elsewhere = Signal(str)

    def __init__(
        self,
        desk: Desk,
        paper: PaperPanel,
        sources: SourceBar,
        actions: PageActions,
        change: Change,
        key: Callable[[], str],
    ) -> None:
        super().__init__(paper)
        self._desk = desk
        self._paper = paper
        self._strip = paper.strip
        self._sources = sources
        self._key = key
        self._dossier_id = ""
        self._counter: Counter | None = None
        self._before_step: dict[str, list[Page]] | None = None
        self.actions = actions
        self.deeds = PageDeeds(desk, lambda: self._dossier_id, change)
        self.pictures = SmallPictures(desk)
        self.adding = Adding(desk)
        self.camera = Photographing(desk, self.deeds, self.pictures.of)
        self.reading = ReadingAhead(desk)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._misplaced: dict[str, Misplaced] = {}
        self.editor: PageEditor | None = None
        self._strip.picture_of = self.pictures.of
        self._connect()

    def _connect(self) -> None:
        strip, sources, actions = self._strip, self._sources, self.actions
        strip.files_dropped.connect(self.add_files)
        strip.picture_pasted.connect(self._add_picture)
        strip.move_wanted.connect(self.deeds.move)
        strip.menu_wanted.connect(self._show_menu)
        strip.chosen_changed.connect(self._chosen_changed)
        sources.files_chosen.connect(self.add_files)
        sources.scan_wanted.connect(
            lambda source, profile: self.adding.scan(self._dossier_id, self._key(), source, profile)
        )
        sources.stop_wanted.connect(self._stop)
        sources.photo_wanted.connect(self._photograph)
        for action in (actions.undo, actions.redo):
            action.triggered.connect(self._remember_pages)
        self.deeds.obey(actions, lambda: self._strip.chosen)
        actions.earlier.triggered.connect(lambda: strip.move_by(-1))
        actions.later.triggered.connect(lambda: strip.move_by(1))
        actions.edit.triggered.connect(lambda: self._edit())
        actions.split.triggered.connect(lambda: self._edit("split"))
        actions.retake.triggered.connect(lambda: self._retake(strip.chosen[0]))
        actions.join.triggered.connect(lambda: self.deeds.join(*strip.chosen))
        actions.pair.triggered.connect(lambda: self.deeds.mark_pair(*strip.chosen))
        self.pictures.drawn.connect(self._drawn)
        self.pictures.looked.connect(self.looked.emit)
        self.reading.looked.connect(self.looked.emit)
        self.reading.misplaced.connect(self._tell_misplaced)
        self._quiet.timeout.connect(self._read_ahead)
        self.camera.arrived.connect(self._photographed)
        self.camera.closed.connect(self._quiet.start)
        self.adding.arrived.connect(self._arrived)
        self.adding.asked.connect(self._asked)
        self.adding.changed.connect(self._adding_changed)

    def open(self, dossier_id: str) -> None:
        """Another dossier is laid open."""
        self.leave()
        self._dossier_id = dossier_id
        self._counter = None
        self._misplaced = {}
        self.pictures.open(dossier_id)
        self._strip.choose_none()

    def leave(self) -> None:
        """The officer goes away from the counter; nobody feeds the scanner any more."""
        self._dossier_id = ""
        self.rest()
        self._give_up_feeding()
        self.camera.close()
        if self.editor is not None:
            self.editor.done(0)

    def rest(self) -> None:
        """Papers are made into PDFs: nothing is drawn or read ahead beside that."""
        self.pictures.rest()
        self._quiet.stop()
        self.reading.stop()

    def show(self, counter: Counter) -> None:
        """The paper at hand as the store has it now."""
        from_store, self._counter = counter is not self._counter, counter
        self.actions.show_steps(counter.undo, counter.redo)
        pages = counter.pages.get(self._key(), [])
        self._chosen_changed()
        self.pictures.want(pages)
        if self.editor is not None:
            self.editor.show_pages(pages, counter.undo, counter.redo)
        self.camera.show_pages(pages, counter.undo, counter.redo)
        if from_store:
            self._tell_elsewhere(counter)
            self._quiet.start()

    def _remember_pages(self) -> None:
        known = self._counter.pages if self._counter else {}
        self._before_step = {key: list(pages) for key, pages in known.items()}

    def _tell_elsewhere(self, counter: Counter) -> None:
        """A step that is taken back on another paper must be seen."""
        before, self._before_step = self._before_step, None
        if before is None:
            return
        changed = [
            key
            for key in before.keys() | counter.pages.keys()
            if before.get(key, []) != counter.pages.get(key, [])
        ]
        if changed and self._key() not in changed:
            self.elsewhere.emit(changed[0])

    def _pages(self) -> list[Page]:
        return self._counter.pages.get(self._key(), []) if self._counter else []

    def _chosen_changed(self) -> None:
        self.actions.show_chosen(self._strip.chosen)
        found = self._misplaced.get(self._key())
        self._paper.tell(self._pages(), found)

    def _read_ahead(self) -> None:
        """Unless the officer has left the counter, since its lanes may be closing, or a camera
        wants every bit of the machine."""
        if self._dossier_id and self._paper.isVisible() and self.camera.window is None:
            self.reading.want(self._dossier_id)

    def _tell_misplaced(self, found: dict[str, Misplaced]) -> None:
        """Papers that seem to lie under a wrong line of the checklist."""
        self._misplaced = found
        self._chosen_changed()

    def _drawn(self, page: Page) -> None:
        self._strip.draw_again(page)
        self.camera.draw_again(page)
        if self.editor is not None and self.editor.page is not None:
            self.editor.show_small(self.pictures.of(self.editor.page))

    def add_files(self, paths: list[Path]) -> None:
        """Add files to the paper at hand."""
        self.adding.add_files(self._dossier_id, self._key(), paths)

    def _add_picture(self, picture: QImage) -> None:
        self.adding.add_picture(self._dossier_id, self._key(), picture)

    def _arrived(self, arrival: Arrival) -> None:
        if arrival.dossier_id == self._dossier_id:
            self.pictures.have(arrival.page, arrival.picture)
            self.arrived.emit(arrival)
        if arrival.note:
            self._desk.notice.emit(arrival.note, "")

    def _photograph(self, camera: str, again: Page | None = None) -> None:
        if self._counter is not None:
            key = self._key()
            name = next(row.name for row in self._counter.rows if row.key == key)
            parent = self.editor or self._paper.window()
            self.camera.open(self._dossier_id, key, name, parent, camera=camera, again=again)
            self.camera.show_pages(self._pages(), self._counter.undo, self._counter.redo)

    def _photographed(self, arrival: Arrival) -> None:
        self._arrived(arrival)
        self.busy_changed.emit()

    def _asked(self, question: Question) -> None:
        if question.dossier_id != self._dossier_id:
            question.answer.set_result(False)
        elif self.editor is not None:
            self.editor.feed.ask(question)
        else:
            self._paper.feed.ask(question)

    def _stop(self) -> None:
        self._give_up_feeding()
        self.adding.stop()

    def _give_up_feeding(self) -> None:
        self._paper.feed.give_up()
        if self.editor is not None:
            self.editor.feed.give_up()

    def _adding_changed(self) -> None:
        self._sources.show_scanning(self.adding.scanning)
        if self.editor is not None:
            self.editor.show_scanning(self.adding.scanning)
        self.busy_changed.emit()

    def _show_menu(self, at: QPoint) -> None:
        chosen = self._strip.chosen
        rows = self._counter.rows if self._counter else []
        others = [row for row in rows if row.can_scan and row.key != self._key()]
        menu = page_menu(
            self.actions, others, lambda key: self.deeds.move_to(chosen, key), self._strip
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _edit(self, mode: str = "") -> None:
        counter, page = self._counter, self._strip.page
        if counter is None or page is None or self.editor is not None:
            return
        name = next(row.name for row in counter.rows if row.key == self._key())
        editor = PageEditor(name, self.deeds, self._paper.window())
        self.editor = editor
        editor.look_wanted.connect(self._look_closely)
        editor.captured_wanted.connect(self._draw_captured)
        editor.retake_wanted.connect(self._retake)
        editor.finished.connect(lambda _: self._edited())
        editor.show_pages(self._pages(), counter.undo, counter.redo)
        editor.show_page(page.page_id)
        editor.show_small(self.pictures.of(page))
        if mode:
            editor.start_mode(mode)
        editor.open()

    def _edited(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            if editor.page is not None:
                self._strip.choose(editor.page.page_id)
            editor.deleteLater()

    def _look_closely(self, page: Page) -> None:
        station, dossier_id, editor = self._desk.station, self._dossier_id, self.editor

        def seen(look: page_work.Look) -> None:
            self.pictures.saw(look)
            if editor is self.editor and editor is not None:
                editor.saw(look)

        self._desk.lanes.run(
            Lane.PROCESS,
            lambda task: page_work.look_at(station, dossier_id, page, closely=True),
            done=seen,
        )

    def _draw_captured(self, page: Page) -> None:
        station, editor = self._desk.station, self.editor

        def drawn(captured: page_work.Captured) -> None:
            if editor is self.editor and editor is not None:
                editor.show_captured(captured)

        self._desk.lanes.run(
            Lane.PROCESS, lambda task: page_work.captured(station, page), done=drawn
        )

    def _retake(self, page: Page) -> None:
        """By the camera or scanner that is chosen, else from a file."""
        chosen = self._sources.chosen
        if self._sources.camera:
            self._photograph(self._sources.camera, page)
        elif chosen is not None:
            self.adding.scan_again(self._dossier_id, page, *chosen)
        else:
            choose_papers(
                self.editor or self._paper.window(),
                lambda paths: self.adding.take_again(self._dossier_id, page, paths[0]),
            )
