"""Our own drawings, in the colour they are asked for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import RESOURCES
from app.ui.theme import TEXT

SIDE = 20
_DRAWN = 3
"""Drawn so many times larger, so that a dense screen has the pixels."""


@cache
def icon(name: str, colour: str = TEXT) -> QIcon:
    """The drawing ``resources/icons/<name>.svg``; its lines are ``currentColor``."""
    text = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
    picture = QPixmap(QSize(SIDE * _DRAWN, SIDE * _DRAWN))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    return QIcon(picture)
