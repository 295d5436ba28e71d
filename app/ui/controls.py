"""The few pieces every page is put together from, each with a name a screen reader can say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.icons import SIDE, icon
from app.ui.present.states import Role
from app.ui.theme import ROLE_COLOURS, TARGET, TEXT

GAP = 8


def button(
    text: str,
    act: Callable[[], None],
    *,
    picture: str = "",
    kind: str = "",
    keys: str = "",
) -> QPushButton:
    """A button that does ``act``. ``kind`` is *primary*, *big* or nothing; ``keys`` is its
    shortcut, which its label tells."""
    made = QPushButton(f"{text} ({keys})" if keys else text)
    made.setAccessibleName(text)
    made.setMinimumHeight(TARGET)
    if kind:
        made.setProperty("kind", kind)
    if picture:
        made.setIcon(icon(picture, "#ffffff" if kind else TEXT))
        made.setIconSize(QSize(SIDE, SIDE))
    if keys:
        made.setShortcut(QKeySequence(keys))
    made.clicked.connect(lambda: act())
    return made


def tool(text: str, picture: str, act: Callable[[], None], *, colour: str = TEXT) -> QToolButton:
    """A flat button with its picture and its words."""
    made = QToolButton()
    made.setText(text)
    made.setAccessibleName(text)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setIcon(icon(picture, colour))
    made.setIconSize(QSize(SIDE, SIDE))
    made.setProperty("kind", "flat")
    made.setMinimumHeight(TARGET)
    made.clicked.connect(lambda: act())
    return made


def line(name: str, placeholder: str = "") -> QLineEdit:
    """A field for one line of text."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    made.setMinimumHeight(TARGET)
    return made


def choice(name: str) -> QComboBox:
    """A field for one of several; it may be narrower than its longest entry."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setMinimumHeight(TARGET)
    made.setMinimumContentsLength(8)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def heading(text: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("heading", True)
    return made


def note(text: str = "") -> QLabel:
    """Small print that wraps."""
    made = QLabel(text)
    made.setWordWrap(True)
    made.setProperty("muted", True)
    return made


def panel() -> tuple[QFrame, QVBoxLayout]:
    """A white card and its column."""
    frame = QFrame()
    frame.setProperty("panel", True)
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 10, 12, 10)
    column.setSpacing(GAP)
    return frame, column


def colour_text(label: QLabel, role: Role, *, bold: bool = False) -> None:
    """Write ``label`` in the colour of a role."""
    weight = "font-weight: 600;" if bold else ""
    label.setStyleSheet(f"color: {ROLE_COLOURS[role]}; {weight}")


def restyle(widget: QWidget) -> None:
    """Let the sheet look at a changed property again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
