"""The words of a page as invisible text that lies exactly over their picture."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.document.frame import Word
from app.typeset.faces import REGULAR, regular_font

_INVISIBLE = 3
_ABOVE, _BELOW = 0.93, 0.22
"""Of the type size: what Vietnamese capitals with marks and descenders take up in a line."""
_GAP = 0.15
"""Of the type size: readers of PDFs run words together that stand nearer than a tenth."""
_UNKNOWN_LETTER = "?"


def write_words(canvas: Canvas, words: Sequence[Word], scale: float, page_height: float) -> None:
    """Write ``words`` (boxes in pixels) on the current page, invisible, line by line.

    ``scale`` is points per pixel. Each word is stretched to the width of its box, short of the
    next word, and the space after it is written too: words stay apart wherever text is copied to.
    """
    text = canvas.beginText()
    text.setTextRenderMode(_INVISIBLE)
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        top, bottom = min(word.box[1] for word in line), max(word.box[3] for word in line)
        size = max(1.0, (bottom - top) * scale / (_ABOVE + _BELOW))
        baseline = page_height - bottom * scale + size * _BELOW
        text.setFont(REGULAR, size)
        for word, after in zip(line, [*line[1:], None], strict=True):
            shown = drawable(word.text)
            natural = pdfmetrics.stringWidth(shown, REGULAR, size)
            text.setHorizScale(100 * _width(word, after, size / scale) * scale / natural)
            text.setTextOrigin(word.box[0] * scale, baseline)
            text.textOut(shown + " ")
    canvas.drawText(text)


def _width(word: Word, after: Word | None, size: float) -> float:
    """Pixels that ``word`` may take up, in type of ``size`` pixels."""
    right: float = word.box[2]
    if after is not None and after.box[0] > word.box[0]:
        right = min(right, after.box[0] - _GAP * size)
    return max(right - word.box[0], 1)


def drawable(text: str) -> str:
    """``text`` in NFC with every letter the font lacks replaced: PDF/A knows no missing glyph."""
    known = regular_font().face.charToGlyph
    letters = unicodedata.normalize("NFC", text)
    return "".join(letter if ord(letter) in known else _UNKNOWN_LETTER for letter in letters)
