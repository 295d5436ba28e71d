"""Choosing the procedure: search as one types, the case, and what to know beforehand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import t
from app.model.dossier import Channel
from app.procedure.guard import Finding, check
from app.procedure.procedure import Procedure
from app.ui.controls import choice, colour_text, heading, line, note
from app.ui.desk import Desk
from app.ui.present.procedures import (
    changes_soon,
    channel_word,
    finding_role,
    found,
    terms_sentence,
    under_name,
)
from app.ui.two_lines import SECOND_LINE, TwoLines

_PROCEDURE = Qt.ItemDataRole.UserRole


class SearchField(QLineEdit):
    """The arrow keys go to the list below, so that the hands stay on the keyboard."""

    arrow = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's own name)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.arrow.emit(step)


class ProcedurePanel(QWidget):
    """``changed`` comes when another procedure, case or channel is chosen."""

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.search = SearchField()
        self.search.setAccessibleName(t("Tìm thủ tục"))
        self.search.setPlaceholderText(t("Gõ tên, chữ đầu hoặc mã: khai sinh, dkks, 1.001193"))
        self.search.setMinimumHeight(line("").minimumHeight())
        self.list = QListWidget()
        self.list.setAccessibleName(t("Danh sách thủ tục"))
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setUniformItemSizes(True)
        self.nothing = note(t("Không có thủ tục nào khớp. Thử từ khác, hoặc gõ mã thủ tục."))
        self.case = choice(t("Trường hợp"))
        self.channel = choice(t("Cách nộp"))
        for channel in Channel:
            self.channel.addItem(channel_word(channel), channel)
        self.case_label = QLabel(t("Trường hợp"))
        self.terms = note()
        self.findings = note()
        self.findings.setProperty("muted", False)
        self._lay_out()
        self.search.textChanged.connect(self._find)
        self.search.arrow.connect(self._step)
        self.search.returnPressed.connect(self.entered.emit)
        self.list.currentItemChanged.connect(lambda *_: self._chosen())
        self.list.itemActivated.connect(lambda _: self.entered.emit())
        self.case.activated.connect(lambda _: self._tell())
        self.channel.activated.connect(lambda _: self._tell())
        self._find("")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading(t("Thủ tục")))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        row = QHBoxLayout()
        row.addWidget(self.case_label)
        row.addWidget(self.case, 3)
        row.addWidget(self.channel, 2)
        column.addLayout(row)
        column.addWidget(self.terms)
        column.addWidget(self.findings)

    @property
    def procedure(self) -> Procedure | None:
        item = self.list.currentItem()
        chosen = item.data(_PROCEDURE) if item else None
        return chosen if isinstance(chosen, Procedure) else None

    @property
    def case_key(self) -> str:
        return str(self.case.currentData() or "")

    @property
    def chosen_channel(self) -> Channel:
        return Channel(self.channel.currentData())

    def start_over(self) -> None:
        """An empty search, with the procedures used last on top and none chosen."""
        self.channel.setCurrentIndex(0)
        self.search.clear()
        self._find("")
        self.search.setFocus()

    def _find(self, words: str) -> None:
        station = self._desk.station
        on = station.clock.now().date()
        listed = found(
            station.catalogue.search(words, on),
            self._desk.memory.recent,
            searching=bool(words.strip()),
        )
        self.list.blockSignals(True)
        self.list.clear()
        for procedure in listed:
            item = QListWidgetItem(procedure.short_name)
            item.setData(_PROCEDURE, procedure)
            item.setData(SECOND_LINE, under_name(procedure))
            item.setToolTip(procedure.name)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.nothing.setVisible(not listed)
        if words.strip() and listed:
            self.list.setCurrentRow(0)
        self._chosen()

    def _step(self, step: int) -> None:
        row = self.list.currentRow() + step
        self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))

    def _chosen(self) -> None:
        procedure = self.procedure
        self.case.clear()
        for case in procedure.cases if procedure else ():
            self.case.addItem(case.name, case.key)
        for widget in (self.case, self.case_label):
            widget.setVisible(self.case.count() > 0)
        self.channel.setVisible(procedure is not None)
        self._tell()

    def _tell(self) -> None:
        procedure = self.procedure
        self.terms.setVisible(procedure is not None)
        self.findings.hide()
        if procedure is not None:
            on = self._desk.station.clock.now().date()
            self.terms.setText(terms_sentence(procedure, self.chosen_channel, self.case_key))
            self._show_findings(check(procedure, self.chosen_channel, on))
            self.terms.setToolTip(changes_soon(procedure, on))
        self.changed.emit()

    def _show_findings(self, findings: list[Finding]) -> None:
        self.findings.setText("\n".join(f"⚠ {finding.sentence}" for finding in findings))
        self.findings.setVisible(bool(findings))
        if findings:
            colour_text(self.findings, finding_role(findings[0]))
