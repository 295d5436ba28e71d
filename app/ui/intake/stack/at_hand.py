"""Everything that happens to a stack: its sheets are printed, it comes in, it is told of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from app.i18n import t
from app.ui.desk import Desk
from app.ui.files import choose_papers
from app.ui.intake.pages.at_hand import PagesAtHand
from app.ui.intake.source_bar import SourceBar
from app.ui.intake.stack.bar import StackBar
from app.ui.intake.stack.sheets import SheetsDialog
from app.ui.intake.stack.work import Sheets, make_sheets
from app.ui.intake.work import Arrival, Counter
from app.ui.lanes import Lane
from app.ui.present.stack import StackedPlace, stack_summary


class StackAtHand(QObject):
    """``elsewhere`` carries the key of a paper with a page that wants a look.

    Whatever comes in is counted, from the first page until nothing is on its way any more: a
    feeder's run and a file of many pages are laid apart by separator sheets as well. It is told
    where it was called a stack, or did not all go to the paper at hand.
    """

    elsewhere = Signal(str)

    def __init__(
        self, desk: Desk, pages: PagesAtHand, sources: SourceBar, key: Callable[[], str]
    ) -> None:
        super().__init__(pages)
        self._desk = desk
        self._pages = pages
        self._sources = sources
        self._key = key
        self._counter: Counter | None = None
        self._began_at = ""
        self._called_stack = False
        self._file = 0, 0
        self._arrivals: list[Arrival] = []
        self._coming = False
        self.bar = StackBar()
        self.sheets: SheetsDialog | None = None
        bar, adding = self.bar, pages.adding
        bar.scan_wanted.connect(self._scan)
        bar.files_wanted.connect(lambda: choose_papers(self.bar.window(), self.add_files))
        bar.sheets_wanted.connect(self._make_sheets)
        bar.stop_wanted.connect(sources.stop_wanted.emit)
        bar.show_wanted.connect(self._show_noted)
        bar.undo_wanted.connect(self._take_out)
        pages.arrived.connect(self._arrived)
        adding.told.connect(self._told)
        adding.changed.connect(self._adding_changed)

    def open(self) -> None:
        """Another dossier is laid open."""
        self._counter = None
        self._arrivals = []
        self._called_stack = False
        self.bar.clear()

    def show(self, counter: Counter) -> None:
        """The dossier as the store has it now."""
        self._counter = counter

    def add_files(self, paths: list[Path]) -> None:
        """Files are the sheets of one stack, in the order of their names."""
        if self._counter is not None and paths:
            self._called_stack = True
            dossier_id = self._counter.dossier.dossier_id
            self._pages.adding.add_stack(dossier_id, self._first_key(), paths)

    def _scan(self) -> None:
        chosen = self._sources.chosen
        if chosen is None or self._sources.camera:
            self._desk.notice.emit(
                t("Chưa có máy quét để quét cả xấp."),
                t("Chọn máy quét có khay, hoặc bấm «Thêm cả xấp…» nếu đã quét thành tệp."),
            )
        elif self._counter is not None:
            self._called_stack = True
            dossier_id = self._counter.dossier.dossier_id
            self._pages.adding.scan_stack(dossier_id, self._first_key(), *chosen)

    def _first_key(self) -> str:
        """Where pages go until a sheet speaks: to the paper at hand, unless it may not be
        scanned; nothing where no paper may."""
        rows = [row for row in self._counter.rows if row.can_scan] if self._counter else []
        keys = [row.key for row in rows]
        return self._key() if self._key() in keys else next(iter(keys), "")

    def _adding_changed(self) -> None:
        busy = self._pages.adding.busy
        self.bar.show_busy(busy)
        if busy and not self._coming:
            self._began_at, self._arrivals, self._file = self._first_key(), [], (0, 0)
            self.bar.clear()
        elif self._coming and not busy:
            self._tell()
            self._called_stack = False
        self._coming = busy
        if busy:
            self._show_progress()

    def _arrived(self, arrival: Arrival) -> None:
        if self._coming:
            self._arrivals.append(arrival)
            self._show_progress()

    def _told(self, file: int, files: int) -> None:
        self._file = file, files
        self._show_progress()

    def _show_progress(self) -> None:
        if self._called_stack:
            self.bar.show_progress(len(self._arrivals), *self._file)

    def _tell(self) -> None:
        places = [
            StackedPlace(each.component_key, each.page.position + 1, each.note)
            for each in self._arrivals
        ]
        apart = {place.key for place in places} - {self._began_at}
        noted = any(place.note for place in places)
        if self._counter is None or not (self._called_stack or apart or noted):
            return
        names = {row.key: row.name for row in self._counter.rows}
        summary = stack_summary(places, names, self._began_at)
        self.bar.show_summary(summary, look=noted, undo=bool(places))

    def _show_noted(self) -> None:
        self.elsewhere.emit(next(each.component_key for each in self._arrivals if each.note))

    def _take_out(self) -> None:
        """Those that are still where they can be taken out of."""
        there = self._counter.pages.values() if self._counter else ()
        came = {each.page.page_id for each in self._arrivals}
        left = [page for pages in there for page in pages if page.page_id in came]
        if left:
            self._pages.deeds.delete(left)

    def _make_sheets(self) -> None:
        if self._counter is None:
            return
        station, dossier_id = self._desk.station, self._counter.dossier.dossier_id
        self.bar.sheets_button.setEnabled(False)
        self._desk.lanes.run(
            Lane.PROCESS,
            lambda task: make_sheets(station, dossier_id),
            done=self._show_sheets,
            ended=lambda: self.bar.sheets_button.setEnabled(True),
        )

    def _show_sheets(self, sheets: Sheets) -> None:
        self.sheets = SheetsDialog(self._desk, sheets, self.bar.window())
        self.sheets.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheets.open()
