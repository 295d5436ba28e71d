"""Short pages of help, shown inside the window."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from app.i18n import t
from app.paths import RESOURCES
from app.ui.controls import button
from app.ui.lanes import Lane, Lanes

FOLDER = RESOURCES / "help"


class HelpDialog(QDialog):
    """One page of ``resources/help``, by its name."""

    def __init__(self, page: str, lanes: Lanes, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Trợ giúp"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(t("Trang trợ giúp"))
        close = button(t("Đóng"), self.accept, kind="primary")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        self.resize(720, 560)
        file = FOLDER / f"{page}.md"
        lanes.run(
            Lane.STORE,
            lambda task: file.read_text(encoding="utf-8"),
            done=self.text.setMarkdown,
        )
