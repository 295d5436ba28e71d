"""Which camera looks, and how it takes pictures; both are remembered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.capture.devices import Found, cameras_for
from app.capture.source import DeviceProblem
from app.errors import AppError
from app.i18n import t
from app.ui.controls import GAP, button, choice, tool
from app.ui.desk import Desk
from app.ui.lanes import Lane, Task

_AROUND = 40
"""Border and padding of a button, in device-independent pixels."""


class CameraBar(QWidget):
    """``chosen`` carries the place of the camera to look through, empty where there is none, and
    then the sentence on what keeps the others away. ``alone_changed`` and ``card_changed`` come
    with the two switches."""

    look_wanted = Signal()
    chosen = Signal(str, str)
    alone_changed = Signal(bool)
    card_changed = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._told = ""
        self._looking: Task | None = None
        self._wanted = desk.memory.camera
        self.camera = choice(t("Camera"))
        self.alone = _switch(t("Tự chụp"), t("Tự chụp khi giấy nằm yên"), "F6")
        self.card = _switch(
            t("Hai mặt thẻ"), t("Hai ảnh liền nhau là hai mặt thẻ, ghép vào một trang"), "F7"
        )
        self.alone.setChecked(desk.memory.shoots_alone)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.camera, 1)
        row.addWidget(tool(t("Tìm lại"), "search", self.look_wanted.emit))
        row.addWidget(self.alone)
        row.addWidget(self.card)
        self.camera.activated.connect(lambda _: self._choose())
        self.alone.toggled.connect(self._alone_toggled)
        self.card.toggled.connect(self.card_changed.emit)

    def look(self, wanted: str = "") -> None:
        """Look which cameras there are, and choose the one that is ``wanted``, else the last."""
        self._wanted = wanted or self._wanted
        self.camera.clear()
        self.camera.addItem(t("Đang tìm camera…"), "")
        self.camera.setEnabled(False)
        settings = self._desk.station.settings
        self._looking = task = self._desk.lanes.run(
            Lane.CAPTURE,
            lambda task: cameras_for(settings),
            done=lambda found: self._show(found) if task is self._looking else None,
            failed=lambda error: self._cannot_look(error) if task is self._looking else None,
        )

    def leave(self) -> None:
        """The window closes: what is found from here on is of no use to it."""
        self._looking = None

    def _show(self, found: Found) -> None:
        devices, problems = found
        self.camera.clear()
        for device in devices:
            self.camera.addItem(device.label, device.name)
        if not devices:
            self.camera.addItem(t("Chưa thấy camera"), "")
        self.camera.setEnabled(bool(devices))
        self.camera.setCurrentIndex(max(0, self.camera.findData(self._wanted)))
        self._told = "\n".join(f"{problem.sentence} {problem.remedy}" for problem in problems)
        self._tell()

    def _cannot_look(self, error: AppError) -> None:
        self._show(([], [DeviceProblem("camera", error.title, error.hint)]))

    def _choose(self) -> None:
        self._wanted = str(self.camera.currentData())
        self._desk.remember(camera=self._wanted)
        self._tell()

    def _tell(self) -> None:
        name = str(self.camera.currentData() or "")
        self.chosen.emit(name.removeprefix("camera:"), self._told)

    def _alone_toggled(self, alone: bool) -> None:
        self._desk.remember(shoots_alone=alone)
        self.alone_changed.emit(alone)


def _switch(text: str, tip: str, keys: str) -> QPushButton:
    made = button(text, lambda: None, keys=keys)
    made.setToolTip(tip)
    made.setCheckable(True)
    made.setAutoDefault(False)
    # A checked button writes in bold, which Qt leaves out of its size.
    bold = made.font()
    bold.setWeight(QFont.Weight.DemiBold)
    made.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(made.text()) + _AROUND)
    return made
