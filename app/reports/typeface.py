"""Tinos for the registers: all Vietnamese letters, the widths of Times New Roman."""

from __future__ import annotations

from functools import cache

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.paths import RESOURCES

REGULAR = "Tinos-Register"
BOLD = "Tinos-Register-Bold"
ITALIC = "Tinos-Register-Italic"


@cache
def load_typeface() -> None:
    """Make Tinos known to reportlab, once; every use of it embeds the letters it prints."""
    faces = ((REGULAR, "Regular", 0, 0), (BOLD, "Bold", 1, 0), (ITALIC, "Italic", 0, 1))
    for name, face, bold, italic in faces:
        pdfmetrics.registerFont(TTFont(name, RESOURCES / "fonts" / f"Tinos-{face}.ttf"))
        addMapping(REGULAR, bold, italic, name)
