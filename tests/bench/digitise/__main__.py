"""``python -m tests.bench.digitise``: the table of figures, targets and ratios."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from app.document.recognize import best_recognizer
from tests.bench.digitise import reading
from tests.bench.digitise.papers.faces import missing
from tests.bench.digitise.report import printed
from tests.bench.digitise.runs.peer import find_peer

_SEED = 20260


def main(words: list[str] | None = None) -> int:
    options = _parser().parse_args(words)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    peer = find_peer() if options.peer else None
    each = max(1, (options.pages or (8 if options.quick else 24)) // 4)
    judged = reading.measured(each, options.seed, best_recognizer(), peer, options.keep)
    groups = reading.groups(judged)
    print(f"seed {options.seed}, {4 * each} scans", file=sys.stderr)
    if missing():
        print(f"faces missing: {', '.join(missing())}")
    print(printed(groups))
    if options.json:
        told = [
            {"group": group.title, "figures": [figure.plain() for figure in group.figures]}
            for group in groups
        ]
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=2), encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.digitise", description=__doc__)
    parser.add_argument("--pages", type=int, help="scans in all (24; a quarter of each damage)")
    parser.add_argument("--quick", action="store_true", help="few pages, small pictures")
    parser.add_argument("--peer", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    parser.add_argument("--keep", type=Path, help="leave pages, truth and PDFs in a folder")
    return parser


if __name__ == "__main__":
    sys.exit(main())
