"""One decoded page picture and the words on it, before and after it is read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""uint8, height × width × 3 in BGR order; a grey picture is height × width."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are outside."""


@dataclass(frozen=True)
class Word:
    """One word read on a page: NFC text, its box, confidence 0..1 and the number of its line.

    Lines are numbered in reading order; words come in reading order.
    """

    text: str
    box: Box
    confidence: float
    line: int


@dataclass(frozen=True)
class Frame:
    """One page as it lies in its file, upright by its own tags and in plain 8-bit colour.

    ``dpi`` is None where neither the file nor the source gives a believable one. ``camera`` is
    true where the file says that a camera made it. ``born_digital`` marks a PDF page that was
    written, not scanned; ``words`` then holds its own text (None: it has to be read).
    ``signed`` marks a page of a PDF that carries a digital signature.
    """

    pixels: Pixels
    dpi: float | None
    camera: bool = False
    born_digital: bool = False
    words: tuple[Word, ...] | None = None
    signed: bool = False


def joined(words: tuple[Word, ...] | list[Word]) -> str:
    """The text of ``words``: a space between words, a new line for each line."""
    lines: list[list[str]] = []
    current = None
    for word in words:
        if word.line != current:
            lines.append([])
            current = word.line
        lines[-1].append(word.text)
    return "\n".join(" ".join(line) for line in lines)
