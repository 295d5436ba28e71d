"""Figures of photographs: corners found, pages seen where there are none, and the text on them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from app.document.door.load import load_frame
from app.document.page import PageInput
from app.document.photo.corners import find_corners
from app.document.text.recognize import Recognizer
from app.model.output import OutputProfile
from tests.bench.digitise.damage.photos import NO_PAGE, SCENES, Photo, no_page, photo
from tests.bench.digitise.measure.letters import Errors, errors, explained
from tests.bench.digitise.measure.pdfs import texts
from tests.bench.digitise.measure.quads import overlap
from tests.bench.digitise.papers.kinds import KINDS, paper
from tests.bench.digitise.report import Figure, Group
from tests.bench.digitise.runs.station import digitised

_GOOD = 0.95


@dataclass(frozen=True)
class Found:
    """``fit`` is None for a picture without a page; ``quad`` says that one was found."""

    name: str
    fit: float | None
    quad: bool
    seconds: float
    cpu: float


@dataclass(frozen=True)
class Photographed:
    """What was found in pictures of one size, and how the pages among them were read."""

    size: str
    found: tuple[Found, ...]
    text: Errors


def measured(
    scenes: int, empties: int, seed: int, recognizer: Recognizer, keep: Path | None
) -> list[Photographed]:
    """The first ``scenes`` scenes and ``empties`` tables without a page, at 12 and at 2 MP."""
    other = paper("minutes", seed, 400)
    taken = [
        photo(scene, paper(KINDS[number % len(KINDS)], seed, 410 + number), other, seed, number)
        for number, scene in enumerate(list(SCENES)[:scenes])
    ]
    taken += [no_page(what, other, seed, number) for number, what in enumerate(NO_PAGE[:empties])]
    if keep is not None:
        for each in [picture for pair in taken for picture in pair]:
            _kept(keep, each)
    return [
        Photographed(size, tuple(map(_found, pictures)), _read(pictures, recognizer, keep))
        for size, pictures in zip(("12 MP", "2 MP"), zip(*taken, strict=True), strict=True)
    ]


def _found(picture: Photo) -> Found:
    pixels = load_frame(picture.data, picture.name).pixels
    wall, cpu = time.perf_counter(), time.process_time()
    quad = find_corners(pixels)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    fit = None
    if picture.corners is not None:
        fit = 0.0 if quad is None else overlap(quad, picture.corners, picture.size)
    return Found(picture.name, fit, quad is not None, wall, cpu)


def _read(pictures: Sequence[Photo], recognizer: Recognizer, keep: Path | None) -> Errors:
    pages = [each for each in pictures if each.truth is not None and not each.truth.tabular]
    inputs = [PageInput(each.data, each.name, kind="photo") for each in pages]
    made = digitised(inputs, recognizer, OutputProfile.ARCHIVE).made
    layer = texts(made.pdf)
    wrong = Errors()
    for page, place in zip(pages, made.places, strict=True):
        lines = [line.text for line in (page.truth.lines if page.truth else ())]
        said = "" if place is None else layer[place]
        wrong += errors(lines, said)
        if keep is not None:
            told = "\n".join([*explained(lines, said), "", said])
            (keep / f"{page.name}.wrong.txt").write_text(told, encoding="utf-8")
    return wrong


def _kept(folder: Path, picture: Photo) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / picture.name).write_bytes(picture.data)
    if picture.corners is not None:
        pixels = load_frame(picture.data, picture.name).pixels
        seen = find_corners(pixels)
        for quad, colour in ((picture.corners, (0, 200, 0)), (seen, (0, 0, 255))):
            if quad is not None:
                cv2.polylines(pixels, [np.rint(quad).astype(np.int32)], True, colour, 3)
        cv2.imwrite(str((folder / picture.name).with_suffix(".corners.jpg")), pixels)


def groups(measured_photos: Sequence[Photographed]) -> list[Group]:
    """The table's part on photographs."""
    return [_group(each) for each in measured_photos]


def _group(each: Photographed) -> Group:
    pages = [found for found in each.found if found.fit is not None]
    fits = [found.fit or 0.0 for found in pages]
    empty = [found for found in each.found if found.fit is None]
    poor = [
        f"{found.name}: IoU {found.fit:.3f}"
        for found in pages
        if found.fit is not None and found.fit < _GOOD
    ]
    false = [f"{found.name}: a page seen where none is" for found in empty if found.quad]
    figures = (
        Figure(f"corners, mean IoU of {len(pages)}", float(np.mean(fits)), least=0.97),
        Figure("corners, least IoU", float(np.min(fits)), least=_GOOD),
        Figure(
            "corners at IoU ≥ 0.95", 100 * float(np.mean(np.array(fits) >= _GOOD)), "%", least=100
        ),
        Figure("find_corners, median", 1000 * _median(each, wall=True), "ms", most=80),
        Figure("find_corners, largest CPU", 1000 * max(found.cpu for found in each.found), "ms"),
        Figure(f"pages seen in {len(empty)} empty pictures", float(len(false)), most=0),
        Figure("CER of photographed pages", each.text.cer, "%"),
        Figure("read where no text is", each.text.extra_share, "%"),
    )
    return Group(f"photographs, {each.size}", figures, (*poor, *false))


def _median(each: Photographed, *, wall: bool) -> float:
    return float(np.median([found.seconds if wall else found.cpu for found in each.found]))
