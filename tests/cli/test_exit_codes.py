"""Each bad case of the command line: one clear sentence, its exit code, nothing lost."""

from __future__ import annotations

import io
import json
import resource
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from app.errors import ExitCode
from app.main import main
from app.model.states import State
from app.paths import ROOT
from tests.homes import practice_station
from tests.journey.scene import paper, write_request


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with no province, and a request beside it."""
    home = tmp_path_factory.mktemp("cli") / "home"
    with practice_station(home) as station:
        write_request(home.parent / "giay-to", station)
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "home"))


@pytest.fixture
def request_file(template: Path) -> Path:
    return template.parent / "giay-to" / "ho-so-1.json"


def _huge_png() -> bytes:
    """A true PNG head that claims 30 000 × 30 000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    size = (30_000).to_bytes(4, "big")
    head = chunk(b"IHDR", size + size + bytes([8, 2, 0, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000)))


def _picture(side: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(out, "PNG")
    return out.getvalue()


def _encrypted_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def _truncated() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((800, 1000), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()[:3000]


BAD_FILES: dict[str, Callable[[], bytes]] = {
    "empty.jpg": bytes,
    "noise.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "text.jpg": lambda: b"not a picture at all" * 50,
    "truncated.jpg": _truncated,
    "one.png": lambda: _picture(1),
    "huge.png": _huge_png,
    "locked.pdf": _encrypted_pdf,
    "not.pdf": lambda: b"%PDF-1.7\nnothing behind it",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(BAD_FILES[name]())
    out = tmp_path / "out.pdf"
    assert main(["digitize", str(file), "-o", str(out), "--json"]) == ExitCode.BAD_INPUT
    said = capsys.readouterr()
    error = json.loads(said.out)["error"]
    assert error["code"] == ExitCode.BAD_INPUT
    assert name in error["title"]
    assert error["hint"]
    assert "Traceback" not in said.err
    assert not out.exists()


def test_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "khong-co.jpg"
    assert main(["digitize", str(missing), "-o", str(tmp_path / "o.pdf")]) == ExitCode.BAD_INPUT
    assert "khong-co.jpg" in capsys.readouterr().err


def test_digitize_tells_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper(tmp_path / "a.jpg", "ĐƠN ĐỀ NGHỊ", "Kính gửi Ủy ban nhân dân xã Thực Hành")
    out = tmp_path / "out.pdf"
    assert main(["digitize", str(tmp_path / "a.jpg"), "-o", str(out), "--json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["bytes"] == out.stat().st_size
    (page,) = told["pages"]
    assert set(page) >= {
        *("source", "width", "height", "dpi", "rotation", "skew", "corners", "blank"),
        *("sharpness", "warnings", "text", "confidence", "seconds"),
    }
    assert "ĐƠN ĐỀ NGHỊ" in page["text"]


def test_digitize_writes_as_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper(tmp_path / "a.jpg", "ĐƠN ĐỀ NGHỊ", "Kính gửi Ủy ban nhân dân xã Thực Hành")
    command = ["digitize", str(tmp_path / "a.jpg"), "-o", str(tmp_path / "o.pdf"), "--json"]
    for options, profile, fits in (
        ([], "archive", True),
        (["--profile", "send"], "send", True),
        (["--fit-mb", "0,001"], "send", False),
    ):
        assert main([*command, "--no-ocr", *options]) == ExitCode.DONE
        told = capsys.readouterr()
        report = json.loads(told.out)
        assert (report["profile"], report["fits"]) == (profile, fits)
        assert ("Tách giấy tờ" in told.err) is not fits
    for wrong in ("0", "-1", "nhỏ"):
        with pytest.raises(SystemExit) as ended:
            main([*command, "--fit-mb", wrong])
        assert ended.value.code == ExitCode.USAGE


def test_wrong_passphrase(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAM_PASSPHRASE", "mot-mat-khau-khac")
    assert main(["list", "--home", str(home)]) == ExitCode.NOT_ALLOWED
    assert "Mật khẩu" in capsys.readouterr().err


def test_no_station(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--home", str(tmp_path)]) == ExitCode.BAD_INPUT
    assert "tram init" in capsys.readouterr().err


def test_a_second_instance_waits_and_readers_do_not(
    home: Path, request_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(home)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    try:
        assert holder.stdout.readline() == b"open\n"
        assert main(["intake", str(request_file), "--home", str(home)]) == ExitCode.TRY_LATER
        assert "đang mở" in capsys.readouterr().err
        assert main(["list", "--home", str(home)]) == ExitCode.DONE
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
        holder.stdin.close()
    assert main(["intake", str(request_file), "--home", str(home)]) == ExitCode.DONE


_HOLD = """
import sys
from pathlib import Path
from tests.journey.scene import open_scene
with open_scene(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_full_disk_loses_nothing(
    home: Path, request_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file may grow beyond what the database has already: every larger write fails."""
    limit = (home / "tram.db").stat().st_size + 8192
    run = subprocess.run(
        [sys.executable, "-m", "app", "intake", str(request_file), "--home", str(home)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        check=False,
    )
    assert run.returncode == ExitCode.CANNOT_WRITE, run.stderr
    assert "Traceback" not in run.stderr
    assert main(["intake", str(request_file), "--home", str(home), "--json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["state"] == State.QUEUED
    assert main(["list", "--home", str(home), "--json"]) == ExitCode.DONE
    assert len(json.loads(capsys.readouterr().out)["dossiers"]) == 1
    assert main(["audit", "verify", "--home", str(home)]) == ExitCode.DONE


def test_sync_without_a_province(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "--home", str(home)]) == ExitCode.NOT_ALLOWED
    assert "chưa đăng ký" in capsys.readouterr().err


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["khong-co-lenh"])
    assert ended.value.code == ExitCode.USAGE


def test_intake_show_and_files(
    home: Path, request_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--json", "--home", str(home), "intake", str(request_file)]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    out = tmp_path / "ra"
    show = ["show", told["code"], "--home", str(home), "--json", "--out", str(out)]
    assert main(show) == ExitCode.DONE
    shown = json.loads(capsys.readouterr().out)
    assert shown["id"] == told["id"]
    names = {Path(file).name for file in shown["files"]}
    assert {"ban-ke.json", "giay-tiep-nhan.pdf"} <= names
    pdf = next(file for file in out.glob("*.pdf") if file.name != "giay-tiep-nhan.pdf")
    assert main(["verify", str(pdf), "--home", str(home)]) == ExitCode.DONE
    assert main(["verify", str(out / "ban-ke.json"), "--home", str(home)]) == ExitCode.DONE
    pdf.write_bytes(pdf.read_bytes()[:-2000])
    assert main(["verify", str(pdf), "--home", str(home)]) == ExitCode.BAD_INPUT


def test_every_verb_leads_to_its_function() -> None:
    from app.cli.parser import build_parser
    from app.cli.run import run_of

    def targets(parser: object) -> list[str]:
        found: list[str] = []
        for action in parser._actions:  # type: ignore[attr-defined]
            choices = getattr(action, "choices", None)
            if not isinstance(choices, dict):
                continue
            for sub in choices.values():
                target = sub.get_default("run")
                found += [target] if target else targets(sub)
        return found

    found = targets(build_parser())
    assert len(found) > 15
    for target in found:
        if ":" in target:
            assert callable(run_of(target))
