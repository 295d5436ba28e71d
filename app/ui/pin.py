"""The PIN of a hardware token, asked for while a lane waits."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.errors import Cancelled
from app.i18n import t
from app.ui.controls import button, line


class PinDialog(QDialog):
    """One field; nothing of it is kept."""

    def __init__(self, token: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Mã PIN thiết bị ký số"))
        self.pin = line(t("Mã PIN"))
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        agree = button(t("Ký"), self.accept, kind="primary")
        agree.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(t("Thôi"), self.reject))
        buttons.addWidget(agree)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(t("Nhập mã PIN của thiết bị «{token}».", token=token)))
        column.addWidget(self.pin)
        column.addLayout(buttons)
        self.setMinimumWidth(420)


def ask_pin(token: str, parent: QWidget | None) -> str:
    """The PIN typed. ``Cancelled`` where the officer gives up."""
    dialog = PinDialog(token, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        raise Cancelled(t("Chưa nhập mã PIN nên chưa ký."), t("Bấm niêm phong lại để ký."))
    return dialog.pin.text()
