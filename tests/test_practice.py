"""A practice day proves something: what differs between the sides is found and told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cli.practice import exit_code
from app.errors import CannotWrite, ExitCode, NotAllowed
from app.main import main
from app.paths import ROOT
from app.practice.comparison import compare
from app.practice.day import practise
from app.practice.home import make_practice
from app.practice.places import PRACTICE_PASSPHRASE, province_home
from app.province.home import open_province
from app.settings import is_home
from app.workflow.station import Station
from tests.journey import scene


@pytest.fixture(scope="module")
def one_day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A practice day of one dossier, played as a command, and what it said."""
    out = tmp_path_factory.mktemp("day") / "ngày thực hành"
    run = subprocess.run(
        [
            *(sys.executable, "-m", "app", "practice", "--dossiers", "1", "--no-pictures"),
            *("--json", "--out", str(out)),
        ],
        cwd=ROOT,
        env={**os.environ, "TRAM_PASSPHRASE": "cua-mot-tram-khac", "https_proxy": "http://[::1]:9"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == ExitCode.DONE, run.stderr
    return out, json.loads(run.stdout)


def test_a_day_leaves_what_it_says(one_day: tuple[Path, dict[str, Any]]) -> None:
    out, told = one_day
    assert told["ok"]
    (line,) = told["dossiers"]
    assert line["ok"]
    assert line["differences"] == []
    assert told["day"]["agreed"]
    names = {file.name for file in (out / "ho-so" / line["code"]).iterdir()}
    assert {"giay-tiep-nhan.pdf", "ban-ke.json", "bien-nhan.json"} < names
    assert json.loads((out / "ket-qua.json").read_text(encoding="utf-8")) == told


def test_a_second_day_does_not_mix_with_the_first(
    one_day: tuple[Path, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = one_day
    before = sorted(out.rglob("*"))
    assert main(["practice", "--out", str(out), "--no-pictures"]) == ExitCode.CANNOT_WRITE
    assert "không trống" in capsys.readouterr().err
    assert sorted(out.rglob("*")) == before


def test_a_day_goes_nowhere_it_cannot_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["practice", "--out", "/proc/tram", "--no-pictures"]) == ExitCode.CANNOT_WRITE
    assert "Không tạo được" in capsys.readouterr().err


def _differences(home: Path) -> list[str]:
    with (
        Station.open(home, PRACTICE_PASSPHRASE, write=False) as station,
        open_province(province_home(home)) as province,
    ):
        (dossier,) = station.store.dossiers()
        return compare(station, province.archive, dossier).differences


@pytest.fixture
def after(one_day: tuple[Path, dict[str, Any]], tmp_path: Path) -> Path:
    """The home of the day as it stands after the last sync."""
    return Path(shutil.copytree(one_day[0] / "home", tmp_path / "home"))


def test_nothing_differs_untouched(after: Path) -> None:
    assert _differences(after) == []


@pytest.mark.parametrize("harm", ["bent", "gone"])
def test_a_file_harmed_at_the_province_is_found(after: Path, harm: str) -> None:
    for file in (province_home(after) / "objects").glob("??/*"):
        if harm == "gone":
            file.unlink()
        else:
            file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert _differences(after)


def test_a_day_in_which_something_differs_is_not_well(tmp_path: Path) -> None:
    """Files at the province rot after the sync, before the sides are compared."""
    out = tmp_path / "ngày"

    def rot_after_sync(said: str) -> None:
        if said.startswith("Chốt ngày"):
            for file in (province_home(out / "home") / "objects").glob("??/*"):
                file.write_bytes(b"rot")

    day = practise(out, dossiers=1, seed=468, say=rot_after_sync, pictures=False)
    assert not day.ok
    assert exit_code(day) == ExitCode.BAD_INPUT
    assert day.lines[0].differences
    assert day.closing.agreed, "the lists alone do not see it"


def test_a_dossier_the_province_never_had_is_found(after: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    make_practice(other)
    shutil.rmtree(province_home(after))
    shutil.copytree(province_home(other), province_home(after))
    assert _differences(after)


def test_a_dossier_still_here_is_found(tmp_path: Path) -> None:
    make_practice(tmp_path / "home")
    with scene.open_scene(tmp_path / "home", write=False) as station:
        request = scene.write_request(tmp_path / "giay-to", station)
    scene.take_in_file(tmp_path / "home", request)
    assert _differences(tmp_path / "home") == ["còn ở trạm, trạng thái QUEUED"]


def test_a_home_is_made_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "trạm ở đây"
    here.mkdir()
    monkeypatch.chdir(here)
    assert main(["init", "--practice", "--home", ".", "--json"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["home"] == str(here)
    assert is_home(Path.cwd())
    assert not (tmp_path / "trạm ở đây.making").exists()
    assert main(["list", "--home", "."]) == ExitCode.DONE


@pytest.mark.parametrize("in_the_way", ["file", "full"])
def test_a_home_is_not_made_over_something_else(tmp_path: Path, in_the_way: str) -> None:
    home = tmp_path / "home"
    if in_the_way == "full":
        home.mkdir()
    kept = home / "thư.txt" if in_the_way == "full" else home
    kept.write_text("của ai đó", encoding="utf-8")
    with pytest.raises(CannotWrite):
        make_practice(home)
    assert kept.read_text(encoding="utf-8") == "của ai đó"
    assert [each.name for each in tmp_path.iterdir()] == ["home"]


def test_a_home_is_made_once(tmp_path: Path) -> None:
    make_practice(tmp_path / "home")
    with pytest.raises(NotAllowed):
        make_practice(tmp_path / "home")
