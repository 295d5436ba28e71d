"""Closing a day: both lists held against each other, and an answer believed only for this list."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import CannotWrite
from app.practice.home import make_practice
from app.practice.places import province_home
from app.sync.faults import ForeignServer, LineDown
from app.workflow.close_day import REPORTS_FOLDER, DayClosing, close_day
from app.workflow.handover import sync_once
from tests.journey import scene
from tests.sync.twisted_province import Answer, Twist, twisted_province


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose first dossier is at the province and whose second still waits."""
    home = tmp_path_factory.mktemp("close") / "home"
    make_practice(home)
    with scene.open_scene(home, write=False) as station:
        requests = [scene.write_request(home.parent / "giay-to", station, n) for n in (1, 2)]
    scene.take_in_file(home, requests[0])
    _sync(home)
    scene.take_in_file(home, requests[1])
    return home


@pytest.fixture
def home(sent: Path, tmp_path: Path) -> Path:
    return scene.copy_scene(sent, tmp_path / "home")


def _close(home: Path, twist: Twist | None = None, days_later: int = 0) -> DayClosing:
    with scene.province_of(home) as url, twisted_province(home, url, twist or _plain) as port:
        scene.point_at(home, port)
        with scene.open_scene(home) as station:
            return close_day(station, station.clock.now().date() + timedelta(days=days_later))


def _sync(home: Path) -> None:
    with scene.province_of(home) as url:
        scene.point_at(home, int(url.rpartition(":")[2]))
        with scene.open_scene(home) as station:
            assert sync_once(station).remaining == 0


def _plain(method: str, path: str, answer: Answer) -> Answer:
    return answer


def test_what_still_waits_is_missing_until_it_arrives(home: Path) -> None:
    early = _close(home)
    assert not early.agreed
    assert early.fault is None
    assert (len(early.to_json()["held"]), len(early.to_json()["missing"])) == (1, 1)
    _sync(home)
    late = _close(home)
    assert late.agreed
    assert len(late.to_json()["held"]) == 2
    with scene.open_scene(home, write=False) as station:
        kept = station.store.day_close(late.day)
        assert kept is not None
        assert (kept.version, kept.agreed) == (2, True)
    assert all(Path(file).stat().st_size > 100 for file in late.files)


def test_the_next_day_opens_though_the_province_is_away(home: Path) -> None:
    with scene.open_scene(home) as station:
        closing = close_day(station, station.clock.now().date())
    assert isinstance(closing.fault, LineDown)
    assert not closing.agreed
    assert len(closing.files) == 2
    _sync(home)
    assert _close(home).agreed


def test_yesterdays_agreement_is_none_for_today(home: Path) -> None:
    """An answer to an earlier list of the same day, sealed by the right key, proves nothing."""
    answers: list[Answer] = []

    def replayed(method: str, path: str, answer: Answer) -> Answer:
        if path.endswith("/day-close"):
            answers.append(answer)
            return answers[0]
        return answer

    _sync(home)
    assert _close(home, replayed).agreed
    again = _close(home, replayed)
    assert isinstance(again.fault, ForeignServer)
    assert not again.agreed
    assert again.verdict is None


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>", b"\xff" * 100])
def test_an_answer_that_is_no_day_close(home: Path, body: bytes) -> None:
    def nonsense(method: str, path: str, answer: Answer) -> Answer:
        return Answer(200, answer.headers, body) if path.endswith("/day-close") else answer

    closing = _close(home, nonsense)
    assert isinstance(closing.fault, ForeignServer)
    assert len(closing.files) == 2


def test_an_empty_day_agrees(home: Path) -> None:
    closing = _close(home, days_later=1)
    assert closing.agreed
    assert closing.dossiers == []


def test_what_the_province_lost_is_told(home: Path, tmp_path: Path) -> None:
    """Restored from a backup older than the second dossier, whose receipt is here."""
    backup = shutil.copytree(province_home(home), tmp_path / "backup")
    _sync(home)
    shutil.rmtree(province_home(home))
    shutil.copytree(backup, province_home(home))
    closing = _close(home)
    assert closing.fault is None
    assert not closing.agreed
    assert len(closing.to_json()["missing"]) == 1


def test_the_station_asks_the_time_before_it_signs(home: Path) -> None:
    asked: list[str] = []

    def watch(method: str, path: str, answer: Answer) -> Answer:
        asked.append(path)
        return answer

    _close(home, watch)
    assert [path.rpartition("/")[2] for path in asked] == ["hello", "day-close"]


def test_a_register_that_cannot_be_written(home: Path) -> None:
    (home / REPORTS_FOLDER).write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(CannotWrite), scene.open_scene(home) as station:
        close_day(station, station.clock.now().date())
