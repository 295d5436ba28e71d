"""The separator sheets of a dossier: look, print, save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.disk import write_out
from app.i18n import t
from app.ui.controls import button, note
from app.ui.desk import Desk
from app.ui.files import choose_where_to_save
from app.ui.intake.stack.work import Sheets
from app.ui.lanes import Lane
from app.ui.pdf_view import PdfView
from app.ui.printing import ask_and_print
from app.ui.problems import ProblemBar

_FILE = "phieu-phan-tach.pdf"
SIZE = (760, 640)


class SheetsDialog(QDialog):
    """One sheet for each paper that may be scanned."""

    def __init__(self, desk: Desk, sheets: Sheets, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Phiếu phân tách của hồ sơ"))
        self._desk = desk
        self._pdf = sheets.pdf
        self.problems = ProblemBar()
        desk.lanes.problem.connect(self.problems.show_error)
        desk.notice.connect(self.problems.tell)
        self.view = PdfView()
        self.view.setAccessibleName(t("Phiếu phân tách của hồ sơ"))
        self.print_button = button(
            t("In"), self._print, picture="print", kind="primary", keys="Ctrl+P"
        )
        self.print_button.setDefault(True)
        self.save_button = button(t("Lưu PDF…"), self._save, picture="save")
        self.close_button = button(t("Đóng (Esc)"), self.reject, picture="close")
        for other in (self.save_button, self.close_button):
            other.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(
            note(
                t(
                    "{count} phiếu, mỗi giấy tờ một phiếu. Đặt mỗi phiếu lên trên giấy tờ ghi trên"
                    " đó, bỏ phiếu của giấy không có, rồi cho cả xấp vào khay và bấm"
                    " «Quét cả xấp».",
                    count=len(sheets.pictures),
                )
            )
        )
        column.addWidget(self.problems)
        column.addWidget(self.view, 1)
        column.addLayout(buttons)
        self.resize(*SIZE)
        self.view.show_pages(sheets.pictures)
        self.print_button.setFocus()

    def _print(self) -> None:
        ask_and_print(self._desk, self._pdf, self)

    def _save(self) -> None:
        choose_where_to_save(self, _FILE, self.save_to)

    def save_to(self, path: Path) -> None:
        """Keep the sheets as a file, to be printed elsewhere."""
        pdf = self._pdf
        self._desk.lanes.run(
            Lane.STORE,
            lambda task: write_out(path, pdf),
            done=lambda _: self._desk.notice.emit(t("Đã lưu «{path}».", path=path), ""),
        )
