"""Invented people: what their number says is what their card says."""

from __future__ import annotations

import pytest

from app.identity.card import read_card_text
from app.model.people import Sex
from app.practice.people import card_qr_text, practice_person


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_number_birth_and_sex_agree_and_the_card_reads_back(seed: int) -> None:
    person = practice_person(seed)
    reading = read_card_text(card_qr_text(person))
    assert reading.warnings == ()
    assert reading.person.identifier == person.identifier
    assert reading.person.full_name == person.full_name
    assert reading.person.born_on == person.born_on
    assert reading.person.sex is person.sex
    assert reading.person.address == person.address
    assert reading.person.id_issued_on == person.id_issued_on
    assert reading.person.old_identifier == person.old_identifier


def test_a_card_has_seven_fields() -> None:
    assert card_qr_text(practice_person(4)).count("|") == 6


def test_the_same_seed_gives_the_same_person_and_another_another() -> None:
    assert practice_person(12) == practice_person(12)
    assert len({practice_person(seed).identifier for seed in range(300)}) == 300


def test_sex_and_years_are_kept_to() -> None:
    people = [practice_person(seed, Sex.FEMALE, (2010, 2012)) for seed in range(30)]
    assert {person.sex for person in people} == {Sex.FEMALE}
    assert {person.born_on[:4] for person in people} == {"2010", "2011", "2012"}
    assert {person.identifier[3] for person in people} == {"3"}


def test_nobody_lives_in_a_real_place_or_has_a_real_telephone() -> None:
    for seed in range(50):
        person = practice_person(seed)
        assert person.address.endswith("xã Thực Hành, tỉnh Thực Hành")
        assert person.phone.startswith("0900000")
