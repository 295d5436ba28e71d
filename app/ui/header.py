"""The head of the window: whose counter it is, who sits at it, and how the line is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout

from app.i18n import t
from app.ui.controls import tool
from app.ui.icons import SIDE, icon
from app.ui.present.line import LineState, line_word
from app.ui.present.states import Role
from app.workflow.station import Station

_LIGHT = {
    Role.QUIET: "#c8d3da",
    Role.WAITING: "#c8d3da",
    Role.MOVING: "#9fd4f7",
    Role.GOOD: "#a5e3bd",
    Role.ATTENTION: "#ffd28a",
    Role.BAD: "#ffb4ad",
}
"""The roles on the dark ground of the header."""


class Header(QFrame):
    """``settings_menu`` is filled by the workspace."""

    def __init__(
        self, station: Station, *, on_help: Callable[[], None], on_lock: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName("header")
        picture = QLabel()
        picture.setPixmap(icon("app", "#ffffff").pixmap(SIDE + 6, SIDE + 6))
        settings = station.settings
        names = QVBoxLayout()
        names.setSpacing(0)
        agency = QLabel(settings.agency_name or t("Trạm Một Cửa"))
        agency.setStyleSheet("font-weight: 600; font-size: 11.5pt;")
        counter = QLabel(settings.counter_name)
        counter.setStyleSheet("color: #c8d3da; font-size: 9.5pt;")
        names.addWidget(agency)
        names.addWidget(counter)
        self.line_label = QLabel()
        self.line_label.setAccessibleName(t("Liên lạc với tỉnh"))
        self.officer_label = QLabel(station.officer.full_name)
        self.settings_menu = QMenu(self)
        self.settings_button = tool(t("Cài đặt"), "settings", self._open_menu, colour="#ffffff")
        self.help_button = tool(t("Trợ giúp (F1)"), "help", on_help, colour="#ffffff")
        self.lock_button = tool(t("Khóa màn hình"), "lock", on_lock, colour="#ffffff")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(picture)
        row.addLayout(names)
        row.addStretch(1)
        row.addWidget(self.line_label)
        row.addSpacing(10)
        row.addWidget(self.officer_label)
        row.addWidget(self.settings_button)
        row.addWidget(self.help_button)
        row.addWidget(self.lock_button)

    def _open_menu(self) -> None:
        corner = self.settings_button.rect().bottomLeft()
        self.settings_menu.popup(self.settings_button.mapToGlobal(corner))

    def show_line(self, line: LineState) -> None:
        word = line_word(line)
        self.line_label.setText(f"●  {word.text}")
        self.line_label.setStyleSheet(f"color: {_LIGHT[word.role]}; font-weight: 600;")
