"""*Hàng đợi*: the table, the search, the sending, and the dossier chosen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QSplitter,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.i18n import t
from app.ui.controls import button, heading, line, note
from app.ui.desk import Desk
from app.ui.lanes import Lane
from app.ui.present.line import LineState, progress_sentence
from app.ui.printing import ask_and_print
from app.ui.queue import work
from app.ui.queue.details_panel import DetailsPanel
from app.ui.queue.queue_model import APPLICANT, CODE, DUE, SORT, STATE, QueueModel
from app.ui.queue.work import QueueSheet
from app.ui.sending import Sending
from app.ui.two_lines import HEIGHT, TwoLines
from app.workflow.handover import release
from app.workflow.receipt import make_receipt_slip

SEARCH_AFTER_MS = 200


class QueuePage(QWidget):
    """Read anew when dossiers changed, and only while it is seen."""

    def __init__(self, desk: Desk, sending: Sending) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName(t("Hàng đợi"))
        self._desk, self._sending = desk, sending
        self._stale = True
        self.search = line(t("Tìm hồ sơ"), t("Tìm theo tên, số định danh hoặc mã hồ sơ"))
        self.counts = heading("")
        self.send_button = button(
            t("Gửi ngay"), sending.send_now, picture="send", kind="primary", keys="F5"
        )
        self.pause_button = button(t("Tạm dừng"), sending.pause, picture="pause")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(t("Tiến độ gửi"))
        self.progress.setTextVisible(False)
        self.doing = QLabel()
        self.model = QueueModel()
        self.table = self._table()
        self.details = DetailsPanel()
        self.empty = note()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SEARCH_AFTER_MS)
        self._wait.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _: self._wait.start())
        self.table.selectionModel().currentRowChanged.connect(lambda new, _: self._choose(new))
        self.details.print_wanted.connect(self._print)
        self.details.release_wanted.connect(self._release)
        self.details.uncover_wanted.connect(self._uncover)
        sending.changed.connect(self.show_line)
        desk.dossiers_changed.connect(self._mark_stale)
        self.show_line(sending.line)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setAccessibleName(t("Danh sách hồ sơ"))
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.model)
        self._sorted.setSortRole(SORT)
        self._sorted.setSortLocaleAware(True)
        table.setModel(self._sorted)
        table.setSortingEnabled(True)
        table.sortByColumn(CODE, Qt.SortOrder.DescendingOrder)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(HEIGHT)
        for column in (CODE, APPLICANT):
            table.setItemDelegateForColumn(column, TwoLines(table))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for column, width in ((CODE, 196), (DUE, 100), (STATE, 232)):
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(APPLICANT, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.search, 1)
        first.addWidget(self.send_button)
        first.addWidget(self.pause_button)
        second = QHBoxLayout()
        second.addWidget(self.counts)
        second.addStretch(1)
        second.addWidget(self.doing)
        second.addWidget(self.progress)
        self.progress.setFixedWidth(240)
        left = QWidget()
        self.sheets = QStackedLayout(left)
        self.sheets.addWidget(self.table)
        self.sheets.addWidget(self.empty)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self.details)
        halves.setStretchFactor(0, 1)
        halves.setSizes([780, 410])
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(halves, 1)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's own name)
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _mark_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the rows that fit the search."""
        self._stale = False
        station, words, sending = self._desk.station, self.search.text(), self._on_line
        self._desk.lanes.run(
            Lane.STORE,
            lambda task: work.look(station, words, sending=sending),
            done=self._show,
        )

    @property
    def _on_line(self) -> bool:
        return self._sending.line.sending

    def _show(self, sheet: QueueSheet) -> None:
        chosen = self._chosen_id()
        self.model.show_rows(sheet.rows)
        self.counts.setText(sheet.counts.sentence)
        self.empty.setText(
            t("Không có hồ sơ nào khớp với từ tìm kiếm.")
            if self.search.text().strip()
            else t("Chưa có hồ sơ nào được niêm phong. Hồ sơ niêm phong xong sẽ hiện ở đây.")
        )
        self.sheets.setCurrentIndex(0 if sheet.rows else 1)
        place = next(
            (place for place, row in enumerate(sheet.rows) if row.dossier_id == chosen), None
        )
        if place is None:
            self.details.hide()
        else:
            self.table.setCurrentIndex(self._sorted.mapFromSource(self.model.index(place, 0)))
            self._look_at(chosen)

    def _chosen_id(self) -> str:
        details = self.details.details
        return details.dossier.dossier_id if details and not self.details.isHidden() else ""

    def _choose(self, index: QModelIndex) -> None:
        place = self._sorted.mapToSource(index).row()
        if place >= 0:
            self._look_at(self.model.rows[place].dossier_id)

    def _look_at(self, dossier_id: str) -> None:
        station, sending = self._desk.station, self._on_line
        self._desk.lanes.run(
            Lane.STORE,
            lambda task: work.details(station, dossier_id, sending=sending),
            done=self.details.show_details,
        )

    def show_line(self, line: LineState) -> None:
        """How the sending goes."""
        self.doing.setText(progress_sentence(line))
        self.progress.setVisible(line.sending)
        self.progress.setRange(0, max(0, line.to_send // 1000))
        self.progress.setValue(line.sent // 1000)
        self.pause_button.setEnabled(line.enrolled and not line.paused)
        self.send_button.setEnabled(not line.sending)

    def _print(self, dossier_id: str) -> None:
        station = self._desk.station
        self._desk.lanes.run(
            Lane.STORE,
            lambda task: make_receipt_slip(station, dossier_id),
            done=lambda slip: ask_and_print(self._desk, slip, self),
        )

    def _release(self, dossier_id: str) -> None:
        station = self._desk.station
        self._desk.lanes.run(
            Lane.STORE,
            lambda task: release(station, dossier_id),
            done=lambda _: self._released(),
        )

    def _released(self) -> None:
        self._desk.dossiers_changed.emit()
        self._sending.nudge()

    def _uncover(self, dossier_id: str) -> None:
        station = self._desk.station
        self._desk.lanes.run(
            Lane.STORE,
            lambda task: work.uncovered(station, dossier_id),
            done=self.details.show_uncovered,
        )
