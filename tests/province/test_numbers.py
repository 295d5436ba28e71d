from __future__ import annotations

from datetime import date

import pytest

from app.protocol.messages import Lease
from app.province.numbers import (
    BLOCK,
    BLOCKS,
    block_bounds,
    end_of_next_year,
    lease_covers,
    next_reserved,
)

LEASE = Lease(
    agency_code="H27.15.3", valid_from="2026-11-23", valid_to="2027-12-31", first=501, last=1000
)


def test_no_two_sides_ever_share_a_number() -> None:
    given: set[int] = set()
    for block in range(BLOCKS):
        first, last = block_bounds(block)
        assert last - first + 1 == BLOCK
        assert given.isdisjoint(range(first, last + 1))
        given.update(range(first, last + 1))
    reserved, last = set(), 0
    for _ in range(3000):
        last = next_reserved(last)
        reserved.add(last)
    assert len(reserved) == 3000
    assert given.isdisjoint(reserved)
    assert min(given) == 1
    assert min(reserved) == 9001


def test_the_first_eighteen_stations_and_the_reserve_keep_four_digits() -> None:
    assert block_bounds(0) == (1, 500)
    assert block_bounds(17) == (8501, 9000)
    assert block_bounds(18) == (10_001, 10_500)
    assert block_bounds(BLOCKS - 1)[1] == 90_000
    assert next_reserved(9998) == 9999
    assert next_reserved(9999) == 90_001


@pytest.mark.parametrize(
    ("code", "covered"),
    [
        ("H27.15.3-261123-0501", True),
        ("H27.15.3-271231-1000", True),
        ("H27.15.3-261123-0500", False),
        ("H27.15.3-261123-1001", False),
        ("H27.15.3-261122-0501", False),
        ("H27.15.3-280101-0501", False),
        ("H27.15.4-261123-0501", False),
        ("H27.15.3-261332-0501", False),
        ("H27.15.3-261123-501", False),
        ("H27.15.3-20261123-0501", False),
        (" H27.15.3-261123-0501", False),
        ("TAM-01-261123-0501", False),
        ("", False),
    ],
)
def test_a_lease_covers_its_own_numbers_in_their_one_form(code: str, covered: bool) -> None:
    assert lease_covers(LEASE, code) is covered


def test_a_lease_ends_with_the_next_year() -> None:
    assert end_of_next_year(date(2026, 1, 1)) == date(2027, 12, 31)
    assert end_of_next_year(date(2026, 12, 31)) == date(2027, 12, 31)
