"""``tram scan``: by a profile, by hand, in two passes, locked, from a watched folder."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from app.errors import ExitCode
from app.main import main
from app.model.page import CapturedFile
from app.settings import Settings, save_settings
from tests.capture.escl_simulator import EsclSimulator
from tests.capture.escl_simulator_state import Faults, Sheet
from tests.capture.papers import number_of, paper

GLASS = {"key": "kinh", "name": "Kính", "dpi": 75, "feed": "flatbed", "ask_each_page": True}
PASSES = {"key": "luot", "name": "Hai lượt", "dpi": 75, "two_passes": True, "flip_backs": True}


@pytest.fixture
def scanner() -> Iterator[EsclSimulator]:
    with EsclSimulator(glass=paper(0), feeder=[Sheet(paper(1)), Sheet(paper(3))]) as simulator:
        yield simulator


@pytest.fixture
def home(tmp_path: Path, scanner: EsclSimulator) -> Path:
    return set_up(tmp_path, scanner, locked=False)


def set_up(home: Path, scanner: EsclSimulator, *, locked: bool) -> Path:
    settings = Settings(
        scan_source=f"escl:{scanner.url}",
        scan_profiles=[GLASS, PASSES],
        scan_profiles_locked=locked,
    )
    save_settings(home, settings)
    return home


def scan(home: Path, *words: str) -> int:
    return main(["scan", "-o", str(home / "ra"), "--home", str(home), *words])


def answer(monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))


def numbers(home: Path) -> list[int]:
    return [
        number_of(CapturedFile(file.read_bytes(), file.name, "image/jpeg", ""))
        for file in sorted((home / "ra").glob("*"))
    ]


def test_the_stations_own_scanner_is_taken_where_none_is_named(home: Path) -> None:
    assert scan(home, "--dpi", "75") == ExitCode.DONE
    assert numbers(home) == [1, 3]


def test_sheet_by_sheet_until_the_officer_types_x(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "\n\nx\n")
    assert scan(home, "--profile", "kinh", "--json") == ExitCode.DONE
    said = capsys.readouterr()
    assert len(json.loads(said.out)["pages"]) == 3
    assert said.err.count("Đặt tờ kế tiếp") == 3


def test_an_end_of_input_is_a_no(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "")
    assert scan(home, "--profile", "kinh") == ExitCode.DONE
    assert numbers(home) == [0]


def test_a_fault_in_a_script_ends_it_with_the_pages_written(
    home: Path, scanner: EsclSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner.faults = Faults(jam_at_page=2)
    answer(monkeypatch, "\n\n\n")
    assert scan(home, "--profile", "luot") == ExitCode.UNAVAILABLE
    assert numbers(home) == [1]


def test_passes_of_unequal_length_are_written_and_refused(
    home: Path, scanner: EsclSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Turning:
        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            scanner.feeder = [Sheet(paper(4))]
            return "\n"

    monkeypatch.setattr(sys, "stdin", Turning())
    assert scan(home, "--profile", "luot") == ExitCode.BAD_INPUT
    assert numbers(home) == [1, 3, 4]


def test_backs_upside_down_are_written_upright(
    home: Path, scanner: EsclSimulator, capsys: pytest.CaptureFixture[str]
) -> None:
    head_down = Image.new("RGB", (64, 64), "white")
    head_down.paste("black", (0, 32, 64, 64))
    with io.BytesIO() as out:
        head_down.save(out, "JPEG")
        scanner.feeder = [Sheet(paper(1), out.getvalue())]
    save_settings(
        home,
        Settings(
            scan_profiles=[{**PASSES, "two_passes": False, "duplex": True}],
            scan_source=f"escl:{scanner.url}",
        ),
    )
    assert scan(home, "--profile", "luot") == ExitCode.DONE
    with Image.open(home / "ra" / "trang-002.jpg") as back:
        assert back.convert("L").tobytes()[64 * 8 + 32] < 50


def test_locked_profiles_can_be_chosen_and_not_changed(
    tmp_path: Path, scanner: EsclSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = set_up(tmp_path, scanner, locked=True)
    answer(monkeypatch, "x\n")
    assert scan(home, "--profile", "kinh") == ExitCode.DONE
    assert scan(home, "--profile", "kinh", "--dpi", "600") == ExitCode.NOT_ALLOWED
    assert scan(home, "--profile", "kinh", "--duplex") == ExitCode.NOT_ALLOWED
    assert scan(home) == ExitCode.NOT_ALLOWED
    assert numbers(home) == [0]


def test_an_unknown_profile_and_no_scanner_are_said(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scan(home, "--profile", "khac") == ExitCode.BAD_INPUT
    assert "kinh, luot" in capsys.readouterr().err
    save_settings(home, Settings())
    assert scan(home) == ExitCode.BAD_INPUT
    assert "tram devices" in capsys.readouterr().err


def test_what_was_written_is_moved_aside_in_the_watched_folder(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "theo-doi"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.jpg").write_bytes(paper(number))
    assert scan(home, "--source", f"folder:{folder}") == ExitCode.DONE
    assert [path.name for path in folder.iterdir()] == ["da-nhan"]
    assert numbers(home) == [1, 2]


def test_a_page_that_cannot_be_written_stays_in_the_watched_folder(
    home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "theo-doi"
    folder.mkdir()
    (folder / "1.jpg").write_bytes(paper(1))
    (home / "ra").touch()
    assert scan(home, "--source", f"folder:{folder}") == ExitCode.CANNOT_WRITE
    assert (folder / "1.jpg").exists()
