"""Whose papers lie on the counter, and what can be done with the dossier as a whole."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import t
from app.identity.masking import mask_identifier
from app.ui.controls import button, heading, note
from app.ui.intake.work import Counter


class CounterHead(QWidget):
    """The identifier is masked: citizens see this screen too."""

    edit_wanted = Signal()
    cancel_wanted = Signal()
    later_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.who = heading("")
        self.what = note()
        self.buttons = (
            button(t("Sửa người nộp…"), self.edit_wanted.emit, picture="edit"),
            button(t("Hủy hồ sơ…"), self.cancel_wanted.emit, picture="remove"),
            button(t("Để sau"), self.later_wanted.emit, picture="left"),
        )
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.who)
        names.addWidget(self.what)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(names, 1)
        for each in self.buttons:
            row.addWidget(each)

    def show_counter(self, counter: Counter) -> None:
        dossier = counter.dossier
        number = mask_identifier(dossier.applicant.identifier)
        self.who.setText(f"{dossier.applicant.full_name}  ·  {number}")
        self.what.setText(f"{dossier.procedure_code} · {counter.procedure}")
        self.what.setToolTip(dossier.procedure_name)
