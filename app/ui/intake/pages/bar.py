"""The verbs on pages that are wanted most, one small button each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.ui.icons import SIDE
from app.ui.intake.pages.actions import PageActions
from app.ui.theme import TARGET

_NARROWEST = 32
"""Pixels a button keeps where the window is at its smallest."""


class PageBar(QWidget):
    """Pictures without words: each has a tip with its name and key."""

    def __init__(self, actions: PageActions) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons = {
            action: action_button(action)
            for action in (
                actions.edit,
                actions.turn_left,
                actions.turn_right,
                actions.keep,
                actions.delete,
                actions.undo,
                actions.redo,
            )
        }
        for made in self.buttons.values():
            row.addWidget(made)
        self.buttons[actions.undo].setShortcut("Ctrl+Z")
        self.buttons[actions.redo].setShortcut("Ctrl+Y")


def action_button(action: QAction, words: str = "") -> QToolButton:
    """A flat button for an action: its picture, its ``words`` if any, its tip with the key."""
    made = QToolButton()

    def follow() -> None:
        made.setAccessibleName(action.iconText())
        made.setToolTip(action.toolTip())
        made.setEnabled(action.isEnabled())

    made.setIcon(action.icon())
    made.setIconSize(QSize(SIDE, SIDE))
    made.setProperty("kind", "flat")
    made.setMinimumSize(_NARROWEST, TARGET)
    if words:
        made.setText(words)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.clicked.connect(action.trigger)
    action.changed.connect(follow)
    follow()
    return made
