"""What a command prints and where: one JSON document on stdout, whatever happens to it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import ExitCode
from app.main import main
from app.paths import ROOT
from tests.homes import practice_station
from tests.journey.scene import write_request


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose name would break a careless program."""
    made = tmp_path_factory.mktemp("cli") / "trạm của xã 'Đông' & $HOME"
    with practice_station(made) as station:
        write_request(made.parent / "giấy tờ", station)
    request = str(made.parent / "giấy tờ" / "ho-so-1.json")
    assert main(["intake", request, "--home", str(made)]) == ExitCode.DONE
    return made


def _tram(*words: str, shell: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a process, its output through ``shell`` where something is given."""
    command = [sys.executable, "-m", "app", *words]
    if shell:
        command = ["bash", "-c", f'"$0" "$@" {shell}; exit "${{PIPESTATUS[0]}}"', *command]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_language_asked_for_wins_over_that_of_the_home(home: Path) -> None:
    asked = _tram("verify", __file__, "--home", str(home), TRAM_LANG="en")
    show = _tram("show", "none", "--home", str(home), TRAM_LANG="en")
    assert "hồ sơ" not in (asked.stderr + show.stderr).lower()
    assert "hồ sơ" in _tram("show", "none", "--home", str(home), TRAM_LANG="vi").stderr.lower()


def test_home_and_json_stand_before_or_behind_the_verb(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for words in (
        ["--home", str(home), "--json", "list"],
        ["list", "--home", str(home), "--json"],
        ["--json", "list", "--home", str(home)],
    ):
        assert main(words) == ExitCode.DONE
        said.append(json.loads(capsys.readouterr().out))
    monkeypatch.setenv("TRAM_HOME", str(home))
    assert main(["list", "--json"]) == ExitCode.DONE
    said.append(json.loads(capsys.readouterr().out))
    monkeypatch.chdir(home.parent)
    assert main(["list", "--json", "--home", home.name]) == ExitCode.DONE
    said.append(json.loads(capsys.readouterr().out))
    assert len(said[0]["dossiers"]) == 1
    assert all(each == said[0] for each in said)


def test_the_provinces_verbs_take_home_anywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make = ["--name", "Tỉnh Thử", "--id", "thu"]
    assert main(["province", "--home", str(tmp_path / "p"), "init", *make]) == ExitCode.DONE
    for words in (
        ["province", "--home", str(tmp_path / "p"), "list"],
        ["--home", str(tmp_path / "p"), "province", "list", "--json"],
        ["province", "list", "--home", str(tmp_path / "p")],
    ):
        assert main(words) == ExitCode.DONE
        assert json.loads(capsys.readouterr().out) == {"dossiers": []}, "as JSON, asked or not"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["khong-co-lenh"], ExitCode.USAGE),
        (["practice", "--dossiers", "0"], ExitCode.USAGE),
        (["scan", "--source", "x", "--dpi", "-1", "-o", "x"], ExitCode.USAGE),
        (["show", "khong-co", "--home", "HOME"], ExitCode.BAD_INPUT),
        (["close-day", "2026-13-01", "--home", "HOME"], ExitCode.BAD_INPUT),
        (["close-day", "9999-12-31", "--home", "HOME"], ExitCode.BAD_INPUT),
        (["close-day", "0001-01-01", "--home", "HOME"], ExitCode.BAD_INPUT),
        (["verify", "/khong/co", "--home", "HOME"], ExitCode.BAD_INPUT),
        (["verify", "/dev/null", "--home", "HOME"], ExitCode.BAD_INPUT),
        (["intake", "/dev/zero", "--home", "HOME"], ExitCode.BAD_INPUT),
        (["intake", "/", "--home", "HOME"], ExitCode.BAD_INPUT),
        (["sync", "--home", "HOME"], ExitCode.NOT_ALLOWED),
        (["init", "--practice", "--home", "HOME"], ExitCode.NOT_ALLOWED),
        (["init", "--province", "https://x:abc", "--enrolment", f"A.{'0' * 32}", "--home", "HOME"],
         ExitCode.BAD_INPUT),
        (["init", "--province", "https://[::1", "--enrolment", f"A.{'0' * 32}", "--home", "HOME"],
         ExitCode.BAD_INPUT),
        (["init", "--province", "https://", "--enrolment", f"A.{'0' * 32}", "--home", "HOME"],
         ExitCode.BAD_INPUT),
        (["init", "--province", "x", "--home", "HOME"], ExitCode.BAD_INPUT),
        (["list", "--home", "FILE"], ExitCode.BAD_INPUT),
        (["init", "--home", "FILE"], ExitCode.CANNOT_WRITE),
        (["init", "--practice", "--home", "FILE"], ExitCode.CANNOT_WRITE),
        (["province", "list", "--home", "FILE"], ExitCode.BAD_INPUT),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else str(int(value)),
)  # fmt: skip
def test_an_error_is_one_document_too(
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    code: ExitCode,
) -> None:
    monkeypatch.setenv("TRAM_PASSPHRASE", "thuc-hanh-mot-cua")
    (tmp_path / "file").touch()
    places = {"HOME": str(home), "FILE": str(tmp_path / "file")}
    try:
        ended = main([places.get(word, word) for word in words] + ["--json"])
    except SystemExit as usage:
        ended = usage.code  # type: ignore[assignment]
    assert ended == code
    said = capsys.readouterr()
    error = json.loads(said.out)["error"]
    assert error["code"] == code
    assert error["title"] and error["hint"]
    assert "Traceback" not in said.err


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["show", "khong-co", "--json"]])
@pytest.mark.parametrize("shell", ["| head -c 1", "| true", ">&-"])
def test_nobody_listening_is_no_error(home: Path, words: list[str], shell: str) -> None:
    run = _tram(*words, "--home", str(home), shell=shell)
    assert run.returncode == (ExitCode.BAD_INPUT if "show" in words else ExitCode.DONE)
    assert "Traceback" not in run.stderr
    assert "Exception ignored" not in run.stderr
    assert "bất ngờ" not in run.stderr


@pytest.fixture
def read_only(home: Path, tmp_path: Path) -> Iterator[Path]:
    copy = Path(shutil.copytree(home, tmp_path / "chỉ đọc"))
    places = [copy, *copy.rglob("*")]
    for each in places:
        each.chmod(0o555 if each.is_dir() else 0o444)
    yield copy
    for each in places:
        each.chmod(0o755)


def test_a_home_that_cannot_be_written_says_so(home: Path, read_only: Path) -> None:
    plain_user = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("root writes everywhere here")
    begin = plain_user if os.geteuid() == 0 else ()

    def tram(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*begin, sys.executable, "-m", "app", *words, "--home", str(read_only), "--json"],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    for words in (
        ("list",),
        ("intake", str(home.parent / "giấy tờ" / "ho-so-1.json")),
        ("sync",),
        ("close-day",),
    ):
        run = tram(*words)
        assert run.returncode == ExitCode.CANNOT_WRITE, (words, run.stderr)
        assert json.loads(run.stdout)["error"]["hint"]


def test_a_bug_is_logged_and_told_where(tmp_path: Path) -> None:
    """No traceback on the screen, and nothing lost of it."""
    bent = tmp_path / "sitecustomize.py"
    bent.write_text("import app.capture.devices as d\ndel d.find_devices\n", encoding="utf-8")
    run = _tram(
        *("devices", "--json", "--home", str(tmp_path / "home")),
        PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}",
        TMPDIR=str(tmp_path),
    )
    assert run.returncode == ExitCode.OUR_BUG, run.stderr
    assert "Traceback" not in run.stderr
    hint = json.loads(run.stdout)["error"]["hint"]
    log = tmp_path / "tram" / "log" / "tram.log"
    assert str(log) in hint
    assert "ImportError" in log.read_text(encoding="utf-8")
