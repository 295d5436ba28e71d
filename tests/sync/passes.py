"""One pass in a test: over an honest line, or against a province that twists its answers."""

from __future__ import annotations

from pathlib import Path

from app.model.states import AT_PROVINCE, State
from app.sync.report import SyncReport
from app.workflow.handover import sync_once
from tests.journey import scene
from tests.sync.twisted_province import Twist, twisted_province


def sync(home: Path) -> SyncReport:
    with scene.open_scene(home) as station:
        return sync_once(station, no_progress=5.0)


def states(home: Path) -> list[State]:
    with scene.open_scene(home, write=False) as station:
        return [dossier.state for dossier in station.store.dossiers()]


def sync_twisted(home: Path, twist: Twist) -> SyncReport:
    with scene.province_of(home) as url, twisted_province(home, url, twist) as port:
        scene.point_at(home, port)
        return sync(home)


def sync_honestly(home: Path) -> SyncReport:
    with scene.province_of(home) as url:
        scene.point_at(home, int(url.rpartition(":")[2]))
        return sync(home)


def assert_all_arrive(home: Path) -> None:
    """An honest pass brings both dossiers over, each with its receipt, and nothing else."""
    report = sync_honestly(home)
    assert report.fault is None
    assert report.remaining == 0
    assert all(state in AT_PROVINCE for state in states(home))
    assert len(scene.held_by_province(home)) == 2
    with scene.open_scene(home, write=False) as station:
        for dossier in station.store.dossiers():
            assert station.store.receipt(dossier.dossier_id)
