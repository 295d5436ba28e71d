"""The words of a page as invisible text that lies exactly over their picture."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.document.frame import Word
from app.paths import RESOURCES

FONT = "Tinos"
_INVISIBLE = 3
_ABOVE, _BELOW = 0.93, 0.22
"""Of the type size: what Vietnamese capitals with marks and descenders take up in a line."""
_UNKNOWN_LETTER = "?"


@cache
def text_font() -> TTFont:
    """Tinos, registered with reportlab on first use."""
    font = TTFont(FONT, RESOURCES / "fonts" / "Tinos-Regular.ttf")
    pdfmetrics.registerFont(font)
    return font


def write_words(canvas: Canvas, words: Sequence[Word], scale: float, page_height: float) -> None:
    """Write ``words`` (boxes in pixels) on the current page, invisible, line by line.

    ``scale`` is points per pixel. Each word is stretched to the width of its box; the space after
    it is written too, so that words stay apart wherever the text is copied to.
    """
    text = canvas.beginText()
    text.setTextRenderMode(_INVISIBLE)
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        top, bottom = min(word.box[1] for word in line), max(word.box[3] for word in line)
        size = max(1.0, (bottom - top) * scale / (_ABOVE + _BELOW))
        baseline = page_height - bottom * scale + size * _BELOW
        text.setFont(FONT, size)
        for word in line:
            shown = drawable(word.text)
            natural = pdfmetrics.stringWidth(shown, FONT, size)
            wanted = max(1, word.box[2] - word.box[0]) * scale
            text.setHorizScale(100 * wanted / natural)
            text.setTextOrigin(word.box[0] * scale, baseline)
            text.textOut(shown + " ")
    canvas.drawText(text)


def drawable(text: str) -> str:
    """``text`` in NFC with every letter the font lacks replaced: PDF/A knows no missing glyph."""
    known = text_font().face.charToGlyph
    letters = unicodedata.normalize("NFC", text)
    return "".join(letter if ord(letter) in known else _UNKNOWN_LETTER for letter in letters)
