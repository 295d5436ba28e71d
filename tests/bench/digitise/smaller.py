"""Figures of single steps: which way up, empty pages, thumbnails."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from app.document.door.load import thumbnail
from app.document.page import PageInput, PageResult
from app.document.text.recognize import Recognizer
from app.model.output import OutputProfile
from app.model.page import CapturedFile
from app.model.people import Person
from app.workflow.intake import add_files, open_dossier
from tests.bench.digitise.damage.blanks import almost_blank, blank
from tests.bench.digitise.damage.photos import photo
from tests.bench.digitise.damage.scans import PROFILES, Scan, scan
from tests.bench.digitise.papers.kinds import KINDS, paper
from tests.bench.digitise.papers.sheet import DPI
from tests.bench.digitise.report import Figure, Group
from tests.bench.digitise.runs.station import digitised
from tests.homes import practice_station

_TURNS = (90, 180, 270, 0)


def ways_up(count: int, seed: int, recognizer: Recognizer, keep: Path | None) -> Group:
    """``count`` scans that lie every way on the glass."""
    pages = []
    for number in range(count):
        truth = paper(KINDS[number % len(KINDS)], seed, 500 + number)
        turn = _TURNS[number % len(_TURNS)]
        profile = PROFILES[number // len(_TURNS) % len(PROFILES)]
        pages.append(scan(truth, profile, seed, 500 + number, back=truth, rotation=turn))
    results = _results(pages, recognizer, keep)
    wrong = [
        f"{page.name}: turned by {result.rotation}, should be {page.rotation}"
        for page, result in zip(pages, results, strict=True)
        if result.rotation != page.rotation
    ]
    share = 100 * (1 - len(wrong) / len(pages))
    return Group(
        "which way up", (Figure(f"right of {count}", share, "%", least=100),), tuple(wrong)
    )


def empty_pages(count: int, seed: int, recognizer: Recognizer, keep: Path | None) -> Group:
    """``count`` empty backs, and as many pages with one small thing on them."""
    back = paper("decision", seed, 590)
    pages = [blank(number, seed, back=back) for number in range(count)]
    kept = [almost_blank(count + number, seed, back=back) for number in range(count)]
    results = _results([*pages, *kept], recognizer, keep)
    missed = [result.source for result in results[:count] if not result.blank]
    lost = [result.source for result in results[count:] if result.blank]
    return Group(
        "empty pages",
        (
            Figure(
                f"empty ones noticed of {count}", 100 * (1 - len(missed) / count), "%", least=100
            ),
            Figure(f"pages with something on them lost, of {count}", float(len(lost)), most=0),
        ),
        (*(f"{name}: not noticed" for name in missed), *(f"{name}: lost" for name in lost)),
    )


def _results(
    pages: Sequence[Scan], recognizer: Recognizer, keep: Path | None
) -> tuple[PageResult, ...]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        for page in pages:
            (keep / page.name).write_bytes(page.data)
    inputs = [PageInput(page.data, page.name, dpi=DPI) for page in pages]
    return digitised(inputs, recognizer, OutputProfile.ARCHIVE).pages


def thumbnails(seed: int, rounds: int) -> Group:
    """From the last byte to a small picture: A4 scans at 300 dpi and photographs of 12 MP."""
    files = [
        (each.name, each.data)
        for number, profile in enumerate(PROFILES)
        for each in [
            scan(
                paper(KINDS[number], seed, 700 + number),
                profile,
                seed,
                700 + number,
                back=paper("minutes", seed, 750),
            )
        ]
    ]
    scenes = photo("wood", paper("decision", seed, 710), paper("minutes", seed, 750), seed, 710)
    files.append((scenes[0].name, scenes[0].data))
    shown = [_timed(partial(thumbnail, data, name)) for name, data in files * rounds]
    wall, cpu = (np.array([each[place] for each in shown]) * 1000 for place in (0, 1))
    with tempfile.TemporaryDirectory(prefix="bench-home-") as home:
        kept = 1000 * np.array(_taken_in(Path(home), files * rounds))
    return Group(
        "last byte to thumbnail",
        (
            Figure("thumbnail, 95 of 100 within", _most_of(wall), "ms", most=50),
            Figure("thumbnail, CPU, 95 of 100 within", _most_of(cpu), "ms"),
            Figure("kept encrypted in a dossier, then thumbnail", _most_of(kept), "ms", most=50),
        ),
    )


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def _most_of(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return float(np.percentile(values, 95))


def _taken_in(home: Path, files: Sequence[tuple[str, bytes]]) -> list[float]:
    """Wall seconds from each file's bytes to its row in an encrypted home and its thumbnail."""
    seconds = []
    with practice_station(home / "tram") as station:
        applicant = Person(identifier="099090000017", full_name="Lê Thị Mẫu")
        dossier = open_dossier(station, "1.004873", applicant)
        for place, (name, data) in enumerate(files):
            fresh = data + bytes([place])
            start = time.perf_counter()
            file = CapturedFile(fresh, name, "image/jpeg", "folder", DPI)
            for page in add_files(station, dossier.dossier_id, "to-khai", [file]):
                thumbnail(station.store.objects.read(page.source_sha256), name)
            seconds.append(time.perf_counter() - start)
    return seconds
