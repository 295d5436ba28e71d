"""Where pages come from: the scanner chosen last and how it scans, or files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.capture.devices import find_devices
from app.capture.source import Device, DeviceProblem
from app.i18n import t
from app.model.scanning import ScanProfile
from app.ui.controls import GAP, button, choice, note, tool
from app.ui.desk import Desk
from app.ui.files import choose_papers
from app.ui.intake.profiles import profiles_for
from app.ui.lanes import Lane

Found = tuple[list[Device], list[DeviceProblem]]


class SourceBar(QWidget):
    """``scan_wanted`` carries a source's name and the ``ScanProfile`` to scan by;
    ``photo_wanted`` the name of a camera, or nothing for the one used last."""

    scan_wanted = Signal(str, object)
    photo_wanted = Signal(str)
    stop_wanted = Signal()
    files_chosen = Signal(list)

    def __init__(self, desk: Desk, beside: QWidget) -> None:
        """``beside`` stands at the end of the second row."""
        super().__init__()
        self._desk = desk
        self._devices: dict[str, Device] = {}
        self._told = ""
        self.scanning = False
        self.source = choice(t("Máy quét"))
        self.profile = choice(t("Kiểu quét"))
        self.scan_button = button(t("Quét"), self._scan, picture="scan", kind="primary", keys="F2")
        self.add_button = _told(
            button(t("Thêm tệp…"), self._choose, picture="file-add"),
            t("Thêm tệp ảnh hoặc PDF"),
            "F3",
        )
        self.photo_button = _told(
            button(t("Chụp…"), lambda: self.photo_wanted.emit(""), picture="camera"),
            t("Chụp giấy tờ bằng camera"),
            "F4",
        )
        self.problems = note()
        self.problems.hide()
        first = QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self.scan_button)
        first.addWidget(self.source, 1)
        first.addWidget(self.profile, 1)
        first.addWidget(tool(t("Tìm lại"), "search", self.look))
        beside.setStyleSheet("QToolButton { padding: 3px 4px; }")
        second = QHBoxLayout()
        second.setSpacing(GAP)
        second.addWidget(self.add_button)
        second.addWidget(self.photo_button)
        second.addStretch(1)
        second.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(first)
        column.addWidget(self.problems)
        column.addLayout(second)
        self.source.activated.connect(lambda _: self._choice_made())
        self.profile.activated.connect(
            lambda place: self._desk.remember(profile=self.profile.itemData(place).key)
        )

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
        self._told = "" if devices else told
        self._enable()

    def show_scanning(self, scanning: bool) -> None:
        """While it scans the button stops it."""
        self.scanning = scanning
        self.scan_button.setText(t("Dừng quét (F2)") if scanning else t("Quét (F2)"))
        self.scan_button.setShortcut("F2")
        self._enable()

    @property
    def chosen(self) -> tuple[str, ScanProfile] | None:
        """The source and how it scans; None where there is no scanner."""
        device = self._devices.get(str(self.source.currentData() or ""))
        profile = self.profile.currentData()
        if device is None or not isinstance(profile, ScanProfile):
            return None
        return profile.source or device.name, profile

    @property
    def camera(self) -> str:
        """The name of the source where it is a camera, else nothing."""
        name = self.chosen[0] if self.chosen else ""
        return name if name.startswith("camera:") else ""

    def _enable(self) -> None:
        device = self._devices.get(str(self.source.currentData() or ""))
        fault = self._show_profiles(device)
        self.scan_button.setEnabled(self.scanning or device is not None)
        self.profile.setVisible(self.profile.count() > 1)
        for field in (self.source, self.profile, self.photo_button):
            field.setDisabled(self.scanning)
        told = "\n".join(text for text in (self._told, fault) if text)
        self.problems.setText(told)
        self.problems.setVisible(bool(told))

    def _show_profiles(self, device: Device | None) -> str:
        """The ways this device can scan; the sentence on what is wrong with them."""
        kept = self.profile.currentData()
        wanted = kept.key if isinstance(kept, ScanProfile) else self._desk.memory.profile
        self.profile.clear()
        profiles, fault = profiles_for(device, self._desk.station.settings)
        for profile in profiles:
            self.profile.addItem(profile.name, profile)
        keys = [profile.key for profile in profiles]
        self.profile.setCurrentIndex(keys.index(wanted) if wanted in keys else 0)
        return fault

    def _choice_made(self) -> None:
        self._desk.remember(source=str(self.source.currentData() or ""))
        self._enable()

    def _scan(self) -> None:
        if self.scanning:
            self.stop_wanted.emit()
        elif self.chosen is not None and self.camera:
            self.photo_wanted.emit(self.camera)
        elif self.chosen is not None:
            self.scan_wanted.emit(*self.chosen)

    def _choose(self) -> None:
        choose_papers(self, self._chosen)

    def _chosen(self, paths: list[Path]) -> None:
        self.files_chosen.emit(paths)


def _told(made: QPushButton, tip: str, keys: str) -> QPushButton:
    """With its key in the tip: there is no room for it on the button."""
    made.setShortcut(keys)
    made.setToolTip(f"{tip} ({keys})")
    return made
