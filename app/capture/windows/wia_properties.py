"""The properties of a WIA scanner: what it can do, and how it is asked for.

Numbers are wiadef.h's. A property's allowed values come as the automation layer tells them:
``kind`` 1 is a range, 2 a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FEEDER_CAPABILITIES = 3086
FEEDER_STATUS = 3087
FEEDER_SELECT = 3088
PAGES = 3096
INTENT = 6146
X_RESOLUTION = 6147
Y_RESOLUTION = 6148
X_START = 6149
Y_START = 6150
X_EXTENT = 6151
Y_EXTENT = 6152

BMP_FORMAT = "{B96B3CAB-0728-11D3-9D7B-0000F81EF32E}"
"""The one format every WIA driver has to give."""

_FEEDER, _FLATBED, _DUPLEX = 1, 2, 4
_FEED_READY = 1
_COLOUR_INTENT, _GREY_INTENT = 1, 2
_PAGE_INCHES = (8.5, 11.69)
_USUAL_DPI = (75, 100, 150, 200, 240, 300, 400, 600)


@dataclass(frozen=True)
class Allowed:
    """``least`` and ``most`` of a range, ``values`` of a list; all empty where anything goes."""

    kind: int = 0
    least: int = 0
    most: int = 0
    values: tuple[int, ...] = ()


def able(capabilities: int, status: int | None, resolution: Allowed) -> dict[str, Any]:
    """What the station is told. A scanner that names no feed has a glass."""
    feeds = [
        name for name, flag in (("feeder", _FEEDER), ("flatbed", _FLATBED)) if capabilities & flag
    ]
    return {
        "feeds": feeds or ["flatbed"],
        "duplex": bool(capabilities & _DUPLEX),
        "loaded": None if status is None else bool(status & _FEED_READY),
        "resolutions": resolutions(resolution),
    }


def resolutions(allowed: Allowed) -> list[int]:
    """The dpi there are; of a range its ends and the usual ones between them."""
    if allowed.kind == 2:
        return sorted(allowed.values)
    if allowed.kind == 1:
        usual = (dpi for dpi in _USUAL_DPI if allowed.least < dpi < allowed.most)
        return sorted({allowed.least, *usual, allowed.most})
    return []


def device_settings(wanted: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Property and value, for the device, in the order they must be set."""
    if wanted.get("feed") != "feeder":
        return [(FEEDER_SELECT, _FLATBED)]
    both = _DUPLEX if wanted.get("duplex") else 0
    return [(FEEDER_SELECT, _FEEDER | both), (PAGES, 1)]


def item_settings(wanted: Mapping[str, Any], extents: Sequence[int]) -> list[tuple[int, int]]:
    """Property and value, for the item. The intent comes first: it sets the others anew.

    ``extents`` are the largest width and height in pixels at the wanted resolution, 0 where the
    scanner does not say.
    """
    dpi = int(wanted["dpi"])
    sides = [
        min(round(inches * dpi), most or round(inches * dpi))
        for inches, most in zip(_PAGE_INCHES, extents, strict=True)
    ]
    return [
        (INTENT, _COLOUR_INTENT if wanted.get("colour") == "color" else _GREY_INTENT),
        (X_RESOLUTION, dpi),
        (Y_RESOLUTION, dpi),
        (X_START, 0),
        (Y_START, 0),
        (X_EXTENT, sides[0]),
        (Y_EXTENT, sides[1]),
    ]
