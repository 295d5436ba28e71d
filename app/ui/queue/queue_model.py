"""The queue's rows for a table that sorts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from app.i18n import t
from app.ui.present.queue import QueueRow
from app.ui.present.states import Role
from app.ui.theme import ROLE_COLOURS
from app.ui.two_lines import SECOND_LINE

Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole + 2
CODE, APPLICANT, DUE, STATE = range(4)
_NO_INDEX = QModelIndex()


def _sortable(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


class QueueModel(QAbstractTableModel):
    """Rows of ``QueueRow``; ``SORT`` gives what a column is ordered by."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[QueueRow] = []

    def show_rows(self, rows: list[QueueRow]) -> None:
        """New content; the same dossiers in the same order keep the selection."""
        if [row.dossier_id for row in rows] == [row.dossier_id for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, STATE))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 (Qt's own name)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 (Qt's own name)
        return 0 if parent.isValid() else STATE + 1

    def headerData(  # noqa: N802 (Qt's own name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                t("Mã hồ sơ"),
                t("Người nộp và thủ tục"),
                t("Hẹn trả"),
                t("Tình trạng"),
            )[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.code, row.applicant, row.due_day, row.state)[column]
        if role == SECOND_LINE:
            return (row.received, row.procedure)[column] if column <= APPLICANT else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return (row.code, row.procedure, row.due, row.state)[column]
        if role == SORT:
            return (_sortable(row.received_at), row.applicant, _sortable(row.due_at), row.state)[
                column
            ]
        if role == Qt.ItemDataRole.ForegroundRole and column == STATE:
            return QBrush(QColor(ROLE_COLOURS[row.role]))
        if role == Qt.ItemDataRole.ForegroundRole and column == DUE and row.late:
            return QBrush(QColor(ROLE_COLOURS[Role.BAD]))
        if role == Qt.ItemDataRole.FontRole and column == STATE:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None
