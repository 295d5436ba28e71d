"""The one place where the officer reads that something went wrong, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.errors import AppError, Cancelled
from app.i18n import t
from app.ui.controls import colour_text, restyle, tool
from app.ui.icons import SIDE, icon
from app.ui.present.states import Role
from app.ui.theme import PRIMARY, ROLE_COLOURS

NOTICE_MS = 8000


class ProblemBar(QFrame):
    """Hidden until there is something to say. A problem stays until it is closed or replaced;
    a notice goes by itself. Both go with the page they were about."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("problem")
        self._picture = QLabel()
        self._title = QLabel()
        self._hint = QLabel()
        for label in (self._title, self._hint):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        row.addWidget(tool(t("Đóng"), "close", self.hide))
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.setInterval(NOTICE_MS)
        self._gone.timeout.connect(self.hide)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is shown, or nothing."""
        return "" if self.isHidden() else f"{self._title.text()} {self._hint.text()}".strip()

    def show_error(self, error: AppError) -> None:
        """The error's title and hint. What the officer stopped is a notice, not a fault."""
        self._show(error.title, error.hint, notice=isinstance(error, Cancelled))

    def tell(self, text: str, hint: str = "") -> None:
        """Good news or a plain fact."""
        self._show(text, hint, notice=True)

    def _show(self, title: str, hint: str, *, notice: bool) -> None:
        self.setProperty("kind", "notice" if notice else "problem")
        restyle(self)
        colour = PRIMARY if notice else ROLE_COLOURS[Role.BAD]
        self._picture.setPixmap(icon("info" if notice else "warning", colour).pixmap(SIDE, SIDE))
        colour_text(self._title, Role.MOVING if notice else Role.BAD, bold=True)
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(f"{title} {hint}".strip())
        self.show()
        if notice:
            self._gone.start()
        else:
            self._gone.stop()
