"""*Hồ sơ đang làm dở*: what was begun and not sealed is offered first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.i18n import t
from app.ui.controls import button, choice, colour_text
from app.ui.present.drafts import DraftRow
from app.ui.present.states import Role


class DraftStrip(QFrame):
    """``wanted`` carries the id of the draft to go on with. Hidden where there is none."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.count = QLabel()
        colour_text(self.count, Role.ATTENTION, bold=True)
        self.drafts = choice(t("Hồ sơ đang làm dở"))
        self.go_on = button(t("Làm tiếp"), self._go_on, picture="right")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.count)
        row.addWidget(self.drafts, 1)
        row.addWidget(self.go_on)
        self.hide()

    def show_drafts(self, drafts: list[DraftRow]) -> None:
        self.count.setText(t("Hồ sơ đang làm dở: {count}", count=len(drafts)))
        self.drafts.clear()
        for draft in drafts:
            self.drafts.addItem(draft.title, draft.dossier_id)
        self.setVisible(bool(drafts))

    def _go_on(self) -> None:
        self.wanted.emit(str(self.drafts.currentData()))
