"""Printing and pausing: on paper as on the screen, and nothing sent while paused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from app.document.door.load import count_frames
from app.ui.pdf_pages import draw_pages
from app.ui.printing import print_pdf
from app.ui.queue.details_panel import DetailsPanel
from app.ui.workspace import Workspace
from app.workflow.receipt import make_receipt_slip
from tests.ui.using import add_files, open_a_dossier, seal, settle, tick_required

A4_AT_40_DPI = (331, 468)


def test_a_slip_is_printed_page_for_page_and_missing_printers_are_told(
    workspace: Workspace, scanned_pages: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    open_a_dossier(workspace, qtbot)
    add_files(workspace, scanned_pages[:1], qtbot)
    tick_required(workspace, qtbot)
    seal(workspace, qtbot)
    station = workspace.desk.station
    slip = make_receipt_slip(station, station.store.dossiers()[0].dossier_id)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    print_pdf(slip, 1, printer)
    printed = (tmp_path / "in.pdf").read_bytes()
    assert count_frames(printed, "in.pdf") == count_frames(slip, "slip")
    sheet, wanted = draw_pages(printed, 40)[0], draw_pages(slip, 40)[0]
    assert (sheet.width(), sheet.height()) == A4_AT_40_DPI
    assert wanted.width() < sheet.width()
    right_of_it = [sheet.pixelColor(x, 60).lightness() for x in range(wanted.width() + 1, 330)]
    assert min(right_of_it) > 200
    rows = range(wanted.height() - 1)
    columns = range(wanted.width() - 1)
    unlike = sum(
        abs(sheet.pixelColor(x, y).lightness() - wanted.pixelColor(x, y).lightness()) > 120
        for x in columns
        for y in rows
    )
    assert unlike < len(rows) * len(columns) * 0.02

    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this machine has a printer: what follows is of one that has none")
    workspace.intake.receipt.print_button.click()
    settle(workspace, qtbot)
    assert "chưa có máy in" in workspace.problems.sentence


def test_a_pause_is_remembered_and_ends_when_the_officer_sends(
    workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.nav[1].click()
    workspace.sending.line = type(workspace.sending.line)(enrolled=True)
    workspace.queue.show_line(workspace.sending.line)
    workspace.queue.pause_button.click()
    settle(workspace, qtbot)
    ini = workspace.desk.station.home / "ui.ini"
    assert "paused=true" in ini.read_text(encoding="utf-8")
    assert "tạm dừng" in workspace.header.line_label.text()
    workspace.sending.nudge()
    assert not workspace.sending.line.sending
    workspace.queue.send_button.click()
    settle(workspace, qtbot)
    assert "paused=false" in ini.read_text(encoding="utf-8")


def test_without_a_dossier_the_details_are_hidden(qtbot: QtBot) -> None:
    panel = DetailsPanel()
    qtbot.addWidget(panel)
    panel.print_button.click()
    assert panel.isHidden()
