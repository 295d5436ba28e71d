"""Correcting the applicant of a dossier that is open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import t
from app.model.people import Person
from app.ui.controls import button, colour_text, note
from app.ui.intake.applicant_form import ApplicantForm
from app.ui.present.states import Role


class ApplicantDialog(QDialog):
    """``agreed`` carries the corrected person."""

    agreed = Signal(object)

    def __init__(self, person: Person, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Sửa người nộp hồ sơ"))
        self.form = ApplicantForm()
        self.form.fill(person)
        self.wrong = note()
        colour_text(self.wrong, Role.BAD, bold=True)
        self.wrong.hide()
        self.keep = button(t("Lưu"), self._keep, kind="primary")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(t("Thôi"), self.reject))
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.addWidget(self.form)
        column.addWidget(self.wrong)
        column.addLayout(buttons)
        self.setMinimumWidth(640)
        self.form.changed.connect(lambda: self.keep.setEnabled(self.form.complete))

    def _keep(self) -> None:
        try:
            person = self.form.person()
        except AppError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            return
        self.agreed.emit(person)
        self.accept()
