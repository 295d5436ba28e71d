from __future__ import annotations

from datetime import date

import pytest

from app.errors import BadInput
from app.protocol.messages import Lease
from app.store.station import StationStore

DAY = date(2026, 11, 23)
NEXT_DAY = date(2026, 11, 24)


def lease(first: int, last: int, valid_to: str = "2026-11-30", **more: str) -> Lease:
    return Lease(
        agency_code="H27.15.3",
        valid_from=more.get("valid_from", "2026-11-01"),
        valid_to=valid_to,
        first=first,
        last=last,
    )


def take(store: StationStore, day: date = DAY) -> tuple[str, bool]:
    with store.transaction():
        return store.next_dossier_code(day, "01")


def test_official_while_the_lease_lasts_then_provisional(store: StationStore) -> None:
    assert take(store) == ("TAM-01-261123-0001", True)
    store.put_lease(lease(100, 101))
    assert take(store) == ("H27.15.3-261123-0100", False)
    assert take(store, NEXT_DAY) == ("H27.15.3-261124-0100", False)
    assert take(store) == ("H27.15.3-261123-0101", False)
    assert take(store) == ("TAM-01-261123-0002", True)
    assert take(store, date(2026, 12, 1)) == ("TAM-01-261201-0001", True)


def test_more_leases_never_give_a_number_twice(store: StationStore) -> None:
    store.put_lease(lease(100, 102))
    assert take(store)[0].endswith("0100")
    store.put_lease(lease(100, 105, valid_from="2026-11-20"))
    store.put_lease(lease(1, 2, valid_from="2026-11-22"))
    codes = [take(store)[0] for _ in range(8)]
    assert [code[-4:] for code in codes[:7]] == [
        "0101", "0102", "0103", "0104", "0105", "0001", "0002",
    ]  # fmt: skip
    assert codes[7].startswith("TAM-")


def test_the_same_lease_again_may_only_last_longer(store: StationStore) -> None:
    store.put_lease(lease(1, 50, "2026-11-30"))
    store.put_lease(lease(1, 50, "2026-12-31"))
    store.put_lease(lease(1, 50, "2026-11-30"))
    assert store.leases() == [lease(1, 50, "2026-12-31")]


@pytest.mark.parametrize("wrong", [lease(2, 1), lease(0, 5), lease(1, 5, "2026-10-01")])
def test_a_lease_that_makes_no_sense(store: StationStore, wrong: Lease) -> None:
    with pytest.raises(BadInput, match="Dải số"):
        store.put_lease(wrong)
    assert store.leases() == []


def test_a_number_is_taken_together_with_its_dossier(store: StationStore) -> None:
    with pytest.raises(RuntimeError):
        store.next_dossier_code(DAY, "01")

    def fail() -> None:
        with store.transaction():
            store.next_dossier_code(DAY, "01")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert take(store)[0] == "TAM-01-261123-0001"
