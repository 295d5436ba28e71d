"""The home cannot even be looked at: what happened, what to do, and another try."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import t
from app.ui.controls import button, colour_text, heading, note, panel
from app.ui.present.states import Role
from app.ui.sign_in import CARD_WIDTH


class TroublePage(QWidget):
    """Stands alone: there is no officer and no page yet."""

    def __init__(self, error: AppError, again: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.title = heading(error.title)
        self.title.setWordWrap(True)
        colour_text(self.title, Role.BAD, bold=True)
        self.again_button = button(t("Thử lại"), again, kind="primary")
        frame, column = panel()
        frame.setFixedWidth(CARD_WIDTH)
        column.addWidget(self.title)
        column.addWidget(note(error.hint))
        column.addWidget(self.again_button)
        whole = QVBoxLayout(self)
        whole.addWidget(frame, 0, Qt.AlignmentFlag.AlignCenter)
