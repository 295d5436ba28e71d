"""Scanners for tests: SANE's own test device, and a simulated network scanner."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.capture.escl_simulator import EsclSimulator
from tests.capture.escl_simulator_state import Sheet
from tests.capture.papers import paper

SaneSetup = Callable[..., None]


@pytest.fixture
def sane_setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SaneSetup:
    """Makes SANE see only the drivers named, each with the lines of its configuration."""

    def set_up(**drivers: str) -> None:
        folder = tmp_path / "sane.d"
        folder.mkdir(exist_ok=True)
        (folder / "dll.conf").write_text("\n".join(drivers) + "\n", encoding="utf-8")
        for driver, lines in drivers.items():
            (folder / f"{driver}.conf").write_text(lines, encoding="utf-8")
        monkeypatch.setenv("SANE_CONFIG_DIR", str(folder))

    return set_up


@pytest.fixture
def scanner() -> Iterator[EsclSimulator]:
    """Glass with paper 0; feeder with papers 1, 3, 5, on whose backs are 2, 4, 6."""
    sheets = [Sheet(paper(front), paper(front + 1)) for front in (1, 3, 5)]
    with EsclSimulator(glass=paper(0), feeder=sheets) as simulator:
        yield simulator


@pytest.fixture
def airscan(sane_setup: SaneSetup, scanner: EsclSimulator) -> str:
    """The SANE name of the simulated scanner behind the real ``sane-airscan`` driver.

    The driver takes a job whose pages all come within a moment for one without paper, so this
    scanner needs some time for a page, as every scanner does.
    """
    scanner.page_seconds = 0.05
    sane_setup(airscan=f'[devices]\n"Mau" = {scanner.url}, eSCL\n[options]\ndiscovery = disable\n')
    return "airscan:e0:Mau"


@dataclass(frozen=True)
class ProgramWatch:
    """What was started as ``scanimage``: one line of process id and arguments per start."""

    log: Path

    def processes(self) -> list[int]:
        return [int(line.split()[0]) for line in self.log.read_text("utf-8").splitlines()]

    def page_folder(self) -> Path:
        """Where the last batch puts its pages."""
        (batch,) = re.findall(r"--batch=(\S+)/", self.log.read_text("utf-8").splitlines()[-1])
        return Path(batch)


@pytest.fixture
def watched_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProgramWatch:
    """The real ``scanimage``, with a note of each start."""
    log = tmp_path / "starts.txt"
    put_program(tmp_path / "bin", f'echo "$$ $@" >>{log}\nexec {shutil.which("scanimage")} "$@"')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    return ProgramWatch(log)


def put_program(folder: Path, lines: str) -> None:
    """A shell script named ``scanimage`` in that folder."""
    folder.mkdir(exist_ok=True)
    script = folder / "scanimage"
    script.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    script.chmod(0o755)
