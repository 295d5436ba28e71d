"""What the generator hands over: a page as drawn, and a picture of it as a source would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Corners = list[list[float]]
"""Four ``[x, y]`` in pixels, clockwise from the page's own top-left corner."""


@dataclass(frozen=True)
class VectorPage:
    """One undamaged A4 page. ``text`` is the truth, a line of the page per line.

    ``seals`` are the red seals on it: centre x, centre y and radius in millimetres from the
    top-left corner.
    """

    pdf: bytes
    text: str
    seals: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True)
class PaperPicture:
    """One JPEG with the truth about it.

    ``dpi`` is what the scanner says, None for a photograph. ``skew`` is the lean of the text in
    degrees, counter-clockwise; 0 for a photograph, whose ``corners`` say where the page lies.
    ``poor`` marks a picture on which an officer should be warned.
    """

    name: str
    jpeg: bytes
    dpi: float | None
    text: str
    kind: Literal["scan", "photo"]
    skew: float = 0.0
    corners: Corners | None = None
    blank: bool = False
    poor: bool = False
