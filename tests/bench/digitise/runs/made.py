"""What a run leaves, whoever did it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Made:
    """One PDF of several pages. ``places`` says at which page of it each page that came in
    stands, None where it was left out. Seconds are for the whole run."""

    pdf: bytes
    places: tuple[int | None, ...]
    wall: float
    cpu: float
