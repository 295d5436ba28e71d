"""Scanners for tests: SANE's own test device, and a simulated network scanner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.capture.escl_simulator import EsclSimulator, Sheet
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
    """The SANE name of the simulated scanner behind the real ``sane-airscan`` driver."""
    sane_setup(airscan=f'[devices]\n"Mau" = {scanner.url}, eSCL\n[options]\ndiscovery = disable\n')
    return "airscan:e0:Mau"
