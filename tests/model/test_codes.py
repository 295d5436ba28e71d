"""Dossier and document codes (DOMAIN §2.7, §7)."""

from __future__ import annotations

from datetime import date

import pytest

from app.model.codes import (
    format_dossier_code,
    format_provisional_code,
    join_document_code,
    parse_dossier_code,
    split_document_code,
)


@pytest.mark.parametrize(
    ("code", "unit", "day", "sequence"),
    [
        ("H27.15.3-261123-0007", "H27.15.3", "261123", "0007"),
        ("000.00.12.H54-210813-0001", "000.00.12.H54", "210813", "0001"),
        ("G09.20-20260609-0092637", "G09.20", "20260609", "0092637"),
    ],
)
def test_codes_of_every_age_are_understood(code: str, unit: str, day: str, sequence: str) -> None:
    parsed = parse_dossier_code(code)
    assert parsed is not None
    assert (parsed.unit, parsed.date, parsed.sequence) == (unit, day, sequence)


@pytest.mark.parametrize("code", ["H27-26-1", "", "TAM-01-261123-0001", "H27.15.3-261123"])
def test_what_is_no_code(code: str) -> None:
    assert parse_dossier_code(code) is None


def test_our_codes_are_understood_and_provisional_ones_are_not_taken_for_official() -> None:
    day = date(2026, 11, 23)
    assert parse_dossier_code(format_dossier_code("H27.15.3", day, 7)) is not None
    assert parse_dossier_code(format_provisional_code("01", day, 7)) is None


def test_a_document_code_splits_at_its_first_dot() -> None:
    code = join_document_code("042190001234", "000.00.00.G15-KQ004389")
    assert split_document_code(code) == ("042190001234", "000.00.00.G15-KQ004389")
