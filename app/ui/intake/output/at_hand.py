"""How the dossier on the counter will be written: chosen, weighed, looked at beforehand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.errors import AppError
from app.model.dossier import Page
from app.model.output import OutputProfile
from app.ui.desk import Desk
from app.ui.intake.output.bar import OutputBar
from app.ui.intake.output.preview import PreviewDialog, PreviewPage
from app.ui.intake.output.weights import OutputWeights
from app.ui.intake.output.work import Drawn, draw
from app.ui.intake.work import Counter
from app.ui.lanes import Lane
from app.ui.present.output import too_heavy, weight_of, weight_sentence
from app.workflow.output_choice import choose_output

_QUIET_MS = 2500
"""Pages are weighed once nothing has been done to them for so long."""


class OutputAtHand(QObject):
    """``page`` gives the page at hand, if any, where a preview begins."""

    def __init__(self, desk: Desk, page: Callable[[], Page | None]) -> None:
        super().__init__()
        self._desk = desk
        self._page = page
        self._counter: Counter | None = None
        self._drawing = False
        self._to_draw: Page | None = None
        self.bar = OutputBar()
        self.setParent(self.bar)
        self.weights = OutputWeights(desk)
        self.preview: PreviewDialog | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._weigh)
        self.bar.chosen.connect(self._choose)
        self.bar.preview_wanted.connect(self._open_preview)
        self.bar.shown.connect(self._quiet.start)
        self.weights.changed.connect(self._tell)

    def open(self, dossier_id: str) -> None:
        """Another dossier is laid open."""
        self._counter = None
        self.weights.open(dossier_id)

    def show(self, counter: Counter) -> None:
        """The dossier as the store has it now."""
        self._counter = counter
        self.bar.show_profile(self._desk.station.settings.output_profile)
        self._tell()
        self._quiet.start()

    def rest(self) -> None:
        """Papers are made: nothing is weighed beside that."""
        self._quiet.stop()
        self.weights.rest()

    def _weigh(self) -> None:
        """Unless the officer has left the counter: its lanes may be closing."""
        if self._counter is not None and self.bar.isVisible() and self.bar.isEnabled():
            self.weights.want(page for pages in self._counter.pages.values() for page in pages)

    def _tell(self) -> None:
        if self._counter is None:
            return
        settings = self._desk.station.settings
        limit = settings.file_size_limit_mb * 1_000_000
        papers = self._counter.pages
        weight = weight_of(papers, self.weights.of, settings.output_profile)
        smallest = weight_of(papers, self.weights.of, OutputProfile.SEND)
        names = {row.key: row.name for row in self._counter.rows}
        self.bar.show_weight(
            weight_sentence(weight, limit),
            too_heavy(weight, smallest, limit, names),
            pages=weight.pages > 0,
        )

    def _choose(self, profile: OutputProfile) -> None:
        if self._counter is None:
            return
        station, dossier_id = self._desk.station, self._counter.dossier.dossier_id
        self._desk.lanes.run(
            Lane.STORE,
            lambda task: choose_output(station, dossier_id, profile),
            ended=self._chosen,
        )

    def _chosen(self) -> None:
        """Whether it could be kept or not: what holds from here on."""
        profile = self._desk.station.settings.output_profile
        self.bar.show_profile(profile)
        if self.preview is not None:
            self.preview.show_profile(profile)
        self._tell()

    def _open_preview(self) -> None:
        pages = self._bound_pages()
        if not pages or self.preview is not None:
            return
        at_hand = self._page()
        ids = [each.page.page_id for each in pages]
        place = ids.index(at_hand.page_id) if at_hand and at_hand.page_id in ids else 0
        profile = self._desk.station.settings.output_profile
        preview = PreviewDialog(pages, place, profile, self.bar.window())
        self.preview = preview
        preview.wanted.connect(self._draw)
        preview.chosen.connect(self._choose)
        preview.finished.connect(lambda _: self._closed())
        preview.open()
        preview.begin()

    def _bound_pages(self) -> list[PreviewPage]:
        if self._counter is None:
            return []
        return [
            PreviewPage(page, row.name, number)
            for row in self._counter.rows
            for number, page in enumerate(self._counter.pages.get(row.key, []), start=1)
            if not page.left_out
        ]

    def _closed(self) -> None:
        preview, self.preview = self.preview, None
        self._to_draw = None
        if preview is not None:
            preview.deleteLater()

    def _draw(self, page: Page) -> None:
        """One at a time; of those asked for meanwhile only the last."""
        self._to_draw = page
        self._next()

    def _next(self) -> None:
        page, counter = self._to_draw, self._counter
        if self._drawing or page is None or counter is None:
            return
        self._to_draw, self._drawing = None, True
        station, dossier_id = self._desk.station, counter.dossier.dossier_id
        self._desk.lanes.run(
            Lane.PROCESS,
            lambda task: draw(station, dossier_id, page),
            done=self._drawn,
            failed=lambda error: self._cannot_draw(page, error),
            ended=self._drawing_ended,
        )

    def _drawn(self, drawn: Drawn) -> None:
        self.weights.know(drawn.page, drawn.sizes)
        if self.preview is not None:
            self.preview.show_drawn(drawn)

    def _cannot_draw(self, page: Page, error: AppError) -> None:
        if self.preview is not None:
            self.preview.show_fault(page, error)

    def _drawing_ended(self) -> None:
        self._drawing = False
        self._next()
