"""What stands in the place of the live picture while there is none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.i18n import t
from app.ui.controls import button, colour_text
from app.ui.present.states import Role

_WIDEST = 520


class Notice(QFrame):
    """What happened, what to do, and another try."""

    def __init__(self, again: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.title, self.hint = QLabel(), QLabel()
        for label in (self.title, self.hint):
            label.setWordWrap(True)
            label.setFixedWidth(_WIDEST)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.again = button(t("Thử lại"), again, kind="primary")
        self.again.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(1)
        for widget in (self.title, self.hint, self.again):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def tell(self, title: str, hint: str, *, trouble: bool) -> None:
        """``trouble``: something failed, and trying again may help."""
        colour_text(self.title, Role.BAD if trouble else Role.MOVING, bold=True)
        self.title.setText(title)
        self.hint.setText(hint)
        self.again.setVisible(trouble)
        self.setAccessibleName(f"{title} {hint}".strip())
