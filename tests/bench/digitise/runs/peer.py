"""OCRmyPDF in an environment of its own, on the same pages.

It is measured, never part of the program. Ghostscript and unpaper are used by nobody here:
PDF/A is made by its own backend, and where unpaper is missing its usual ``--clean`` is left out.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.paths import ROOT
from tests.bench.digitise.damage.scans import Scan
from tests.bench.digitise.runs.made import Made

FOLDER = ROOT / ".venv-bench"
TUNED = ("--deskew", "--tesseract-thresholding", "sauvola", "-O1")
_ALWAYS = (
    "-l",
    "vie",
    "--output-type",
    "pdfa-2",
    "--pdfa-backend",
    "internal",
    "--jobs",
    "2",
    "-q",
)


@dataclass(frozen=True)
class Peer:
    """``programs`` holds ``ocrmypdf`` and ``img2pdf``."""

    programs: Path
    version: str
    usual: tuple[str, ...]

    def run(self, scans: Sequence[Scan], settings: Sequence[str]) -> Made:
        """All of ``scans`` as one PDF; making the PDF that goes in is not counted."""
        with tempfile.TemporaryDirectory(prefix="bench-peer-") as name:
            folder = Path(name)
            files = [folder / f"{place:03d}-{scan.name}" for place, scan in enumerate(scans)]
            for file, scan in zip(files, scans, strict=True):
                file.write_bytes(scan.data)
            whole, out = folder / "in.pdf", folder / "out.pdf"
            self._call("img2pdf", *map(str, files), "-o", str(whole))
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            wall = time.perf_counter()
            self._call("ocrmypdf", *settings, *_ALWAYS, str(whole), str(out))
            wall = time.perf_counter() - wall
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
            return Made(out.read_bytes(), tuple(range(len(scans))), wall, cpu)

    def _call(self, program: str, *words: str) -> None:
        run = subprocess.run(
            [str(self.programs / program), *words],
            capture_output=True,
            encoding="utf-8",
            check=False,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
        if run.returncode:
            raise RuntimeError(f"{program} failed ({run.returncode}): {run.stderr[-2000:]}")


def find_peer() -> Peer | None:
    """The peer where ``installer/bench.sh`` has put it, else the one on the path, else None."""
    programs = FOLDER / "bin"
    if not (programs / "ocrmypdf").exists():
        found = shutil.which("ocrmypdf")
        if found is None or shutil.which("img2pdf") is None:
            return None
        programs = Path(found).parent
    version = subprocess.run(
        [str(programs / "ocrmypdf"), "--version"], capture_output=True, encoding="utf-8", check=True
    ).stdout.strip()
    usual = ("--deskew", "--clean") if shutil.which("unpaper") else ("--deskew",)
    return Peer(programs, version, usual)
