"""One real paper from its picture to the province's signed receipt, whatever breaks on the way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.model.states import AT_PROVINCE
from app.paths import ROOT
from app.practice.home import make_practice
from app.workflow.handover import sync_once
from tests.journey import scene
from tests.journey.cutting_proxy import CuttingProxy, Moment


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A practice home that took nothing in yet, and a request."""
    home = tmp_path_factory.mktemp("counter") / "home"
    make_practice(home)
    with scene.open_scene(home, write=False) as station:
        request = scene.write_request(home.parent / "giay-to", station)
    return home, request


@pytest.fixture(scope="module")
def queued(counter: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice home with one sealed dossier in its queue."""
    template, request = counter
    home = scene.copy_scene(template, tmp_path_factory.mktemp("queued") / "home")
    scene.take_in_file(home, request)
    return home


def _kill_everywhere(verb: str, template: Path, request: Path, work: Path) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.journey.kills", verb, template, request, work],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def _assert_unharmed(told: dict[str, Any]) -> None:
    assert told["steps"] > 8
    assert len(told["results"]) == told["steps"]
    for result in told["results"]:
        assert result["killed"], result
        assert result["ended"] == 0, result
        assert result["wrong"] == [], result


@pytest.mark.timeout(300)
@pytest.mark.xdist_group("kill-intake")
def test_killed_between_every_two_steps_of_intake(
    counter: tuple[Path, Path], tmp_path: Path
) -> None:
    template, request = counter
    _assert_unharmed(_kill_everywhere("intake", template, request, tmp_path))


@pytest.mark.timeout(300)
@pytest.mark.xdist_group("kill-sync")
def test_killed_between_every_two_steps_of_sync(
    counter: tuple[Path, Path], queued: Path, tmp_path: Path
) -> None:
    _assert_unharmed(_kill_everywhere("sync", queued, counter[1], tmp_path))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("moment", ["request", "answer"])
def test_line_cut_in_every_request(queued: Path, tmp_path: Path, moment: Moment) -> None:
    """Each turn of the protocol is cut once; the next tries bring the one dossier over."""
    turn = 0
    while True:
        turn += 1
        home = scene.copy_scene(queued, tmp_path / str(turn))
        with scene.province_of(home) as url:
            target = int(url.rpartition(":")[2])
            with CuttingProxy(target, cut_at=turn, moment=moment) as line:
                scene.point_at(home, line.port)
                _sync_until_there(home)
        _assert_one_at_both_sides(home)
        if not line.cuts:
            break
    assert turn > 8, "the protocol has more requests than that"


def _sync_until_there(home: Path) -> None:
    with scene.open_scene(home) as station:
        for _ in range(3):
            report = sync_once(station, no_progress=5.0)
            if not report.remaining and report.fault is None:
                return
        raise AssertionError(report.to_json())


def _assert_one_at_both_sides(home: Path) -> None:
    with scene.open_scene(home, write=False) as station:
        (dossier,) = station.store.dossiers()
        assert dossier.state in AT_PROVINCE
        assert station.store.receipt(dossier.dossier_id)
        assert not station.store.outbox()
    held = scene.held_by_province(home)
    assert [row["dossier_id"] for row in held] == [dossier.dossier_id]
    told = scene.told_by_province(home, dossier.dossier_id)
    assert told["manifest_sha256"] == dossier.manifest_sha256
    assert told["receipt_sha256"] == dossier.receipt_sha256
