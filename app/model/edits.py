"""What an officer did to a page: a list of edits over its untouched original.

The original is never written over. A page is shown and bound as *original, cleaned by itself,
then each edit in turn*; taking the last edit away is the undo. Places are shares of a side, 0..1,
so that they hold at any resolution.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

Point = tuple[float, float]


@dataclass(frozen=True)
class Fed:
    """The source is known to give this picture turned, such as the backs of some duplex feeders:
    ``degrees`` clockwise set it right. It counts where the letters on the page do not tell which
    way is up. Not the officer's doing, so nothing takes it off."""

    degrees: int


@dataclass(frozen=True)
class Turn:
    """Turned clockwise by 90, 180 or 270 ``degrees``."""

    degrees: int


@dataclass(frozen=True)
class Crop:
    """Only the part between these sides, as shares of the page as it stood before."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Corners:
    """The page's corners set by hand on the original, upright by its own tags: shares of its
    width and height, clockwise from top-left. The last one counts, wherever it stands in the
    list, and takes the place of what was found."""

    points: tuple[Point, Point, Point, Point]


@dataclass(frozen=True)
class Half:
    """One page of an open book: the part left or right of the gutter at ``at`` (share of width;
    None: where it is found)."""

    side: Literal["left", "right"]
    at: float | None = None


@dataclass(frozen=True)
class Below:
    """Another original laid beneath this one on the same page, such as the back of a card.

    ``dpi`` and ``kind`` are those of the page it was."""

    source_sha256: str
    source_name: str
    media_type: str
    frame: int = 0
    edits: tuple[Edit, ...] = ()
    dpi: float | None = None
    kind: str = "auto"


Edit = Fed | Turn | Crop | Corners | Half | Below

_KINDS: dict[str, type[Any]] = {
    "fed": Fed,
    "turn": Turn,
    "crop": Crop,
    "corners": Corners,
    "half": Half,
    "below": Below,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def originals_below(edits: tuple[Edit, ...]) -> set[str]:
    """The SHA-256 of every original that lies below, however deep."""
    found: set[str] = set()
    for edit in edits:
        if isinstance(edit, Below):
            found |= {edit.source_sha256} | originals_below(edit.edits)
    return found


def edits_to_text(edits: tuple[Edit, ...]) -> str:
    """The edits as canonical JSON."""
    return json.dumps(
        [_plain(edit) for edit in edits],
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def edits_from_text(text: str) -> tuple[Edit, ...]:
    """What ``edits_to_text`` wrote."""
    return tuple(map(_edit, json.loads(text)))


def _plain(edit: Edit) -> dict[str, Any]:
    plain = asdict(edit)
    if isinstance(edit, Below):
        plain["edits"] = [_plain(inner) for inner in edit.edits]
    return {"edit": _NAMES[type(edit)]} | plain


def _edit(plain: dict[str, Any]) -> Edit:
    kind = _KINDS[plain["edit"]]
    values = {name: value for name, value in plain.items() if name != "edit"}
    if kind is Corners:
        values["points"] = tuple((float(x), float(y)) for x, y in values["points"])
    if kind is Below:
        values["edits"] = tuple(map(_edit, values["edits"]))
    made: Edit = kind(**values)
    return made
