"""Figures of scans: letters, words, tables, time, bytes, lean and seals, for each damage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from app.document.page import PageInput
from app.document.text.recognize import Recognizer
from app.model.output import OutputProfile
from tests.bench.digitise.damage.scans import PROFILES, Profile, Scan
from tests.bench.digitise.measure.letters import Errors, errors, explained, recall
from tests.bench.digitise.measure.pdfs import PICTURE_DPI, grey, picture, texts
from tests.bench.digitise.measure.seals import SealFigures, seal_figures
from tests.bench.digitise.papers.sheet import DPI, Pixels
from tests.bench.digitise.plan import scans
from tests.bench.digitise.runs.made import Made
from tests.bench.digitise.runs.peer import TUNED, Peer
from tests.bench.digitise.runs.station import Digitised, Remembering, digitised


@dataclass(frozen=True)
class Read:
    """One run over the pages of one damage, judged.

    ``again`` is what the bound pictures say when they are read once more (None: not tried).
    """

    made: Made
    text: Errors
    cells: tuple[int, int]
    again: Errors | None
    seals: tuple[SealFigures, ...]


@dataclass(frozen=True)
class Judged:
    """All runs over the pages of one damage."""

    count: int
    undamaged: Errors
    archive: Read
    send: Read
    leans: tuple[float, ...]
    tuned: Read | None
    usual: Read | None


def measured(
    count: int, seed: int, recognizer: Recognizer, peer: Peer | None, keep: Path | None
) -> dict[Profile, Judged]:
    """``count`` pages, dealt to the damages in turn, through the station and the peer."""
    shares = {
        profile: len(range(place, count, len(PROFILES))) for place, profile in enumerate(PROFILES)
    }
    return {
        profile: _judged(list(scans(profile, share, seed)), recognizer, peer, keep)
        for profile, share in shares.items()
        if share
    }


def _judged(
    pages: Sequence[Scan], recognizer: Recognizer, peer: Peer | None, keep: Path | None
) -> Judged:
    inputs = [PageInput(page.data, page.name, dpi=DPI) for page in pages]
    once = Remembering(recognizer)
    archive = digitised(inputs, once, OutputProfile.ARCHIVE)
    send = digitised(inputs, once, OutputProfile.SEND)
    runs = {"archive": archive.made, "send": send.made}
    if peer is not None:
        runs["tuned"] = peer.run(pages, TUNED)
        runs["usual"] = peer.run(pages, peer.usual)
    if keep is not None:
        _kept(keep, pages, runs)
    reads = {
        name: _read(pages, made, None if name == "usual" else recognizer)
        for name, made in runs.items()
    }
    return Judged(
        count=len(pages),
        undamaged=_undamaged(pages, recognizer),
        archive=reads["archive"],
        send=reads["send"],
        leans=_leans(pages, archive),
        tuned=reads.get("tuned"),
        usual=reads.get("usual"),
    )


def _read(pages: Sequence[Scan], made: Made, recognizer: Recognizer | None) -> Read:
    """``made`` held against the truth; its pictures are read again by ``recognizer``."""
    layer = texts(made.pdf)
    text, cells = Errors(), (0, 0)
    for page, place in zip(pages, made.places, strict=True):
        said = "" if place is None else layer[place]
        if page.truth.tabular:
            found, all_words = recall([each.text for each in page.truth.lines if each.cell], said)
            cells = cells[0] + found, cells[1] + all_words
        else:
            text += _wrong(page, said)
    return Read(
        made=made,
        text=text,
        cells=cells,
        again=None if recognizer is None else _again(pages, made, recognizer),
        seals=tuple(
            figures
            for page, place in zip(pages, made.places, strict=True)
            if page.profile != "photocopy" and page.truth.seals and place is not None
            for figures in seal_figures(page.truth, picture(made.pdf, place))
        ),
    )


def _wrong(page: Scan, said: str) -> Errors:
    """What is wrong in ``said``. On a black copy nobody can read what lies under a seal."""
    lost = page.profile == "photocopy"
    lines = page.truth.lines
    return errors(
        [line.text for line in lines if not (lost and line.marked)],
        said,
        [line.text for line in lines if lost and line.marked],
    )


def _again(pages: Sequence[Scan], made: Made, recognizer: Recognizer) -> Errors:
    """What the bound pictures say to the same reader, seals and all."""
    pictures = [
        None if place is None else partial(picture, made.pdf, place) for place in made.places
    ]
    return _plainly_read(pages, pictures, recognizer)


def _undamaged(pages: Sequence[Scan], recognizer: Recognizer) -> Errors:
    """What the pages say that no scanner has touched: nobody can expect less to be wrong."""
    scale = PICTURE_DPI / DPI
    pictures = [partial(_resized, page.truth.pixels, scale) for page in pages]
    return _plainly_read(pages, pictures, recognizer)


def _resized(pixels: Pixels, scale: float) -> Pixels:
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _plainly_read(
    pages: Sequence[Scan],
    pictures: Sequence[Callable[[], Pixels] | None],
    recognizer: Recognizer,
) -> Errors:
    def look(page: Scan, drawn: Callable[[], Pixels] | None) -> Errors:
        if drawn is None:
            return _wrong(page, "")
        words = recognizer.read(grey(drawn()), PICTURE_DPI)
        return _wrong(page, " ".join(word.text for word in words))

    told = [pair for pair in zip(pages, pictures, strict=True) if not pair[0].truth.tabular]
    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(look, *zip(*told, strict=True)), Errors())


def _leans(pages: Sequence[Scan], done: Digitised) -> tuple[float, ...]:
    """How far each lean that was told is from the true one, in degrees."""
    return tuple(
        abs(result.skew - page.skew)
        for page, result in zip(pages, done.pages, strict=True)
        if not result.blank
    )


def _kept(folder: Path, pages: Sequence[Scan], runs: dict[str, Made]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        (folder / page.name).write_bytes(page.data)
        lines = [line.text for line in page.truth.lines]
        (folder / f"{page.name}.txt").write_text("\n".join(lines), encoding="utf-8")
    for name, made in runs.items():
        (folder / f"{pages[0].profile}-{name}.pdf").write_bytes(made.pdf)
        layer = texts(made.pdf)
        for page, place in zip(pages, made.places, strict=True):
            said = "" if place is None else layer[place]
            told = explained([line.text for line in page.truth.lines], said)
            file = folder / f"{page.name}.{name}.wrong.txt"
            file.write_text("\n".join([*told, "", said]), encoding="utf-8")
