"""The simulator by hand, as its first lines say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.capture.escl.source import EsclSource
from app.paths import ROOT
from tests.capture.papers import COARSE, never, number_of, paper


def test_it_can_be_started_as_a_program(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.jpg").write_bytes(paper(number))
    command = [sys.executable, "-m", "tests.capture.escl_simulator", "0"]
    pictures = [str(tmp_path / "1.jpg"), str(tmp_path / "2.jpg")]
    with subprocess.Popen([*command, *pictures], stdout=subprocess.PIPE, cwd=ROOT) as program:
        try:
            assert program.stdout is not None
            url = program.stdout.readline().decode().strip()
            pages = list(EsclSource(url).scan(COARSE, cancelled=never))
        finally:
            program.kill()
    assert [number_of(page) for page in pages] == [1, 2]
