"""What was measured on scans as parts of the table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tests.bench.digitise.damage.scans import Profile
from tests.bench.digitise.measure.letters import Errors
from tests.bench.digitise.reading import Judged, Read
from tests.bench.digitise.report import Figure, Group


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
