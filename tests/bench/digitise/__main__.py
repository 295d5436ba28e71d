"""How well, how fast and how small the station digitises, beside OCRmyPDF on the same pages."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from app.document.text.recognize import best_recognizer
from tests.bench.digitise import cornering, live, reading, smaller
from tests.bench.digitise.damage.photos import NO_PAGE, SCENES
from tests.bench.digitise.memory import long_stack
from tests.bench.digitise.papers.faces import missing
from tests.bench.digitise.reading_table import groups
from tests.bench.digitise.report import Group, head, printed
from tests.bench.digitise.runs.peer import FOLDER, TUNED, Peer, find_peer

_SEED = 20260
PARTS = ("scans", "photographs", "turned", "empty", "thumbnails", "live", "memory")
_CALM = 0.35


def main(words: list[str] | None = None) -> int:
    options = _parser().parse_args(words)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    peer = find_peer() if options.peer else None
    for line in _circumstances(options, peer):
        print(line)
    print(head(), flush=True)
    parts = []
    for group in _measured(options, peer):
        parts.append(group)
        print(printed(group), flush=True)
    if options.json:
        told = [
            {
                "group": group.title,
                "figures": [figure.plain() for figure in group.figures],
                "notes": group.notes,
            }
            for group in parts
        ]
        whole = {"seed": options.seed, "groups": told}
        options.json.write_text(json.dumps(whole, ensure_ascii=False, indent=2), encoding="utf-8")
    return 0


def _measured(options: argparse.Namespace, peer: Peer | None) -> Iterator[Group]:
    """The asked parts in their order; a quick run takes few pages of each."""
    quick, seed, keep = options.quick, options.seed, options.keep
    recognizer = best_recognizer()
    for part in options.only or PARTS:
        print(f"… {part}", file=sys.stderr, flush=True)
        if part == "scans":
            count = options.pages or (8 if quick else 24)
            yield from groups(reading.measured(count, seed, recognizer, peer, keep))
        elif part == "photographs":
            scenes, empties = (3, 2) if quick else (len(SCENES), len(NO_PAGE))
            yield from cornering.groups(cornering.measured(scenes, empties, seed, recognizer, keep))
        elif part == "turned":
            yield smaller.ways_up(4 if quick else 12, seed, recognizer, keep)
        elif part == "empty":
            yield smaller.empty_pages(4 if quick else 10, seed, recognizer, keep)
        elif part == "thumbnails":
            yield smaller.thumbnails(seed, 2 if quick else 8)
        elif part == "live":
            yield live.outline(60 if quick else 180, seed)
        elif part == "memory":
            yield long_stack(12 if quick else 100, seed)


def _circumstances(options: argparse.Namespace, peer: Peer | None) -> Iterator[str]:
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    yield f"seed {options.seed}; {platform.platform()}; {cores} cores; load {load:.1f}"
    if load > _CALM * cores:
        yield "The machine is busy with other work: wall-clock figures come out too high."
    if missing():
        yield f"Typefaces missing, their pages are set in Tinos: {', '.join(missing())}"
    if not options.peer:
        return
    if peer is None:
        yield f"No OCRmyPDF in {FOLDER.name} (bash installer/bench.sh puts it there): ours only."
        return
    yield f"OCRmyPDF {peer.version}; tuned: {' '.join(TUNED)}; usual: {' '.join(peer.usual)}"
    if "--clean" not in peer.usual:
        yield "unpaper is not installed: the usual settings are measured without --clean."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.digitise", description=__doc__)
    parser.add_argument("--pages", type=int, help="scans in all (24), dealt to the damages")
    parser.add_argument("--quick", action="store_true", help="few pages of each part")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts alone")
    parser.add_argument("--peer", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    parser.add_argument("--keep", type=Path, help="leave pages, truth and PDFs in a folder")
    return parser


if __name__ == "__main__":
    sys.exit(main())
