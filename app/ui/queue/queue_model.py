"""The queue's rows for a table that sorts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from app.i18n import t
from app.ui.present.queue import QueueRow
from app.ui.present.states import Role
from app.ui.theme import ROLE_COLOURS

Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole
CODE, APPLICANT, PROCEDURE, RECEIVED, DUE, STATE = range(6)
_NO_INDEX = QModelIndex()


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
                t("Người nộp"),
                t("Thủ tục"),
                t("Tiếp nhận"),
                t("Hẹn trả"),
                t("Tình trạng"),
            )[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        texts = (row.code, row.applicant, row.procedure, row.received, row.due, row.state)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return texts[column]
        if role == SORT:
            if column == RECEIVED:
                return row.received_at.isoformat() if row.received_at else ""
            return row.due_at.isoformat() if column == DUE and row.due_at else texts[column]
        if role == Qt.ItemDataRole.ForegroundRole and column == STATE:
            return QBrush(QColor(ROLE_COLOURS[row.role]))
        if role == Qt.ItemDataRole.ForegroundRole and column == DUE and row.late:
            return QBrush(QColor(ROLE_COLOURS[Role.BAD]))
        if role == Qt.ItemDataRole.FontRole and column == STATE:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None
