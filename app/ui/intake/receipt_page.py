"""The receipt of the dossier just sealed: look, print, save, next person."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.disk import write_out
from app.i18n import t
from app.ui.controls import button, colour_text, heading, note, panel
from app.ui.desk import Desk
from app.ui.files import choose_where_to_save
from app.ui.intake.review.sealing import Sealed
from app.ui.lanes import Lane
from app.ui.pdf_view import PdfView
from app.ui.present.dates import moment_words
from app.ui.present.states import Role
from app.ui.printing import ask_and_print
from app.workflow.receipt import mark_printed


class ReceiptPage(QWidget):
    """``next_wanted`` comes when the officer turns to the next person."""

    next_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sealed: Sealed | None = None
        self.view = PdfView()
        self.done = heading(t("Đã niêm phong. Hồ sơ đang chờ gửi lên tỉnh."))
        self.done.setWordWrap(True)
        colour_text(self.done, Role.GOOD, bold=True)
        self.code = QLabel()
        self.code.setStyleSheet("font-size: 19pt; font-weight: 700;")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code_note = note()
        self.who = QLabel()
        self.who.setWordWrap(True)
        self.due = QLabel()
        self.due.setWordWrap(True)
        self.print_button = button(
            t("In giấy tiếp nhận"), self._print, picture="print", kind="primary", keys="Ctrl+P"
        )
        self.save_button = button(t("Lưu PDF…"), self._save, picture="save")
        self.next_button = button(
            t("Người tiếp theo (Ctrl+N)"), self.next_wanted.emit, picture="person", kind="big"
        )
        self._lay_out()

    def _lay_out(self) -> None:
        frame, column = panel()
        for widget in (self.done, self.code, self.code_note, self.who, self.due):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addWidget(self.print_button)
        column.addWidget(self.save_button)
        column.addStretch(1)
        column.addWidget(self.next_button)
        frame.setFixedWidth(400)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view, 1)
        row.addWidget(frame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(row)

    def show_sealed(self, sealed: Sealed) -> None:
        self._sealed = sealed
        dossier = sealed.dossier
        self.code.setText(dossier.code)
        self.code_note.setText(
            t("Mã hồ sơ")
            if dossier.dossier_code
            else t("Mã tạm: mã chính thức có khi tỉnh nhận hồ sơ")
        )
        self.who.setText(f"{dossier.applicant.full_name}\n{dossier.procedure_name}")
        self.due.setText(t("Hẹn trả: {moment}", moment=moment_words(dossier.due_at)))
        self.view.show_pages(sealed.pictures)
        self.print_button.setFocus()

    def _print(self) -> None:
        if self._sealed is not None:
            dossier_id = self._sealed.dossier.dossier_id
            ask_and_print(
                self._desk, self._sealed.slip, self, lambda: self._was_printed(dossier_id)
            )

    def _was_printed(self, dossier_id: str) -> None:
        self._desk.lanes.run(
            Lane.STORE,
            lambda task: mark_printed(self._desk.station, dossier_id),
            done=lambda _: self._desk.dossiers_changed.emit(),
        )

    def _save(self) -> None:
        if self._sealed is not None:
            slip = self._sealed.slip
            name = f"giay-tiep-nhan-{self._sealed.dossier.code}.pdf"
            choose_where_to_save(self, name, lambda path: self._save_to(path, slip))

    def _save_to(self, path: Path, slip: bytes) -> None:
        self._desk.lanes.run(
            Lane.STORE,
            lambda task: write_out(path, slip),
            done=lambda _: self._desk.notice.emit(t("Đã lưu «{path}».", path=path), ""),
        )
