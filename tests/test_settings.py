"""The station's settings: what an administrator's hand may have done to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.errors import BadInput, NotAllowed
from app.model.scanning import built_in_profiles
from app.settings import (
    FILE,
    Settings,
    load_settings,
    profiles_of,
    require_profile_change_allowed,
    save_settings,
)

OWN = {"key": "xa", "name": "Kiểu của xã", "duplex": True}


def test_profiles_come_back_as_they_were_kept(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(scan_profiles=[OWN], scan_profiles_locked=True))
    settings = load_settings(tmp_path)
    assert [(profile.key, profile.duplex) for profile in profiles_of(settings)] == [("xa", True)]
    with pytest.raises(NotAllowed, match="khóa"):
        require_profile_change_allowed(settings)


def test_a_station_without_its_own_profiles_has_the_built_in_ones() -> None:
    assert profiles_of(Settings()) == built_in_profiles()
    require_profile_change_allowed(Settings())


def test_a_broken_profile_stops_nothing_but_scanning_by_it(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps({"scan_profiles": [{**OWN, "dpi": "fine"}]}), "utf-8")
    settings = load_settings(tmp_path)
    with pytest.raises(BadInput, match="«Kiểu của xã»"):
        profiles_of(settings)


@pytest.mark.parametrize("content", ["", "[]", "3", '"x"', "null", "[" * 100_000, "\xff"])
def test_a_file_that_is_not_ours_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, "latin-1")
    with pytest.raises(BadInput, match="tệp cài đặt"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("scan_dpi", "300"),
        ("scan_dpi", True),
        ("practice", "no"),
        ("escl_scanners", "http://192.0.2.10/eSCL"),
        ("escl_scanners", [1]),
        ("province_keys", {"a": 1}),
        ("scan_profiles", {}),
        ("scan_profiles_locked", 1),
        ("watched_folder", None),
    ],
)
def test_a_value_of_the_wrong_kind_names_its_entry(tmp_path: Path, key: str, value: object) -> None:
    (tmp_path / FILE).write_text(json.dumps({key: value}), "utf-8")
    with pytest.raises(BadInput, match=f"«{key}»"):
        load_settings(tmp_path)


def test_an_entry_of_another_version_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps({"mai_sau": 1, "scan_dpi": 200}), "utf-8")
    assert load_settings(tmp_path).scan_dpi == 200
