"""Tinos for print: it has all Vietnamese letters and the widths of Times New Roman."""

from __future__ import annotations

from functools import cache
from threading import Lock

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.paths import RESOURCES

REGULAR = "Tinos"
BOLD = "Tinos-Bold"
ITALIC = "Tinos-Italic"

_FACES = {
    (0, 0): (REGULAR, "Tinos-Regular.ttf"),
    (1, 0): (BOLD, "Tinos-Bold.ttf"),
    (0, 1): (ITALIC, "Tinos-Italic.ttf"),
}
_one_at_a_time = Lock()


def load_faces() -> None:
    """Make Tinos known to reportlab; every use of it embeds the letters it prints.

    Registered once for the whole process: a second registration would take the letters of a
    paper another thread is printing.
    """
    with _one_at_a_time:
        _register()


@cache
def _register() -> None:
    for (bold, italic), (name, file) in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, RESOURCES / "fonts" / file))
        addMapping(REGULAR, bold, italic, name)
    addMapping(REGULAR, 1, 1, BOLD)


def regular_font() -> TTFont:
    """The upright face itself."""
    load_faces()
    return pdfmetrics.getFont(REGULAR)
