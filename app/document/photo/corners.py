"""The four corners of a page in a photograph, or none where no page can be told for sure."""

from __future__ import annotations

import numpy as np

from app.document.frame import Pixels
from app.document.photo.lines import likely_lines
from app.document.photo.printed import is_printed
from app.document.photo.quads import Quads, Sides, borne_out, possible_quads
from app.document.photo.scene import Floats, Scene, scene_of
from app.document.photo.sides import Quad, clockwise, refined
from app.document.photo.tracks import Tracks, follow

_LINES = 32
_FEWEST_LINES = 3
_SURE = 0.60
_CHOSEN, _CHOSEN_SMALL = 0.88, 0.96
"""Measured on some ninety photographs: pages score 0.89 and more, what is no page 0.86 and less;
but small parts of machines and furniture up to 0.93, where small pages have 1.0 and more."""
_SMALL, _LARGE = 0.04, 0.10
"""Shares of the picture between which a quad may be less and less sure."""


def find_corners(pixels: Pixels) -> Quad | None:
    """Corners of the page in ``pixels`` (BGR): 4 × 2, clockwise from the picture's top-left.

    Lines are drawn through everything that may be a side of a page; of all quads they make, the
    one wins whose sides are best borne out by edges and by a step of colour from inside to
    outside. One side may be the picture's border; a corner may lie a little outside the picture.
    None where no quad is borne out well enough.
    """
    found = find_quad(scene_of(pixels))
    return None if found is None else refined(pixels, found)


def find_quad(scene: Scene) -> Quad | None:
    """The page in a scene, in pixels of the photograph, as near as the small scene tells."""
    lines = likely_lines(scene)
    if len(lines) < _FEWEST_LINES:
        return None
    tracks = _tracks(scene, lines)
    quads = possible_quads(scene, tracks)
    quads = quads.only((quads.sides >= len(tracks.lines) - 4).sum(axis=1) <= 1)
    if not len(quads.sides):
        return None
    sides = borne_out(tracks, quads)
    strength = _strength(sides)
    score = strength + _preference(quads, sides)
    best = int(np.argmax(score))
    if strength[best] < _SURE or score[best] < _least(float(quads.share[best])):
        return None
    if is_printed(scene, quads.corners[best], sides.step[best]):
        return None
    return clockwise((quads.corners[best] + scene.middle + 0.5) / scene.scale - 0.5)


def _least(share: float) -> float:
    """The score that a quad of that share of the picture needs."""
    return float(np.interp(share, (_SMALL, _LARGE), (_CHOSEN_SMALL, _CHOSEN)))


def _tracks(scene: Scene, lines: Floats) -> Tracks:
    """The most promising lines; the last four are the picture's borders."""
    across, down = scene.middle
    borders = [(0, -across), (0, across), (np.pi / 2, -down), (np.pi / 2, down)]
    tracks = follow(scene, np.vstack([lines, borders]))
    promising = tracks.strongest(_LINES, of=len(lines))
    return tracks.only(np.append(promising, range(len(lines), len(lines) + len(borders))))


def _strength(sides: Sides) -> Floats:
    """0..1: how well the sides are borne out, the weakest counting most."""
    contrast = np.minimum(1, np.linalg.norm(sides.step, axis=-1) / 20) * sides.even
    each = 0.55 * sides.edge + 0.25 * sides.clear + 0.2 * contrast
    each = np.where(sides.seen < 0.5, 0, each)
    each = np.where(sides.seen == 0, np.nan, each)
    return np.asarray(0.6 * np.nanmean(each, axis=1) + 0.4 * np.nanmin(each, axis=1))


def _preference(quads: Quads, sides: Sides) -> Floats:
    """What tells the page from its parts and from what it lies on."""
    border = sides.seen == 0
    there = (~border).sum(axis=1)
    beyond = np.where(border, 0, sides.beyond).sum(axis=1) / there
    lighter = np.where(border, 0, np.clip(sides.step[..., 0] / 10, -1, 1)).sum(axis=1) / there
    way = sides.step / np.maximum(np.linalg.norm(sides.step, axis=-1, keepdims=True), 1e-3)
    alike = np.linalg.norm(way.sum(axis=1), axis=-1) / there
    hidden = np.where(border, 0, np.clip(1 - sides.seen, 0, 1)).sum(axis=1) / there
    return np.asarray(
        0.15 * np.sqrt(quads.share)
        - 0.30 * beyond
        - 0.25 * sides.passed.max(axis=1)
        + 0.05 * lighter
        + 0.15 * alike
        - 0.30 * border.sum(axis=1)
        - 0.30 * hidden
    )
