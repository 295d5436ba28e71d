"""The papers on the counter: the checklist, the paper at hand, its pages, and the seal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from app.i18n import t
from app.model.dossier import CopyKind, Outcome, Page
from app.model.people import Person
from app.ui.controls import panel
from app.ui.desk import Desk
from app.ui.intake import work
from app.ui.intake.applicant_dialog import ApplicantDialog
from app.ui.intake.cancel_dialog import CancelDialog
from app.ui.intake.checklist_view import ChecklistModel, ChecklistView
from app.ui.intake.counter_head import CounterHead
from app.ui.intake.output.at_hand import OutputAtHand
from app.ui.intake.pages.actions import PageActions
from app.ui.intake.pages.at_hand import PagesAtHand
from app.ui.intake.pages.bar import PageBar
from app.ui.intake.paper_class import PaperClass
from app.ui.intake.paper_panel import PaperPanel
from app.ui.intake.review.seal_bar import SealBar
from app.ui.intake.source_bar import SourceBar
from app.ui.intake.stack.at_hand import StackAtHand
from app.ui.intake.work import Arrival, Counter
from app.ui.lanes import Lane, Task
from app.ui.present.checklist import next_step
from app.workflow import intake

T = TypeVar("T")


class CounterPage(QWidget):
    """``left`` comes when the officer goes back or the dossier is cancelled."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.counter: Counter | None = None
        self._wanted = ""
        self.head = CounterHead()
        self.model = ChecklistModel()
        self.checklist = ChecklistView(self.model)
        self.checklist.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        actions = PageActions()
        self.sources = SourceBar(desk, PageBar(actions))
        self.paper_class = PaperClass(desk, self._change)
        self.paper = PaperPanel(self.sources, actions, self.paper_class.button)
        self.pages = PagesAtHand(
            desk, self.paper, self.sources, actions, self._change, lambda: self.checklist.key
        )
        self.stack = StackAtHand(desk, self.pages, self.sources, lambda: self.checklist.key)
        self.output = OutputAtHand(desk, lambda: self.paper.strip.page)
        self.seal = SealBar(desk)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        frame, column = panel()
        column.addWidget(QLabel(t("Đánh dấu từng giấy tờ khi nhận. Chữ đậm là bắt buộc.")))
        column.addWidget(self.checklist, 1)
        column.addWidget(self.stack.bar)
        column.addWidget(self.output.bar)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(frame)
        halves.addWidget(self.paper)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([600, 600])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.head)
        whole.addWidget(halves, 1)
        whole.addWidget(self.seal)

    def _connect(self) -> None:
        self.checklist.chosen.connect(self._show_paper)
        self.checklist.customContextMenuRequested.connect(self._open_menu)
        self.model.ticked.connect(lambda key, outcome: self._settle(key, outcome, "", None, None))
        self.paper.settled.connect(self._settle)
        self.pages.arrived.connect(self._arrived)
        self.pages.looked.connect(self._looked)
        self.pages.busy_changed.connect(self._busy_changed)
        self.pages.elsewhere.connect(self._go_to)
        self.stack.elsewhere.connect(self._go_to)
        self.head.edit_wanted.connect(self._edit_applicant)
        self.head.cancel_wanted.connect(self._ask_cancel)
        self.head.later_wanted.connect(self.left.emit)
        self.seal.started.connect(self.pages.rest)
        self.seal.started.connect(self.output.rest)
        self.seal.started.connect(lambda: self._freeze(True))
        self.seal.stopped.connect(self._reopen)

    def open(self, dossier_id: str) -> None:
        """Lay a dossier's papers out."""
        self.counter = None
        self._wanted = dossier_id
        self.pages.open(dossier_id)
        self.stack.open()
        self.output.open(dossier_id)
        self._in_store(lambda task: work.look(self._desk.station, dossier_id), self._lay_open)

    def _lay_open(self, counter: Counter) -> None:
        if counter.dossier.dossier_id != self._wanted:
            return
        self._show(counter)
        rows = counter.rows
        first = next((place for place, row in enumerate(rows) if not row.settled), 0)
        if rows:
            self.checklist.choose(first)
            self._show_paper(rows[first].key)
        self.checklist.setFocus()

    def _show(self, counter: Counter) -> None:
        """Show it, unless another dossier was laid open while this one was looked at."""
        if counter.dossier.dossier_id != self._wanted:
            return
        self.counter = counter
        self.stack.show(counter)
        self.output.show(counter)
        self.head.show_counter(counter)
        self.model.show_rows(counter.rows)
        self._show_paper(self.checklist.key)
        step = next_step(counter.components, counter.page_counts)
        self.seal.show_dossier(self._wanted, step)

    def _open_menu(self, at: QPoint) -> None:
        """By mouse or key, on the paper that is at hand then."""
        self.paper_class.popup(self.checklist.viewport().mapToGlobal(at))

    def _go_to(self, key: str) -> None:
        self.checklist.choose([row.key for row in self.model.rows].index(key))

    def _show_paper(self, key: str) -> None:
        if self.counter is None:
            return
        row = next((row for row in self.counter.rows if row.key == key), None)
        if row is None:
            return
        shown = self.counter.pages.get(key, [])
        self.paper.show_paper(row, shown)
        self.paper_class.show(self.counter, key)
        self.pages.show(self.counter)

    def _in_store(
        self, verb: Callable[[Task], T], done: Callable[[T], None], *, changed: bool = False
    ) -> None:
        def finished(result: T) -> None:
            done(result)
            if changed:
                self._desk.dossiers_changed.emit()

        self._desk.lanes.run(Lane.STORE, verb, done=finished)

    def _change(self, verb: Callable[[], object]) -> None:
        """Do one of the officer's verbs and show what it made of the counter."""
        station, dossier_id = self._desk.station, self._wanted
        self._desk.lanes.run(
            Lane.STORE,
            work.changed(station, dossier_id, verb),
            done=self._show,
            ended=lambda: self._show_paper(self.checklist.key),
        )

    def _settle(
        self,
        key: str,
        outcome: Outcome,
        evidence: str,
        copy_kind: CopyKind | None,
        quantity: int | None,
    ) -> None:
        station, dossier_id = self._desk.station, self._wanted
        self._change(
            lambda: intake.tick(
                station,
                dossier_id,
                key,
                outcome,
                evidence=evidence,
                copy_kind=copy_kind,
                quantity=quantity,
            )
        )

    def add_files(self, paths: list[Path]) -> None:
        """Add files to the paper at hand."""
        self.pages.add_files(paths)

    def _arrived(self, arrival: Arrival) -> None:
        """A page is safe: show it at once, the rest follows when the last has come."""
        if self.counter is None:
            return
        grown = [*self.counter.pages.get(arrival.component_key, []), arrival.page]
        self.counter.pages[arrival.component_key] = grown
        if arrival.component_key == self.checklist.key:
            self._show_paper(arrival.component_key)

    def _looked(self, seen: Page) -> None:
        """What was found about a page stands in its paper, and in the checklist."""
        if self.counter is None:
            return
        for pages in self.counter.pages.values():
            pages[:] = [
                replace(page, blank=seen.blank, warnings=seen.warnings)
                if (page.page_id, page.edits) == (seen.page_id, seen.edits)
                else page
                for page in pages
            ]
        self.model.show_rows(self.counter.rows)
        self._show_paper(self.checklist.key)

    def _busy_changed(self) -> None:
        self.seal.setDisabled(self.pages.adding.busy)
        if not self.pages.adding.busy:
            self._look_again()

    def _look_again(self) -> None:
        if self.counter is not None:
            dossier_id = self._wanted
            self._in_store(lambda task: work.look(self._desk.station, dossier_id), self._show)

    def _edit_applicant(self) -> None:
        if self.counter is None:
            return
        dialog = ApplicantDialog(self.counter.dossier.applicant, self)
        dialog.agreed.connect(self._change_applicant)
        dialog.open()

    def _change_applicant(self, person: Person) -> None:
        station, dossier_id = self._desk.station, self._wanted
        self._change(lambda: intake.change_applicant(station, dossier_id, person))

    def _ask_cancel(self) -> None:
        dialog = CancelDialog(self)
        dialog.accepted.connect(lambda: self._cancel(dialog.why.text().strip()))
        dialog.open()

    def _cancel(self, why: str) -> None:
        station, dossier_id = self._desk.station, self._wanted
        self._in_store(
            lambda task: intake.cancel(station, dossier_id, why),
            lambda _: self.left.emit(),
            changed=True,
        )

    def _freeze(self, frozen: bool) -> None:
        """While papers are made into PDFs nothing on the counter moves."""
        tools = self.stack.bar, self.output.bar, *self.head.buttons
        for widget in (self.checklist, self.paper, *tools):
            widget.setDisabled(frozen)

    def unfreeze(self) -> None:
        """The counter is free for the next dossier."""
        self._freeze(False)

    def _reopen(self) -> None:
        """Sealing was stopped or refused: the pages may have got their warnings by now."""
        self._freeze(False)
        self._look_again()
