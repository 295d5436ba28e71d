"""The papers on the counter: the checklist, the paper at hand, its pages, and the seal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.i18n import t
from app.identity.masking import mask_identifier
from app.model.dossier import CopyKind, Document, Outcome, Page
from app.model.people import Person
from app.ui.controls import button, heading, note, panel
from app.ui.desk import Desk
from app.ui.intake import work
from app.ui.intake.applicant_dialog import ApplicantDialog
from app.ui.intake.cancel_dialog import CancelDialog
from app.ui.intake.checklist_view import ChecklistModel, ChecklistView
from app.ui.intake.paper_panel import PaperPanel
from app.ui.intake.seal_bar import SealBar
from app.ui.intake.source_bar import SourceBar
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
        self._removed: list[tuple[Document, Page]] = []
        self._adding: list[Task] = []
        self._drawing: set[str] = set()
        self._leaving = [
            button(t("Sửa người nộp…"), self._edit_applicant, picture="edit"),
            button(t("Hủy hồ sơ…"), self._ask_cancel, picture="remove"),
            button(t("Để sau"), self.left.emit, picture="left"),
        ]
        self.who = heading("")
        self.what = note()
        self.model = ChecklistModel()
        self.checklist = ChecklistView(self.model)
        self.sources = SourceBar(desk)
        self.paper = PaperPanel(self.sources)
        self.seal = SealBar(desk)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.who)
        names.addWidget(self.what)
        head = QHBoxLayout()
        head.addLayout(names, 1)
        for each in self._leaving:
            head.addWidget(each)
        frame, column = panel()
        column.addWidget(QLabel(t("Đánh dấu từng giấy tờ khi nhận. Chữ đậm là bắt buộc.")))
        column.addWidget(self.checklist, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(frame)
        halves.addWidget(self.paper)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([600, 600])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(head)
        whole.addWidget(halves, 1)
        whole.addWidget(self.seal)

    def _connect(self) -> None:
        self.checklist.chosen.connect(self._show_paper)
        self.model.ticked.connect(lambda key, outcome: self._settle(key, outcome, "", None, None))
        self.paper.settled.connect(self._settle)
        strip = self.paper.strip
        strip.files_dropped.connect(self.add_files)
        strip.picture_pasted.connect(self._add_picture)
        strip.remove_wanted.connect(self._remove)
        strip.move_wanted.connect(self._move)
        self.sources.files_chosen.connect(self.add_files)
        self.sources.scan_wanted.connect(self._scan)
        self.sources.stop_wanted.connect(self._stop_scan)
        self.sources.remove_wanted.connect(strip.remove_chosen)
        self.sources.undo_wanted.connect(self._undo)
        self.seal.started.connect(lambda: self._freeze(True))
        self.seal.stopped.connect(self._reopen)

    def open(self, dossier_id: str) -> None:
        """Lay a dossier's papers out."""
        self.counter = None
        self._removed.clear()
        self.paper.strip.pictures.clear()
        self._drawing.clear()
        self._in_store(lambda task: work.look(self._desk.station, dossier_id), self._lay_open)

    def _lay_open(self, counter: Counter) -> None:
        self._show(counter)
        rows = counter.rows
        first = next((place for place, row in enumerate(rows) if not row.settled), 0)
        if rows:
            self.checklist.choose(first)
            self._show_paper(rows[first].key)
        self.checklist.setFocus()

    def _show(self, counter: Counter) -> None:
        self.counter = counter
        dossier = counter.dossier
        self.who.setText(
            f"{dossier.applicant.full_name}  ·  {mask_identifier(dossier.applicant.identifier)}"
        )
        self.what.setText(f"{dossier.procedure_code} · {counter.procedure}")
        self.what.setToolTip(dossier.procedure_name)
        self.model.show_rows(counter.rows)
        self._show_paper(self.checklist.key)
        step = next_step(counter.components, counter.page_counts)
        self.seal.show_dossier(dossier.dossier_id, step)
        self.sources.undo_button.setEnabled(bool(self._removed))

    def _show_paper(self, key: str) -> None:
        if self.counter is None:
            return
        row = next((row for row in self.counter.rows if row.key == key), None)
        if row is None:
            return
        pages = self.counter.pages.get(key, [])
        self.paper.show_paper(row, pages)
        self.sources.remove_button.setEnabled(bool(pages))
        missing = [
            page for page in self.paper.strip.missing(pages) if page.page_id not in self._drawing
        ]
        if missing:
            self._drawing.update(page.page_id for page in missing)
            self._desk.lanes.run(
                Lane.PROCESS, lambda task: self._draw(missing, task), item=self._drawn
            )

    def _draw(self, pages: list[Page], task: Task) -> None:
        for page in pages:
            task.give((page, work.small_picture(self._desk.station, page)))

    def _drawn(self, drawn: tuple[Page, QImage]) -> None:
        self.paper.strip.show_picture(*drawn)

    @property
    def _dossier_id(self) -> str:
        assert self.counter is not None
        return self.counter.dossier.dossier_id

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
        station, dossier_id = self._desk.station, self._dossier_id
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
        station, dossier_id = self._desk.station, self._dossier_id
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
        """Add files to the paper at hand; those that cannot be used are told of."""
        station, dossier_id, key = self._desk.station, self._dossier_id, self.checklist.key
        self._add(lambda task: work.add_paths(station, dossier_id, key, paths, task))

    def _add_picture(self, picture: QImage) -> None:
        station, dossier_id, key = self._desk.station, self._dossier_id, self.checklist.key
        self._add(
            lambda task: work.add_captured(station, dossier_id, key, work.pasted(picture), task)
        )

    def _scan(self, source: str, duplex: bool) -> None:
        station, dossier_id, key = self._desk.station, self._dossier_id, self.checklist.key
        self._add(
            lambda task: work.scan(station, dossier_id, key, source, duplex=duplex, task=task)
        )
        self.sources.show_scanning(True)

    def _stop_scan(self) -> None:
        for task in self._adding:
            task.cancel()

    def _add(self, adding: Callable[[Task], None]) -> None:
        self.seal.setEnabled(False)
        task = self._desk.lanes.run(
            Lane.CAPTURE,
            adding,
            item=self._arrived,
            ended=lambda: self._added(task),
        )
        self._adding.append(task)

    def _arrived(self, arrival: Arrival) -> None:
        """A page is safe: show it at once, the rest follows when the last has come."""
        if self.counter is None:
            return
        self.paper.strip.pictures[arrival.page.page_id] = arrival.picture
        pages = [*self.counter.pages.get(arrival.component_key, []), arrival.page]
        self.counter.pages[arrival.component_key] = pages
        if arrival.component_key == self.checklist.key:
            self._show_paper(arrival.component_key)

    def _added(self, task: Task) -> None:
        self._adding.remove(task)
        self.sources.show_scanning(bool(self._adding) and self.sources.scanning)
        self.seal.setDisabled(bool(self._adding))
        self._look_again()

    def _look_again(self) -> None:
        if self.counter is not None:
            dossier_id = self._dossier_id
            self._in_store(lambda task: work.look(self._desk.station, dossier_id), self._show)

    def _remove(self, page: Page) -> None:
        station = self._desk.station

        def verb() -> None:
            document = station.store.document(page.document_id)
            intake.remove_page(station, page)
            self._removed.append((document, page))

        self._change(verb)

    def _undo(self) -> None:
        """The page taken out last stands where it stood."""
        if self._removed:
            document, page = self._removed.pop()
            self._change(lambda: intake.put_page_back(self._desk.station, document, page))

    def _move(self, page: Page, position: int) -> None:
        self._change(lambda: intake.move_page(self._desk.station, page, position))

    def _edit_applicant(self) -> None:
        if self.counter is None:
            return
        dialog = ApplicantDialog(self.counter.dossier.applicant, self)
        dialog.agreed.connect(self._change_applicant)
        dialog.open()

    def _change_applicant(self, person: Person) -> None:
        station, dossier_id = self._desk.station, self._dossier_id
        self._change(lambda: intake.change_applicant(station, dossier_id, person))

    def _ask_cancel(self) -> None:
        dialog = CancelDialog(self)
        dialog.accepted.connect(lambda: self._cancel(dialog.why.text().strip()))
        dialog.open()

    def _cancel(self, why: str) -> None:
        station, dossier_id = self._desk.station, self._dossier_id
        self._in_store(
            lambda task: intake.cancel(station, dossier_id, why),
            lambda _: self.left.emit(),
            changed=True,
        )

    def _freeze(self, frozen: bool) -> None:
        """While papers are made into PDFs nothing on the counter moves."""
        for widget in (self.checklist, self.paper, *self._leaving):
            widget.setDisabled(frozen)

    def unfreeze(self) -> None:
        """The counter is free for the next dossier."""
        self._freeze(False)

    def _reopen(self) -> None:
        """Sealing was stopped or refused: the pages may have got their warnings by now."""
        self._freeze(False)
        self._look_again()
