"""The editor's tools beside the page: a word on each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.i18n import t
from app.model.dossier import NoteSide, Page
from app.ui.controls import choice, tool
from app.ui.intake.pages.actions import PageActions
from app.ui.intake.pages.bar import action_button
from app.ui.intake.pages.editor_modes import CORNERS, CROP


class EditorTools(QWidget):
    """Buttons for the actions of a page, and for the ways of working with marks."""

    def __init__(self, actions: PageActions, start_mode: Callable[[str], None]) -> None:
        super().__init__()
        self._actions = actions
        self.crop = tool(t("Cắt"), "crop", partial(start_mode, CROP))
        self.corners = tool(t("Bốn góc"), "corners", partial(start_mode, CORNERS))
        self.buttons: list[QToolButton] = [
            action_button(actions.turn_left, t("Xoay trái")),
            action_button(actions.turn_right, t("Xoay phải")),
            self.crop,
            self.corners,
            action_button(actions.split, t("Tách đôi")),
            action_button(actions.join, t("Ghép trang sau")),
            action_button(actions.retake, t("Chụp lại")),
            action_button(actions.delete, t("Xóa trang")),
            action_button(actions.undo, t("Hoàn tác")),
            action_button(actions.redo, t("Làm lại")),
        ]
        self.keep = action_button(actions.keep, t("Để ngoài hồ sơ"))
        self.reset = action_button(actions.reset, t("Bỏ mọi chỉnh sửa"))
        self.kind = _choice_of(t("Loại ảnh"), actions.kinds)
        self.note = _choice_of(t("Ghi chú bút tay"), actions.notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setSpacing(2)
        for number, made in enumerate(self.buttons):
            made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
            grid.addWidget(made, number // 2, number % 2)
        column.addLayout(grid)
        column.addWidget(self.keep)
        column.addWidget(self.reset)
        for field in (self.kind, self.note):
            column.addWidget(QLabel(field.accessibleName()))
            column.addWidget(field)
        column.addStretch(1)

    def show_page(self, page: Page) -> None:
        self.keep.setText(t("Đưa lại vào hồ sơ") if page.left_out else t("Để ngoài hồ sơ"))
        self.kind.setCurrentIndex(list(self._actions.kinds).index(page.kind))
        self.note.setCurrentIndex(list(self._actions.notes).index(page.note_side))


def _choice_of(
    name: str, actions: dict[str, QAction] | dict[NoteSide | None, QAction]
) -> QComboBox:
    """A field whose entries are actions; choosing one triggers it."""
    field = choice(name)
    entries = list(actions.values())
    for action in entries:
        field.addItem(action.text())
    field.activated.connect(lambda place: entries[place].trigger())
    return field
