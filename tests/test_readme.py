"""The README tells today's truth: its commands parse, its tree and its pictures are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from app.cli.parser import build_parser
from app.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^(tram(?: .*)?)$", README, flags=re.MULTILINE)


def test_the_readme_shows_commands() -> None:
    assert len(COMMANDS) > 15


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_is_understood(command: str) -> None:
    words = shlex.split(command, comments=True)
    assert build_parser().parse_args(words[1:]) is not None


def test_every_verb_is_in_the_readme() -> None:
    said = {words[1] for words in map(str.split, COMMANDS) if len(words) > 1}
    parser = build_parser()
    verbs = {
        name
        for action in parser._subparsers._group_actions  # type: ignore[union-attr]
        for name in action.choices or ()
    }
    assert verbs - said == {"pictures"}, "pictures serves practice alone"


def test_the_tree_is_the_tree() -> None:
    block = README.split("## The tree")[1].split("```")[1]
    folder, told = "", set()
    for line in block.splitlines():
        name = line.split()[0] if line.split() else ""
        if not name.endswith(("/", ".py")):
            continue
        if not line.startswith(" "):
            folder = name
        told.add(name if not line.startswith(" ") else folder + name)
    missing = {name for name in told if not (ROOT / name).exists()}
    assert not missing
    rooms = {
        f"app/{each.name}/"
        for each in (ROOT / "app").iterdir()
        if each.is_dir() and (each / "__init__.py").exists()
    }
    assert rooms <= told


def test_its_pictures_are_there() -> None:
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert Path(ROOT / name).is_file(), name


def test_only_the_layout_stands_at_the_top() -> None:
    fixed = {"app", "resources", "migrations", "installer", "tests", "pyproject.toml", "README.md"}
    generated = {"tram_mot_cua.egg-info", "practice-output"}
    extra = {
        each.name
        for each in ROOT.iterdir()
        if not each.name.startswith(".") and each.name not in fixed | generated
    }
    assert not extra
