"""The checklist as a table: a box to tick, the paper, how many, what became of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QHeaderView, QTableView

from app.i18n import t
from app.model.dossier import Outcome
from app.ui.present.checklist import ChecklistRow
from app.ui.theme import ROLE_COLOURS
from app.ui.two_lines import HEIGHT, SECOND_LINE, TwoLines

Index = QModelIndex | QPersistentModelIndex
NAME, COPIES, RESULT = range(3)
_NO_INDEX = QModelIndex()


class ChecklistModel(QAbstractTableModel):
    """Rows of ``ChecklistRow``. ``ticked`` carries a key and the outcome its box asks for."""

    ticked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ChecklistRow] = []

    def show_rows(self, rows: list[ChecklistRow]) -> None:
        """New content; where the papers are the same the selection stays."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, RESULT))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 (Qt's own name)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 (Qt's own name)
        return 0 if parent.isValid() else RESULT + 1

    def headerData(  # noqa: N802 (Qt's own name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (t("Giấy tờ"), t("Số lượng"), t("Kết quả"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == NAME else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.name, row.copies, row.result)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(text for text in (row.official_name, row.about, row.hint) if text)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == NAME:
            return f"{row.name}. {row.about}. {row.result}"
        if column == NAME:
            return self._name_data(row, role)
        if column == RESULT and role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor(ROLE_COLOURS[row.role]))
        return None

    def _name_data(self, row: ChecklistRow, role: int) -> Any:
        if role == SECOND_LINE:
            return row.about
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.settled else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.FontRole and row.required:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None

    def setData(  # noqa: N802 (Qt's own name)
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """A tick asks; the row changes when the store has it."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        row = self.rows[index.row()]
        self.ticked.emit(row.key, Outcome.PENDING if row.settled else row.settles)
        return True


class ChecklistView(QTableView):
    """Space ticks, the arrows choose; ``chosen`` carries the key of the paper at hand."""

    chosen = Signal(str)

    def __init__(self, model: ChecklistModel) -> None:
        super().__init__()
        self.setAccessibleName(t("Thành phần hồ sơ"))
        self.setModel(model)
        self._rows = model
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setItemDelegateForColumn(NAME, TwoLines(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(HEIGHT + 2)
        header = self.horizontalHeader()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.setColumnWidth(COPIES, 96)
        self.setColumnWidth(RESULT, 104)
        self.selectionModel().currentRowChanged.connect(lambda new, _: self._tell(new.row()))

    @property
    def key(self) -> str:
        row = self.currentIndex().row()
        return self._rows.rows[row].key if 0 <= row < len(self._rows.rows) else ""

    def choose(self, row: int) -> None:
        self.setCurrentIndex(self._rows.index(row, NAME))

    def _tell(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self._rows.rows[row].key)
