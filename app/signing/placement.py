"""Where a mark sits on the first page, as a reader sees that page.

A page has a MediaBox, a CropBox inside it and a ``/Rotate`` (ISO 32000-1 §7.7.3.3); all three
may stand on a parent node. The mark is placed in what is shown, then turned back into the
page's own coordinates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject

Corner = Literal["left", "right"]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page's own coordinates."""

_MARGIN_X = 13.0
_MARGIN_Y = 9.0
_GAP = 3.0
_LETTER: Box = (0.0, 0.0, 612.0, 792.0)
"""What readers show when a page has no MediaBox."""

_DEEPEST = 64
"""Parents looked at: a damaged tree may run in a circle."""


@dataclass(frozen=True)
class ShownPage:
    """The visible part of a page and how far it is turned clockwise (0, 90, 180, 270)."""

    box: Box
    rotation: int
    unit: float
    """Points per unit of the page (``/UserUnit``)."""

    @property
    def width(self) -> float:
        """As the reader sees it, in the page's units."""
        return self._sides()[0]

    @property
    def height(self) -> float:
        return self._sides()[1]

    def _sides(self) -> tuple[float, float]:
        across, up = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (up, across) if self.rotation in (90, 270) else (across, up)

    def place(self, from_left: float, from_top: float, width: float, height: float) -> Box:
        """The page's own box of a rectangle given as the reader sees it."""
        left, bottom, right, top = self.box
        if self.rotation == 90:
            x, y, width, height = left + from_top, bottom + from_left, height, width
        elif self.rotation == 180:
            x, y = right - from_left - width, bottom + from_top
        elif self.rotation == 270:
            x, y = right - from_top - height, top - from_left - width
            width, height = height, width
        else:
            x, y = left + from_left, top - from_top - height
        return (x, y, x + width, y + height)


@dataclass(frozen=True)
class Place:
    """Where the mark goes: its box on the page, its scale and its turn."""

    box: Box
    scale: float
    rotation: int


def shown_page(page: DictionaryObject) -> ShownPage:
    """Read what is visible of a page."""
    media = _box(_inherited(page, "/MediaBox")) or _LETTER
    crop = _box(_inherited(page, "/CropBox")) or media
    shown = _overlap(crop, media) or media
    turn = _number(_inherited(page, "/Rotate"))
    unit = _number(_entry(page, "/UserUnit"))
    return ShownPage(shown, round(turn / 90) * 90 % 360, unit if unit > 0 else 1.0)


def find_place(
    page: ShownPage, width: float, height: float, corner: Corner, taken: Iterable[Box] = ()
) -> Place:
    """The place of a mark of ``width`` × ``height`` points in the top margin.

    It shrinks on a page too small for it, and goes below marks that already stand there.
    """
    margin_x, margin_y = min(_MARGIN_X, page.width / 20), min(_MARGIN_Y, page.height / 20)
    scale = min(
        1 / page.unit,
        (page.width - 2 * margin_x) / width,
        (page.height - 2 * margin_y) / height,
    )
    width, height = width * scale, height * scale
    from_left = margin_x if corner == "left" else page.width - margin_x - width
    from_top = margin_y
    others = list(taken)
    while from_top + height <= page.height - margin_y:
        box = page.place(from_left, from_top, width, height)
        if not any(_overlap(box, other) for other in others):
            return Place(box, scale, page.rotation)
        from_top += height + _GAP
    return Place(page.place(from_left, margin_y, width, height), scale, page.rotation)


def signature_boxes(page: DictionaryObject) -> list[Box]:
    """The boxes of the signature marks that stand on a page."""
    notes = _entry(page, "/Annots")
    boxes = []
    for raw in notes if isinstance(notes, ArrayObject) else ():
        note = raw.get_object()
        if isinstance(note, DictionaryObject) and _inherited(note, "/FT") == "/Sig":
            boxes.append(_box(_entry(note, "/Rect")))
    return [box for box in boxes if box]


def _entry(node: DictionaryObject, key: str) -> object:
    """An entry, followed through its reference; ``get`` would hand out the reference itself."""
    try:
        return node[key]
    except KeyError:
        return None


def _inherited(node: DictionaryObject, key: str) -> object:
    """An entry of a page or field, or of the nearest parent that has it."""
    for _ in range(_DEEPEST):
        if key in node:
            return _entry(node, key)
        parent = _entry(node, "/Parent")
        if not isinstance(parent, DictionaryObject):
            return None
        node = parent
    return None


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float | Decimal) else 0.0


def _box(value: object) -> Box | None:
    """A rectangle with its corners in order; None where it is none or has no area."""
    if not isinstance(value, ArrayObject) or len(value) != 4:
        return None
    x1, y1, x2, y2 = (_number(entry.get_object()) for entry in value)
    box = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return box if box[0] < box[2] and box[1] < box[3] else None


def _overlap(one: Box, other: Box) -> Box | None:
    box = (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
    return box if box[0] < box[2] and box[1] < box[3] else None
