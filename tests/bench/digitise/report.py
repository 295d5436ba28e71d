"""The table: what was measured, what was wanted, and what the peer does."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    ``most`` or ``least`` is the target. ``tuned`` and ``usual`` are the peer's on the same pages.
    """

    name: str
    ours: float
    unit: str = ""
    most: float | None = None
    least: float | None = None
    tuned: float | None = None
    usual: float | None = None

    @property
    def reached(self) -> bool | None:
        """None where there is no target."""
        if self.most is not None:
            return self.ours <= self.most
        return None if self.least is None else self.ours >= self.least

    def plain(self) -> dict[str, Any]:
        return asdict(self) | {"reached": self.reached}


@dataclass(frozen=True)
class Group:
    """Figures that belong together, and what a reader has to know about them."""

    title: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()


_HEAD = ("", "ours", "target", "reached", "tuned", "×", "usual", "×")
_WIDE = (44, 12, 10, 8, 10, 7, 10, 7)


def head() -> str:
    """The table's first line. ``×`` is the peer's figure over ours."""
    return _row(_HEAD)


def printed(group: Group) -> str:
    """One part of the table."""
    rows = [_row(_cells(figure)) for figure in group.figures]
    return "\n".join(["", f"— {group.title}", *rows, *(f"   {note}" for note in group.notes)])


def _cells(figure: Figure) -> tuple[str, ...]:
    target = ""
    if figure.most is not None:
        target = f"≤ {figure.most:g}"
    elif figure.least is not None:
        target = f"≥ {figure.least:g}"
    reached = {None: "", True: "yes", False: "NO"}[figure.reached]
    return (
        figure.name,
        f"{_number(figure.ours)} {figure.unit}".strip(),
        target,
        reached,
        _number(figure.tuned),
        _ratio(figure.tuned, figure.ours),
        _number(figure.usual),
        _ratio(figure.usual, figure.ours),
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if value == round(value) and abs(value) < 1e6:
        return f"{value:.0f}"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _ratio(peer: float | None, ours: float) -> str:
    if peer is None:
        return ""
    return f"{peer / ours:.1f}" if ours > 0 else "-"


def _row(cells: tuple[str, ...]) -> str:
    name, *rest = (cell[:wide] for cell, wide in zip(cells, _WIDE, strict=True))
    return name.ljust(_WIDE[0]) + "".join(
        cell.rjust(wide) for cell, wide in zip(rest, _WIDE[1:], strict=True)
    )
