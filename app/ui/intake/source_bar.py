"""Where pages come from: the scanner chosen last, or files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.capture.devices import find_devices
from app.capture.source import Device, DeviceProblem
from app.i18n import t
from app.ui.controls import GAP, button, choice, note, tool
from app.ui.desk import Desk
from app.ui.files import choose_papers
from app.ui.lanes import Lane
from app.ui.theme import TARGET

Found = tuple[list[Device], list[DeviceProblem]]


class SourceBar(QWidget):
    """``scan_wanted`` carries a source's name and whether both sides are read."""

    scan_wanted = Signal(str, bool)
    stop_wanted = Signal()
    files_chosen = Signal(list)
    remove_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._devices: dict[str, Device] = {}
        self.scanning = False
        self.source = choice(t("Máy quét"))
        self.duplex = QCheckBox(t("Hai mặt"))
        self.duplex.setMinimumHeight(TARGET)
        self.duplex.setChecked(desk.memory.duplex)
        self.scan_button = button(t("Quét"), self._scan, picture="scan", kind="primary", keys="F2")
        self.add_button = button(t("Thêm tệp…"), self._choose, picture="file-add", keys="F3")
        self.remove_button = button(t("Bỏ trang"), self.remove_wanted.emit, picture="remove")
        self.undo_button = button(t("Hoàn tác"), self.undo_wanted.emit, picture="undo")
        self.undo_button.setShortcut("Ctrl+Z")
        self.undo_button.setToolTip("Ctrl+Z")
        self.problems = note()
        self.problems.hide()
        first = QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self.scan_button)
        first.addWidget(self.source, 1)
        first.addWidget(self.duplex)
        first.addWidget(tool(t("Tìm lại"), "search", self.look))
        second = QHBoxLayout()
        second.setSpacing(GAP)
        second.addWidget(self.add_button)
        second.addStretch(1)
        second.addWidget(self.remove_button)
        second.addWidget(self.undo_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(first)
        column.addWidget(self.problems)
        column.addLayout(second)
        self.source.activated.connect(lambda _: self._choice_made())
        self.duplex.toggled.connect(lambda on: self._desk.remember(duplex=on))

    def look(self) -> None:
        """Look for scanners again; it may take some seconds."""
        self.source.clear()
        self.source.addItem(t("Đang tìm máy quét…"), "")
        self._enable()
        settings = self._desk.station.settings
        self._desk.lanes.run(Lane.CAPTURE, lambda task: find_devices(settings), done=self._show)

    def _show(self, found: Found) -> None:
        devices, problems = found
        self._devices = {device.name: device for device in devices}
        self.source.clear()
        for device in devices:
            self.source.addItem(device.label, device.name)
        if not devices:
            self.source.addItem(t("Chưa thấy máy quét"), "")
        wanted = self._desk.memory.source or self._desk.station.settings.scan_source
        place = self.source.findData(wanted)
        self.source.setCurrentIndex(max(0, place))
        told = "\n".join(f"{problem.sentence} {problem.remedy}" for problem in problems)
        self.source.setToolTip(told)
        self.problems.setText(told)
        self.problems.setVisible(bool(told) and not devices)
        self._enable()

    def show_scanning(self, scanning: bool) -> None:
        """While it scans the button stops it."""
        self.scanning = scanning
        self.scan_button.setText(t("Dừng quét (F2)") if scanning else t("Quét (F2)"))
        self.scan_button.setShortcut("F2")
        self._enable()

    def _enable(self) -> None:
        device = self._devices.get(str(self.source.currentData() or ""))
        self.scan_button.setEnabled(self.scanning or device is not None)
        self.duplex.setVisible(device is not None and device.duplex)
        self.source.setDisabled(self.scanning)

    def _choice_made(self) -> None:
        self._desk.remember(source=str(self.source.currentData() or ""))
        self._enable()

    def _scan(self) -> None:
        if self.scanning:
            self.stop_wanted.emit()
            return
        name = str(self.source.currentData() or "")
        device = self._devices.get(name)
        if device is not None:
            self.scan_wanted.emit(name, device.duplex and self.duplex.isChecked())

    def _choose(self) -> None:
        choose_papers(self, self._chosen)

    def _chosen(self, paths: list[Path]) -> None:
        self.files_chosen.emit(paths)
