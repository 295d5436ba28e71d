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
from app.document.recognize import Recognizer
from app.model.output import OutputProfile
from tests.bench.digitise.damage.scans import PROFILES, Profile, Scan
from tests.bench.digitise.measure.letters import Errors, errors, explained, recall
from tests.bench.digitise.measure.pdfs import PICTURE_DPI, grey, picture, texts
from tests.bench.digitise.measure.seals import SealFigures, seal_figures
from tests.bench.digitise.papers.sheet import DPI, Pixels
from tests.bench.digitise.plan import scans
from tests.bench.digitise.report import Figure, Group
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


def groups(judged: dict[Profile, Judged]) -> list[Group]:
    """The table's part on scans."""
    return [
        Group("text layer, letters wrong (CER %)", tuple(_letters(judged))),
        Group("text layer, words wrong (WER %) and table words found (%)", tuple(_words(judged))),
        Group("bound picture read again at 200 dpi (CER %)", tuple(_again_figures(judged))),
        Group("time for a page, two workers", tuple(_times(judged))),
        Group("bytes for a page, text layer included (kB)", tuple(_bytes(judged))),
        Group("lean and seals", tuple(_leans_and_seals(judged))),
    ]


def _letters(judged: dict[Profile, Judged]) -> list[Figure]:
    figures = [
        Figure(
            f"CER {profile}",
            each.archive.text.cer,
            "%",
            most=0.6,
            tuned=each.tuned.text.cer if each.tuned else None,
            usual=each.usual.text.cer if each.usual else None,
        )
        for profile, each in judged.items()
    ]
    extra = [
        Figure(
            f"read where no text is, {profile}",
            each.archive.text.extra_share,
            "%",
            tuned=each.tuned.text.extra_share if each.tuned else None,
            usual=each.usual.text.extra_share if each.usual else None,
        )
        for profile, each in judged.items()
    ]
    strict = [
        Figure(
            f"CER {profile}, in the order of the truth",
            each.archive.text.strict_cer,
            "%",
            tuned=each.tuned.text.strict_cer if each.tuned else None,
            usual=each.usual.text.strict_cer if each.usual else None,
        )
        for profile, each in judged.items()
    ]
    return figures + extra + strict


def _words(judged: dict[Profile, Judged]) -> list[Figure]:
    figures = []
    for profile, each in judged.items():
        figures.append(
            Figure(
                f"WER {profile}",
                each.archive.text.wer,
                "%",
                tuned=each.tuned.text.wer if each.tuned else None,
                usual=each.usual.text.wer if each.usual else None,
            )
        )
    for profile, each in judged.items():
        if each.archive.cells[1]:
            figures.append(
                Figure(
                    f"table words {profile}",
                    _share(each.archive.cells),
                    "%",
                    tuned=_share(each.tuned.cells) if each.tuned else None,
                    usual=_share(each.usual.cells) if each.usual else None,
                )
            )
    return figures


def _again_figures(judged: dict[Profile, Judged]) -> list[Figure]:
    figures = [
        Figure(
            f"{name} {profile}",
            read.again.cer,
            "%",
            most=0.8,
            tuned=each.tuned.again.cer if each.tuned and each.tuned.again else None,
        )
        for profile, each in judged.items()
        for name, read in (("archive", each.archive), ("send", each.send))
        if read.again is not None
    ]
    undamaged = sum((each.undamaged for each in judged.values()), Errors())
    return [*figures, Figure("undamaged pages, read as plainly", undamaged.cer, "%")]


def _times(judged: dict[Profile, Judged]) -> list[Figure]:
    pages = sum(each.count for each in judged.values())

    def mean(runs: Sequence[Read | None], cpu: bool) -> float | None:
        made = [run.made for run in runs if run is not None]
        if not made:
            return None
        return sum(each.cpu if cpu else each.wall for each in made) / pages

    archive = [each.archive for each in judged.values()]
    tuned = [each.tuned for each in judged.values()]
    usual = [each.usual for each in judged.values()]
    wall = Figure(
        "wall",
        mean(archive, False) or 0,
        "s",
        most=0.8,
        tuned=mean(tuned, False),
        usual=mean(usual, False),
    )
    figures = [
        wall,
        Figure(
            "CPU",
            mean(archive, True) or 0,
            "s",
            most=1.6,
            tuned=mean(tuned, True),
            usual=mean(usual, True),
        ),
    ]
    if wall.tuned is not None:
        figures.append(Figure("times faster than the tuned peer", wall.tuned / wall.ours, least=5))
    return figures


def _bytes(judged: dict[Profile, Judged]) -> list[Figure]:
    figures = []
    for name, most in (("archive", 80.0), ("send", 50.0)):
        for profile, each in judged.items():
            read = each.archive if name == "archive" else each.send
            figures.append(
                Figure(
                    f"{name} {profile}",
                    _kilobytes(read),
                    "kB",
                    most=most,
                    tuned=_kilobytes(each.tuned) if each.tuned else None,
                    usual=_kilobytes(each.usual) if each.usual else None,
                )
            )
    return figures


def _leans_and_seals(judged: dict[Profile, Judged]) -> list[Figure]:
    leans = [lean for each in judged.values() for lean in each.leans]
    figures = [
        Figure("lean, mean error", float(np.mean(leans)), "°", most=0.03),
        Figure("lean, largest error", float(np.max(leans)), "°"),
    ]
    for name in ("archive", "send"):
        seals = [
            seal
            for each in judged.values()
            for seal in (each.archive if name == "archive" else each.send).seals
        ]
        if seals:
            tuned = [seal for each in judged.values() if each.tuned for seal in each.tuned.seals]
            figures += [
                Figure(
                    f"{name}: seal colour, mean ΔE of {len(seals)}",
                    float(np.mean([seal.colour for seal in seals])),
                    tuned=float(np.mean([seal.colour for seal in tuned])) if tuned else None,
                ),
                Figure(
                    f"{name}: star still red, mean",
                    100 * float(np.mean([seal.solid for seal in seals])),
                    "%",
                    tuned=100 * float(np.mean([seal.solid for seal in tuned])) if tuned else None,
                ),
                Figure(
                    f"{name}: star still red, least",
                    100 * float(np.min([seal.solid for seal in seals])),
                    "%",
                    tuned=100 * float(np.min([seal.solid for seal in tuned])) if tuned else None,
                ),
            ]
    return figures


def _share(found: tuple[int, int]) -> float:
    return 100 * found[0] / max(1, found[1])


def _kilobytes(read: Read) -> float:
    return len(read.made.pdf) / 1000 / max(1, len(read.made.places))
