"""What a capture source hands over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CapturedFile:
    """One file as a source gave it, byte for byte.

    A scanner page is one file; a PDF or TIFF may hold many pages. ``dpi`` is what the source
    says it scanned at, or None where only the file itself can tell. ``turn`` is how many degrees
    clockwise (0, 90, 180, 270) the picture must be turned where the source is known to give it
    wrong, such as the backs of some duplex feeders.
    """

    data: bytes
    name: str
    media_type: str
    source: str
    dpi: float | None = None
    turn: int = 0
