"""Four lines that may be the sides of a page, and how well the picture bears them out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.document.photo.scene import Floats, Scene
from app.document.photo.tracks import Tracks, Whole

_LEAN = np.radians(40)
"""Between two opposite sides, at most: a page seen from very low."""
_SHARPEST = np.radians(50)
_NEAREST_SHARE = 0.12
_BEYOND_SHARE = 0.12
"""Of the picture's sides that a corner may lie outside the picture."""
_SMALLEST, _LARGEST = 0.04, 0.985
_CORNER = 8.0
"""Pixels at each end of a side that are not asked: corners are round, bent or folded."""


@dataclass(frozen=True)
class Quads:
    """m quads of four lines each: ``sides`` m × 4 (numbers of lines, in order around the quad),
    ``corners`` m × 4 × 2 (from the picture's middle; corner k lies between sides k and k + 1),
    ``share`` of the picture's area."""

    sides: Whole
    corners: Floats
    share: Floats

    def only(self, chosen: NDArray[np.generic]) -> Quads:
        return Quads(self.sides[chosen], self.corners[chosen], self.share[chosen])


@dataclass(frozen=True)
class Sides:
    """What bears out the sides of m quads, each m × 4, and ``step`` m × 4 × 3.

    ``seen`` is the share of a side that lies within the picture; ``edge`` and ``clear`` the
    shares with an edge and with a clear step of colour; ``step`` the mean colour inside less
    outside; ``even`` (0..1) how alike those steps are all along; ``beyond`` (0..1) how much of
    such an edge is on the same line past its corners; ``passed`` the same where both neighbours
    go on past this side, as they do past a fold or a printed line across the page.
    """

    seen: Floats
    edge: Floats
    clear: Floats
    step: Floats
    even: Floats
    beyond: Floats
    passed: Floats


def possible_quads(scene: Scene, tracks: Tracks) -> Quads:
    """Every quad that a page could be, of two pairs of lines that face each other."""
    with np.errstate(divide="ignore", invalid="ignore"):
        points = _crossings(tracks.lines)
    turn = np.abs(tracks.lines[:, None, 0] - tracks.lines[None, :, 0])
    turn = np.minimum(turn, np.pi - turn)
    one, other = _facing(scene, tracks.lines, turn)
    first, second = np.triu_indices(len(one), 1)
    sides = np.column_stack([one[first], one[second], other[first], other[second]])
    after = np.roll(sides, -1, axis=1)
    sides = sides[(turn[sides, after] > _SHARPEST).all(axis=1)]
    corners = points[sides, np.roll(sides, -1, axis=1)]
    reach = (scene.middle + 1) * (1 + 2 * _BEYOND_SHARE)
    near = (np.abs(corners) < reach).all(axis=(1, 2)) & _convex(corners)
    quads = Quads(sides[near], corners[near], _area(corners[near]) / scene.width / scene.height)
    return quads.only((quads.share > _SMALLEST) & (quads.share < _LARGEST))


def borne_out(tracks: Tracks, quads: Quads) -> Sides:
    """How the picture bears out each side of each quad."""
    sides = quads.sides
    first, last = (_place(tracks, quads, shift) for shift in (1, 0))
    low, high = np.minimum(first, last), np.maximum(first, last)
    length = np.maximum(high - low, 1e-6)
    trim = np.minimum(_CORNER, 0.06 * length)
    start, stop = tracks.index(low + trim), tracks.index(high - trim)
    stop = np.maximum(stop, np.minimum(start + 1, tracks.seen.shape[1] - 1))
    within = tracks.seen[sides, stop] - tracks.seen[sides, start]
    samples = np.maximum(within, 1)
    step = (tracks.step[sides, stop] - tracks.step[sides, start]) / samples[..., None]
    size = (tracks.size[sides, stop] - tracks.size[sides, start]) / samples
    middle = quads.corners.mean(axis=1)[:, None]
    contrast = np.maximum(np.linalg.norm(step, axis=-1), 1e-3)
    before, after = (
        _past_corner(tracks, sides, first, first - last) / contrast,
        _past_corner(tracks, sides, last, last - first) / contrast,
    )
    before, after = np.minimum(before, 1), np.minimum(after, 1)
    inward = ((middle - tracks.feet[sides]) * tracks.across[sides]).sum(axis=-1)
    return Sides(
        seen=tracks.length(within) / np.maximum(length - 2 * trim, 1),
        edge=(tracks.edge[sides, stop] - tracks.edge[sides, start]) / samples,
        clear=(tracks.clear[sides, stop] - tracks.clear[sides, start]) / samples,
        step=step * np.sign(inward)[..., None],
        even=np.linalg.norm(step, axis=-1) / np.maximum(size, 1e-3),
        beyond=(before + after) / 2,
        passed=np.minimum(np.roll(after, 1, axis=1), np.roll(before, -1, axis=1)),
    )


def _crossings(lines: Floats) -> Floats:
    """n × n × 2: where each two lines meet; NaN or infinity where they do not."""
    cos, sin = np.cos(lines[:, 0]), np.sin(lines[:, 0])
    away = lines[:, 1]
    slant = cos[:, None] * sin[None] - sin[:, None] * cos[None]
    return np.stack(
        [
            (away[:, None] * sin[None] - sin[:, None] * away[None]) / slant,
            (cos[:, None] * away[None] - away[:, None] * cos[None]) / slant,
        ],
        axis=-1,
    )


def _facing(scene: Scene, lines: Floats, turn: Floats) -> tuple[Whole, Whole]:
    """Pairs of lines that run about the same way, apart from each other."""
    one, other = np.nonzero(np.triu(turn < _LEAN, 1))
    mirrored = np.where(np.cos(lines[one, 0] - lines[other, 0]) < 0, -1, 1)
    apart = np.abs(lines[one, 1] - mirrored * lines[other, 1])
    wide = apart > _NEAREST_SHARE * min(scene.height, scene.width)
    return one[wide], other[wide]


def _convex(corners: Floats) -> NDArray[np.bool_]:
    ahead = np.roll(corners, -1, axis=1) - corners
    following = np.roll(ahead, -1, axis=1)
    bend = ahead[..., 0] * following[..., 1] - ahead[..., 1] * following[..., 0]
    return np.asarray((bend > 0).all(axis=1) | (bend < 0).all(axis=1))


def _area(corners: Floats) -> Floats:
    ahead = np.roll(corners, -1, axis=1)
    doubled = corners[..., 0] * ahead[..., 1] - corners[..., 1] * ahead[..., 0]
    return np.asarray(np.abs(doubled.sum(axis=1)) / 2)


def _place(tracks: Tracks, quads: Quads, shift: int) -> Floats:
    """Where, along each side's line, one of its two corners lies."""
    corner = np.roll(quads.corners, shift, axis=1)
    sides = quads.sides
    return np.asarray(((corner - tracks.feet[sides]) * tracks.along[sides]).sum(axis=-1))


def _past_corner(tracks: Tracks, sides: Whole, corner: Floats, ahead: Floats) -> Floats:
    """The step of colour at edges on each side's line behind a corner; ``ahead`` leads there."""
    way = np.sign(ahead)
    ends = corner + way * 3, corner + way * (3 + np.clip(0.12 * np.abs(ahead), 6, 30))
    first, last = tracks.index(np.minimum(*ends)), tracks.index(np.maximum(*ends))
    seen = tracks.seen[sides, last] - tracks.seen[sides, first]
    edge = tracks.edge[sides, last] - tracks.edge[sides, first]
    size = tracks.size[sides, last] - tracks.size[sides, first]
    return np.asarray(np.where(seen >= 2, edge * size / np.maximum(seen, 1) ** 2, 0))
