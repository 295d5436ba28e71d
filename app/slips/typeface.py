"""Tinos for print: it has all Vietnamese letters and the widths of Times New Roman."""

from __future__ import annotations

from functools import cache

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.paths import RESOURCES

FAMILY = "Tinos-Print"
BOLD = "Tinos-Bold"
ITALIC = "Tinos-Italic"


@cache
def load_typeface() -> None:
    """Make Tinos known to reportlab, once; every use of it embeds the letters it prints."""
    faces = {
        (0, 0): (FAMILY, "Tinos-Regular.ttf"),
        (1, 0): (BOLD, "Tinos-Bold.ttf"),
        (0, 1): (ITALIC, "Tinos-Italic.ttf"),
    }
    for (bold, italic), (name, file) in faces.items():
        pdfmetrics.registerFont(TTFont(name, RESOURCES / "fonts" / file))
        addMapping(FAMILY, bold, italic, name)
    addMapping(FAMILY, 1, 1, BOLD)
