"""How much memory a long stack takes: one process that does nothing else is watched to its end."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from app.document.digitize import PageInput, digitize
from app.document.text.recognize import best_recognizer
from app.paths import ROOT
from tests.bench.digitise.papers.sheet import DPI
from tests.bench.digitise.plan import scans
from tests.bench.digitise.report import Figure, Group

_DIFFERENT = 4


def long_stack(count: int, seed: int) -> Group:
    """``count`` colour pages at 300 dpi bound into one PDF, read and all, by a fresh process."""
    with tempfile.TemporaryDirectory(prefix="bench-stack-") as name:
        folder = Path(name)
        for page in scans("medium", _DIFFERENT, seed):
            (folder / page.name).write_bytes(page.data)
        run = subprocess.run(
            [sys.executable, "-m", "tests.bench.digitise.memory", str(folder), str(count)],
            capture_output=True,
            encoding="utf-8",
            check=True,
            cwd=ROOT,
        )
    told = json.loads(run.stdout.splitlines()[-1])
    return Group(
        "a long stack",
        (
            Figure(f"peak memory of {count} pages", told["megabytes"], "MB", most=400),
            Figure("the files themselves", told["files"], "MB"),
        ),
    )


def _peak_megabytes() -> float:
    """The most that this process ever held.

    ``ru_maxrss`` is inherited from the process that started this one, so Linux is asked for the
    peak of the program alone.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1000


def _bind(folder: Path, count: int) -> None:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    files = sorted(folder.iterdir())
    stack = [files[number % len(files)] for number in range(count)]
    pages = [PageInput(file.read_bytes, file.name, dpi=DPI) for file in stack]
    digitize(pages, title="Chồng giấy", recognizer=best_recognizer())
    size = sum(file.stat().st_size for file in stack) / 1e6
    print(json.dumps({"megabytes": _peak_megabytes(), "files": size}))


if __name__ == "__main__":
    _bind(Path(sys.argv[1]), int(sys.argv[2]))
