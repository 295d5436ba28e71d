"""Giving a dossier up, with the reason that stays beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import t
from app.ui.controls import button, line, note


class CancelDialog(QDialog):
    """The reason cannot be left empty."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Hủy hồ sơ"))
        self.why = line(t("Lý do hủy"), t("ví dụ: người dân rút lại, mở nhầm thủ tục"))
        self.agree = button(t("Hủy hồ sơ"), self.accept, kind="primary")
        self.agree.setEnabled(False)
        self.why.textChanged.connect(lambda text: self.agree.setEnabled(bool(text.strip())))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(t("Không hủy"), self.reject))
        buttons.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(
            note(t("Hồ sơ đã hủy không làm tiếp được; vẫn còn trong danh sách kèm lý do."))
        )
        column.addWidget(self.why)
        column.addLayout(buttons)
        self.setMinimumWidth(480)
