"""Printing on the lane of the devices: a PDF's pages as pictures onto the printer chosen.

Qt's own print dialog has no Vietnamese and asks for printers on the GUI thread; ours does not.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from app.errors import Unavailable
from app.i18n import t
from app.ui.controls import button, choice
from app.ui.desk import Desk
from app.ui.lanes import Lane
from app.ui.pdf_pages import PRINT_DPI, draw_pages
from app.ui.theme import TARGET


def printers() -> list[str]:
    """The printers of this machine, its usual one first. ``Unavailable`` where there is none."""
    names = list(QPrinterInfo.availablePrinterNames())
    if not names:
        raise Unavailable(
            t("Máy này chưa có máy in."),
            t("Nối và cài máy in rồi bấm «In» lại, hoặc lưu PDF để in ở máy khác."),
        )
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: name != usual)


def print_pdf(pdf: bytes, copies: int, printer: QPrinter) -> None:
    """On A4, each page in its true size from the top left corner: an A5 slip stays A5, to be cut
    off. ``Unavailable`` where the printer does not take it."""
    pages = draw_pages(pdf, PRINT_DPI)
    printer.setResolution(PRINT_DPI)
    printer.setCopyCount(copies)
    printer.setFullPage(True)
    first = pages[0]
    wide = first.width() > first.height()
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    painter = QPainter()
    if not painter.begin(printer):
        raise Unavailable(
            t("Máy in «{name}» không nhận lệnh in.", name=printer.printerName()),
            t("Kiểm tra máy in đã bật và còn giấy, rồi in lại."),
        )
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        sheet = printer.pageLayout().fullRectPixels(PRINT_DPI)
        size = page.size()
        if size.width() > sheet.width() or size.height() > sheet.height():
            size = size.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), page)
    painter.end()


class PrinterDialog(QDialog):
    """Which printer, how many copies."""

    def __init__(self, names: list[str], usual: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("In"))
        self.printer = choice(t("Máy in"))
        self.printer.addItems(names)
        if usual in names:
            self.printer.setCurrentText(usual)
        self.copies = QSpinBox()
        self.copies.setAccessibleName(t("Số bản"))
        self.copies.setRange(1, 20)
        self.copies.setMinimumHeight(TARGET)
        agree = button(t("In"), self.accept, kind="primary", picture="print")
        agree.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(QLabel(t("Máy in")))
        row.addWidget(self.printer, 1)
        row.addWidget(QLabel(t("Số bản")))
        row.addWidget(self.copies)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(t("Thôi"), self.reject))
        buttons.addWidget(agree)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addLayout(row)
        column.addLayout(buttons)
        self.setMinimumWidth(560)


def ask_and_print(
    desk: Desk, pdf: bytes, parent: QWidget, printed: Callable[[], None] | None = None
) -> None:
    """Ask for the printer, print on a lane, say when it was handed over."""

    def choose(names: list[str]) -> None:
        dialog = PrinterDialog(names, desk.memory.printer, parent)
        dialog.accepted.connect(lambda: send(dialog.printer.currentText(), dialog.copies.value()))
        dialog.open()

    def send(name: str, copies: int) -> None:
        desk.remember(printer=name)
        desk.lanes.run(
            Lane.CAPTURE,
            lambda task: print_pdf(pdf, copies, _printer(name)),
            done=lambda _: done(name),
        )

    def done(name: str) -> None:
        desk.notice.emit(t("Đã gửi tới máy in «{name}».", name=name), "")
        if printed is not None:
            printed()

    desk.lanes.run(Lane.CAPTURE, lambda task: printers(), done=choose)


def _printer(name: str) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    return printer
