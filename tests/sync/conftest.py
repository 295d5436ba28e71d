"""Homes with a queue for the tests of the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.practice.home import make_practice
from tests.journey import scene


@pytest.fixture(scope="package")
def two_queued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice home with two sealed dossiers in its queue."""
    home = tmp_path_factory.mktemp("two") / "home"
    make_practice(home)
    with scene.open_scene(home, write=False) as station:
        requests = [scene.write_request(home.parent / "giay-to", station, n) for n in (1, 2)]
    for request in requests:
        scene.take_in_file(home, request)
    return home


@pytest.fixture
def home(two_queued: Path, tmp_path: Path) -> Path:
    return scene.copy_scene(two_queued, tmp_path / "home")
