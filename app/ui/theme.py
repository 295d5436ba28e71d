"""How the window looks: one light theme, large targets, a focus ring that can be seen."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import RESOURCES
from app.ui.present.states import Role

PRIMARY = "#0f5c8c"
DARK = "#123b57"
TEXT = "#1b2730"
MUTED = "#56646e"
BORDER = "#bcc6ce"
SURFACE = "#ffffff"
GROUND = "#f1f4f6"
FOCUS = "#e08a00"

TARGET = 36
"""The least height of anything that can be clicked, in device-independent pixels."""

ROLE_COLOURS = {
    Role.QUIET: MUTED,
    Role.WAITING: "#2a629c",
    Role.MOVING: PRIMARY,
    Role.GOOD: "#1a7345",
    Role.ATTENTION: "#9a5200",
    Role.BAD: "#b3261e",
}

_FAMILIES = ("Segoe UI", "Noto Sans", "Arimo", "DejaVu Sans")
_POINTS = 10.5

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QWidget#page { background: $ground; }
QToolTip { background: #fffbe6; color: $text; border: 1px solid $border; padding: 4px; }

QFrame[panel="true"] { background: $surface; border: 1px solid $border; border-radius: 6px; }
QFrame[panel="true"] QLabel { border: none; }
QLabel[heading="true"] { font-weight: 600; font-size: 12.5pt; }
QLabel[muted="true"] { color: $muted; }

QPushButton, QToolButton {
    background: $surface; border: 2px solid $border; border-radius: 5px;
    padding: 3px 12px; min-height: 28px;
}
QPushButton:hover, QToolButton:hover { background: #e6eff6; }
QPushButton:pressed, QToolButton:pressed { background: #d3e3ef; }
QPushButton:checked { background: #dcebf6; border-color: $primary; font-weight: 600; }
QPushButton:disabled, QToolButton:disabled { color: #8c979f; background: #eceff1; }
QPushButton[kind="primary"] {
    background: $primary; border-color: $primary; color: white; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: #0b4a72; }
QPushButton[kind="primary"]:disabled { background: #b9c6cf; border-color: #b9c6cf; color: white; }
QPushButton[kind="big"] {
    background: $good; border-color: $good; color: white; font-weight: 600;
    font-size: 12.5pt; padding: 6px 22px; min-height: 34px;
}
QPushButton[kind="big"]:hover { background: #135c37; }
QPushButton[kind="big"]:disabled { background: #b4c4bb; border-color: #b4c4bb; color: white; }
QToolButton[kind="flat"] { border-color: transparent; background: transparent; padding: 3px 8px; }
QToolButton[kind="flat"]:hover { background: #dfe8ee; }
QToolButton::menu-indicator { image: none; }
QPushButton:focus, QToolButton:focus { border-color: $focus; }

QLineEdit, QComboBox, QDateEdit, QSpinBox {
    background: $surface; border: 2px solid $border; border-radius: 5px; padding: 3px 7px;
    selection-background-color: $primary; selection-color: white;
}
QLineEdit, QComboBox, QDateEdit, QSpinBox { min-height: 26px; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus { border-color: $focus; }
QLineEdit[wrong="true"] { border-color: $attention; background: #fff7ea; }
QLineEdit:disabled, QComboBox:disabled, QDateEdit:disabled { background: #eceff1; color: $muted; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 26px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$icons/chevron-down.svg"); width: 14px; }
QSpinBox::up-button, QSpinBox::down-button {
    border: none; width: 32px; subcontrol-origin: border;
}
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover { background: #e6eff6; }
QSpinBox::up-arrow { image: url("$icons/chevron-up.svg"); width: 14px; }
QSpinBox::down-arrow { image: url("$icons/chevron-down.svg"); width: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; outline: none; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 6px; }

QAbstractItemView {
    background: $surface; border: 2px solid $border; border-radius: 5px;
    selection-background-color: #d6e6f2; selection-color: $text; outline: none;
    alternate-background-color: #f7f9fa;
}
QAbstractItemView:focus { border-color: $focus; }
QHeaderView { border: none; border-radius: 0; }
QHeaderView::section {
    background: #e7ecef; border: none; border-right: 1px solid $border;
    border-bottom: 1px solid $border; padding: 6px 8px; font-weight: 600;
}
QTableView::indicator { width: 22px; height: 22px; }
QTextBrowser { background: $surface; border: 1px solid $border; border-radius: 5px; padding: 8px; }
QScrollBar:vertical { width: 14px; background: $ground; }
QScrollBar:horizontal { height: 14px; background: $ground; }
QScrollBar::handle { background: #aab7c0; border-radius: 5px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QProgressBar {
    border: 1px solid $border; border-radius: 5px; background: $surface; text-align: center;
    min-height: 22px;
}
QProgressBar::chunk { background: #8fc0e0; border-radius: 4px; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 8px 22px; }
QMenu::item:selected { background: #d6e6f2; }
QMenu::item:disabled { color: #8c979f; background: transparent; }
QSplitter::handle { background: $ground; }

QFrame#header { background: $dark; }
QFrame#header QLabel { color: white; }
QFrame#header QToolButton { color: white; }
QFrame#header QToolButton:hover { background: #1f527a; }
QFrame#header QToolButton:focus { border-color: $focus; }
QLabel#practice { background: #ffe08a; color: #4d3500; font-weight: 700; padding: 4px; }
QFrame#nav { background: #e3e9ed; }
QFrame#nav QPushButton {
    text-align: left; border: 3px solid transparent; border-radius: 5px; padding: 6px 8px;
    min-height: 40px; background: transparent; font-size: 11.5pt;
}
QFrame#nav QPushButton:hover { background: #d2dde4; }
QFrame#nav QPushButton:checked { background: $surface; font-weight: 600; }
QFrame#nav QPushButton:focus { border-color: $focus; }
QFrame#problem { border-radius: 5px; background: #fdeceb; border: 1px solid $bad; }
QFrame#problem[kind="notice"] { background: #e7f1f8; border-color: $primary; }
QFrame#problem QLabel { border: none; }
QFrame#drop[over="true"] { border: 2px dashed $primary; background: #eef5fa; }
""")


def dress(application: QApplication) -> None:
    """Style, palette, font and sheet of the whole program; the system's dark mode is not ours."""
    application.setStyle("Fusion")
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, GROUND),
        (QPalette.ColorRole.Base, SURFACE),
        (QPalette.ColorRole.AlternateBase, "#f7f9fa"),
        (QPalette.ColorRole.Text, TEXT),
        (QPalette.ColorRole.WindowText, TEXT),
        (QPalette.ColorRole.ButtonText, TEXT),
        (QPalette.ColorRole.Button, SURFACE),
        (QPalette.ColorRole.Highlight, PRIMARY),
        (QPalette.ColorRole.HighlightedText, "#ffffff"),
        (QPalette.ColorRole.PlaceholderText, "#74818a"),
        (QPalette.ColorRole.ToolTipBase, "#fffbe6"),
        (QPalette.ColorRole.ToolTipText, TEXT),
    ):
        palette.setColor(role, QColor(colour))
    application.setPalette(palette)
    application.setFont(_font())
    application.setStyleSheet(
        _SHEET.substitute(
            text=TEXT,
            muted=MUTED,
            border=BORDER,
            surface=SURFACE,
            ground=GROUND,
            focus=FOCUS,
            primary=PRIMARY,
            dark=DARK,
            good=ROLE_COLOURS[Role.GOOD],
            attention=ROLE_COLOURS[Role.ATTENTION],
            bad=ROLE_COLOURS[Role.BAD],
            icons=(RESOURCES / "icons").as_posix(),
        )
    )


def _font() -> QFont:
    """The first family of ours that this system has, with the others to fall back on."""
    known = set(QFontDatabase.families())
    font = QFont()
    font.setFamilies([family for family in _FAMILIES if family in known] or list(_FAMILIES))
    font.setPointSizeF(_POINTS)
    return font
