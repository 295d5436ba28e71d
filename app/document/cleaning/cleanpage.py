"""A page after cleaning, and how it came to be so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.document.cleaning.geometry import turned
from app.document.frame import Pixels, Word
from app.document.photo.sides import Quad


@dataclass(frozen=True)
class CleanPage:
    """A page at ``PAGE_DPI`` under even light, and how it came to be so.

    ``dpi`` is the resolution of the source on paper; ``measured`` is true where a scanner gave
    it, false where it was guessed. ``rotation`` is how far the picture was turned clockwise to
    stand upright, ``skew`` how far its lines leaned counter-clockwise after that, in degrees.
    ``settled`` is true where the officer turned the page or its letters tell for sure which way
    is up, so that reading need not try the other. ``corners`` are in pixels of the frame.
    ``warnings`` say what is wrong with it; ``faults`` are their codes in the same order where
    the picture is at fault (``coarse``, ``blurred``, ``dark``, ``cut``, ``glare``, ``hand``,
    ``slanted``, ``edges``). ``words`` are the page's own, where it was written and not scanned.
    """

    pixels: Pixels
    dpi: float
    measured: bool = False
    rotation: int = 0
    settled: bool = False
    skew: float = 0.0
    corners: Quad | None = None
    blank: bool = False
    sharpness: float = 0.0
    warnings: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    words: tuple[Word, ...] | None = None

    def turned_over(self) -> CleanPage:
        """The same page turned by 180 degrees."""
        return replace(self, pixels=turned(self.pixels, 180), rotation=(self.rotation + 180) % 360)
