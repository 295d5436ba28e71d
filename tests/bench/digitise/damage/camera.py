"""A telephone held over a table: where each point of the table comes to lie in the picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.bench.digitise.papers.sheet import DPI, HEIGHT_MM, WIDTH_MM

Matrix = NDArray[np.float64]
Quad = NDArray[np.float64]
"""4 × 2: x and y in pixels of the picture, clockwise from the page's own top-left corner."""

_FOCAL = 0.74
"""Of the picture's longer side: the main lens of a telephone (26 mm of a small-format camera)."""
_PAGE = np.array([(0, 0), (WIDTH_MM, 0), (WIDTH_MM, HEIGHT_MM), (0, HEIGHT_MM)])


@dataclass(frozen=True)
class Held:
    """How the telephone is held: degrees forward (``pitch``), aside (``yaw``) and turned
    (``roll``); ``fill`` is the share of the picture that the page takes in its tighter
    direction."""

    pitch: float
    yaw: float
    roll: float
    fill: float


@dataclass(frozen=True)
class View:
    """``from_mm`` takes millimetres on the table, from the page's top-left corner, to pixels."""

    from_mm: Matrix
    size: tuple[int, int]

    @property
    def corners(self) -> Quad:
        return self.project(_PAGE)

    def project(self, millimetres: NDArray[np.float64]) -> NDArray[np.float64]:
        points = np.column_stack([millimetres, np.ones(len(millimetres))]) @ self.from_mm.T
        return np.asarray(points[:, :2] / points[:, 2:], np.float64)

    def from_pixels(self, per_mm: float, origin: tuple[float, float] = (0.0, 0.0)) -> Matrix:
        """The move from pixels of a flat picture of ``per_mm`` whose first pixel is at ``origin``
        (millimetres) to this picture. Corners of pixels count, so half a pixel is added."""
        half = 0.5
        to_mm = np.array(
            [
                [1 / per_mm, 0, origin[0] + half / per_mm],
                [0, 1 / per_mm, origin[1] + half / per_mm],
                [0, 0, 1],
            ]
        )
        back = np.array([[1, 0, -half], [0, 1, -half], [0, 0, 1]])
        return np.asarray(back @ self.from_mm @ to_mm, np.float64)


PAGE_PER_MM = DPI / 25.4


def seen(held: Held, size: tuple[int, int]) -> View:
    """The view of a picture of ``size`` (width, height) whose page fills it as ``held`` says."""
    turn = _rotation(held)
    away = np.array([0.0, 0.0, 500.0])
    view = _view(turn, away, size)
    for _ in range(12):
        corners = view.corners
        low, high = corners.min(axis=0), corners.max(axis=0)
        took = float(((high - low) / size).max())
        away[2] *= took / held.fill
        aim = np.array(size) / 2
        focal = _FOCAL * max(size)
        away[:2] += (aim - (low + high) / 2) / focal * away[2]
        view = _view(turn, away, size)
    return view


def _rotation(held: Held) -> Matrix:
    about_x, about_y, about_z = (
        cv2.Rodrigues(np.radians(degrees) * np.eye(3)[axis])[0]
        for axis, degrees in enumerate((held.pitch, held.yaw, held.roll))
    )
    return np.asarray(about_x @ about_y @ about_z, np.float64)


def _view(turn: Matrix, away: NDArray[np.float64], size: tuple[int, int]) -> View:
    focal = _FOCAL * max(size)
    lens = np.array([[focal, 0, size[0] / 2], [0, focal, size[1] / 2], [0, 0, 1]])
    centred = np.array([[1, 0, -WIDTH_MM / 2], [0, 1, -HEIGHT_MM / 2], [0, 0, 1]])
    plane = np.column_stack([turn[:, 0], turn[:, 1], away])
    return View(lens @ plane @ centred, size)
