"""The marks an officer drags over a page: corners, a box, a gutter. Shares of its sides, 0..1."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from app.model.edits import Corners, Crop, Point

LEAST = 0.02
"""The sides of a box stay so far apart."""


class Marks(Protocol):
    """Handles that can be moved one at a time."""

    @property
    def handles(self) -> tuple[Point, ...]:
        """Where the handles are."""
        ...

    @property
    def outline(self) -> tuple[Point, ...]:
        """The closed line through what the marks keep."""
        ...

    def moved(self, handle: int, to: Point) -> Marks:
        """The marks with one handle at ``to``, or as near as it may go."""
        ...


@dataclass(frozen=True)
class CornerMarks:
    """Four corners, clockwise from top-left."""

    points: tuple[Point, Point, Point, Point]

    @property
    def handles(self) -> tuple[Point, ...]:
        return self.points

    @property
    def outline(self) -> tuple[Point, ...]:
        return self.points

    def moved(self, handle: int, to: Point) -> CornerMarks:
        points = list(self.points)
        points[handle] = _inside(to)
        first, second, third, fourth = points
        return CornerMarks((first, second, third, fourth))

    @property
    def edit(self) -> Corners:
        return Corners(self.points)

    @property
    def fits(self) -> bool:
        """True where the corners go round a page: no side crosses another."""
        turns = [
            _turn(self.points[n], self.points[(n + 1) % 4], self.points[(n + 2) % 4])
            for n in range(4)
        ]
        return all(turn > LEAST * LEAST for turn in turns)


@dataclass(frozen=True)
class BoxMarks:
    """What is kept of a page, moved by its four corners, clockwise from top-left."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    @property
    def handles(self) -> tuple[Point, ...]:
        return (
            (self.left, self.top),
            (self.right, self.top),
            (self.right, self.bottom),
            (self.left, self.bottom),
        )

    @property
    def outline(self) -> tuple[Point, ...]:
        return self.handles

    def moved(self, handle: int, to: Point) -> BoxMarks:
        x, y = _inside(to)
        across = (
            {"left": min(x, self.right - LEAST)}
            if handle in (0, 3)
            else {"right": max(x, self.left + LEAST)}
        )
        down = (
            {"top": min(y, self.bottom - LEAST)}
            if handle in (0, 1)
            else {"bottom": max(y, self.top + LEAST)}
        )
        return replace(self, **across, **down)

    @property
    def edit(self) -> Crop:
        return Crop(self.left, self.top, self.right, self.bottom)

    @property
    def whole(self) -> bool:
        """True where nothing is cut away."""
        return (self.left, self.top, self.right, self.bottom) == (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class GutterMark:
    """Where an open book is cut in two."""

    at: float = 0.5

    @property
    def handles(self) -> tuple[Point, ...]:
        return ((self.at, 0.5),)

    @property
    def outline(self) -> tuple[Point, ...]:
        return ((self.at, 0.0), (self.at, 1.0))

    def moved(self, handle: int, to: Point) -> GutterMark:
        return GutterMark(min(max(to[0], LEAST), 1 - LEAST))


def _inside(point: Point) -> Point:
    return min(max(point[0], 0.0), 1.0), min(max(point[1], 0.0), 1.0)


def _turn(first: Point, second: Point, third: Point) -> float:
    """Positive where the way from the first over the second to the third turns clockwise."""
    ahead = second[0] - first[0], second[1] - first[1]
    after = third[0] - second[0], third[1] - second[1]
    return ahead[0] * after[1] - ahead[1] * after[0]
