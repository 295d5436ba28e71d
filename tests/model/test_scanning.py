"""Scan profiles as data: sensible ones, an administrator's own, and none half understood."""

from __future__ import annotations

import pytest

from app.errors import BadInput
from app.model.scanning import ScanProfile, built_in_profiles, profile_named, read_profiles

OWN = {"key": "xa", "name": "Kiểu của xã", "dpi": 200, "colour": "grey", "flip_backs": True}


def test_an_administrators_profile_is_read_as_it_was_written() -> None:
    (profile,) = read_profiles([OWN])
    assert profile == ScanProfile("xa", "Kiểu của xã", dpi=200, colour="grey", flip_backs=True)


def test_the_built_in_ones_are_fine_enough_for_the_law_and_have_keys_of_their_own() -> None:
    profiles = built_in_profiles()
    assert all(profile.dpi >= 200 and profile.name for profile in profiles)
    assert len({profile.key for profile in profiles}) == len(profiles)
    assert profile_named(profiles, "the").max_pages == 2


def test_an_unknown_key_tells_those_that_exist() -> None:
    with pytest.raises(BadInput, match="«zz»") as refusal:
        profile_named(built_in_profiles(), "zz")
    assert "hai-mat" in refusal.value.hint


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({}, "không đúng dạng"),
        ("a4", "không đúng dạng"),
        (None, "không đúng dạng"),
        ([3], "Kiểu quét thứ 1"),
        ([OWN, []], "Kiểu quét thứ 2"),
        ([{}], "Kiểu quét «1» thiếu mục «key»"),
        ([{"key": "xa"}], "Kiểu quét «xa» thiếu mục «name»"),
        ([{"name": "Xã"}], "Kiểu quét «Xã» thiếu mục «key»"),
        ([OWN, OWN], "cùng mã «xa»"),
        ([{**OWN, "duplx": True}], "Kiểu quét «Kiểu của xã» có mục lạ «duplx»"),
        ([{**OWN, "key": " "}], "mục «key»"),
        ([{**OWN, "name": 7}], "mục «name»"),
        ([{**OWN, "dpi": "300"}], "mục «dpi» không hợp lệ: 300"),
        ([{**OWN, "dpi": True}], "mục «dpi»"),
        ([{**OWN, "dpi": 5000}], "mục «dpi»"),
        ([{**OWN, "colour": "red"}], "mục «colour»"),
        ([{**OWN, "feed": ["flatbed"]}], "mục «feed»"),
        ([{**OWN, "duplex": "yes"}], "mục «duplex»"),
        ([{**OWN, "max_pages": 0}], "mục «max_pages»"),
        ([{**OWN, "source": None}], "mục «source»"),
        ([{**OWN, "two_passes": True, "duplex": True}], "vừa quét hai lượt"),
    ],
)
def test_a_broken_entry_is_named_in_one_sentence(entries: object, words: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_profiles(entries)
    assert words in refusal.value.title
    assert "scan_profiles" in refusal.value.hint
