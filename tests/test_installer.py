"""The set-up scripts: what they say where they cannot help, and that they need nothing twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.paths import ROOT

SCRIPTS = ["installer/run.sh", "installer/test.sh", ".ci/run"]
TOOLS = ("bash", "cat", "cut", "dirname", "env", "grep", "rm", "sha256sum", "tail", "head", "mkdir")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shell scripts")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose path has a space, without its environment."""
    here = tmp_path / "bản sao 'của' xã"
    (here / "installer").mkdir(parents=True)
    for file in (ROOT / "installer").iterdir():
        shutil.copy(file, here / "installer")
    shutil.copy(ROOT / "pyproject.toml", here)
    return here


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A machine with next to nothing on its ``PATH``; the user is nobody special."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    (folder / "python3").symlink_to(Path(sys.executable).resolve())
    _tool(folder, "id", "echo 1000")
    _tool(folder, "dpkg-query", "echo ii")
    return folder


def _tool(folder: Path, name: str, *lines: str) -> None:
    file = folder / name
    file.unlink(missing_ok=True)
    file.write_text("\n".join(["#!/bin/bash", *lines, ""]), encoding="utf-8")
    file.chmod(0o755)


def _run(checkout: Path, tools: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-u", str(checkout / "installer" / "run.sh"), "--help"],
        cwd="/",
        env={"PATH": str(tools), "HOME": str(tools), "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_scripts_are_clean() -> None:
    if shutil.which("shellcheck") is None:
        pytest.skip("no shellcheck here")
    run = subprocess.run(
        ["shellcheck", "-x", *SCRIPTS], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stdout


def test_without_the_right_to_install_it_says_what_to_ask_for(checkout: Path, tools: Path) -> None:
    _tool(tools, "dpkg-query", '[ "${@: -1}" = tesseract-ocr-vie ] || echo ii')
    run = _run(checkout, tools)
    assert run.returncode == 69
    assert "apt-get install tesseract-ocr-vie ;" in run.stderr


def test_root_without_apt_is_told_the_packages(checkout: Path, tools: Path) -> None:
    _tool(tools, "dpkg-query", '[ "${@: -1}" = tesseract-ocr-vie ] || echo ii')
    _tool(tools, "id", "echo 0")
    run = _run(checkout, tools)
    assert run.returncode == 69
    assert "→ Tự cài các gói: tesseract-ocr-vie" in run.stderr


def test_a_stale_package_list_does_not_stop_the_installation(checkout: Path, tools: Path) -> None:
    _tool(tools, "dpkg-query", '[ "${@: -1}" = tesseract-ocr-vie ] || echo ii')
    _tool(tools, "id", "echo 0")
    _tool(tools, "apt-get", 'echo "$@" >>"$HOME/asked"', '[ "$1" != update ]')
    _tool(tools, "python3", "exit 1")
    run = _run(checkout, tools)
    asked = (tools / "asked").read_text(encoding="utf-8").splitlines()
    assert "install" in asked[1]
    assert asked[1].endswith("tesseract-ocr-vie")
    assert run.returncode == 69
    assert "Cần Python 3.11" in run.stderr


def test_without_the_network_it_says_so_and_may_be_run_again(checkout: Path, tools: Path) -> None:
    unreachable = {
        "PIP_INDEX_URL": "https://127.0.0.1:9/simple",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "0",
        "PIP_CONFIG_FILE": os.devnull,
    }
    for _ in range(2):
        run = _run(checkout, tools, **unreachable)
        assert run.returncode == 69, run.stderr
        assert "✗ Không tải được thư viện Python.\n→ Kiểm tra mạng rồi chạy lại." in run.stderr
    assert not (checkout / ".venv" / ".installed").exists()


def test_an_environment_in_order_is_left_alone(checkout: Path, tools: Path) -> None:
    venv = checkout / ".venv" / "bin"
    venv.mkdir(parents=True)
    _tool(venv, "tram", 'echo "tram $*"')
    setup = 'source "$0/installer/setup.sh"; state_of requirements.lock >"$VENV/.installed"'
    subprocess.run(["bash", "-c", setup, str(checkout)], check=True)
    _tool(tools, "python3", "echo touched >&2; exit 1")
    run = _run(checkout, tools)
    assert (run.returncode, run.stdout, run.stderr) == (0, "tram --help\n", "")
    (checkout / "pyproject.toml").write_text("changed", encoding="utf-8")
    assert _run(checkout, tools).returncode == 69
