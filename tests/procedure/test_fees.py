"""Fees by channel and case, and by page of the original."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.model.dossier import Channel
from app.procedure.catalogue import load_catalogue
from app.procedure.fees import certified_copy_fee, dong, fee_amount, fee_of, fee_text
from app.procedure.procedure import FeeKind

ON = date(2026, 11, 24)
CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("pages", "amount"),
    [(1, 2_000), (2, 4_000), (3, 5_000), (10, 12_000), (198, 200_000), (300, 200_000)],
)
def test_certified_copies_by_page_of_the_original(pages: int, amount: int) -> None:
    assert certified_copy_fee(pages, ON) == amount
    assert certified_copy_fee(pages, ON, copies=3) == 3 * amount


@pytest.mark.parametrize(("pages", "copies"), [(0, 1), (-1, 1), (1, 0)])
def test_no_page_or_no_copy_is_bad_input(pages: int, copies: int) -> None:
    with pytest.raises(BadInput):
        certified_copy_fee(pages, ON, copies)


def test_no_tariff_before_the_first_day() -> None:
    with pytest.raises(BadInput, match="31/12/2016"):
        certified_copy_fee(1, date(2016, 12, 31))


@given(st.integers(1, 500))
def test_more_pages_never_cost_less(pages: int) -> None:
    assert certified_copy_fee(pages, ON) <= certified_copy_fee(pages + 1, ON) <= 200_000


@pytest.mark.parametrize(
    ("code", "channel", "case", "amount"),
    [
        ("1.004222", Channel.DIRECT, "", 20_000),
        ("1.004222", Channel.ONLINE, "", 10_000),
        ("1.004194", Channel.DIRECT, "", 15_000),
        ("1.004194", Channel.DIRECT, "theo-danh-sach", 10_000),
        ("1.004194", Channel.ONLINE, "theo-danh-sach", 5_000),
        ("1.001193", Channel.DIRECT, "", 0),
        ("2.000635", Channel.DIRECT, "", 8_000),
        ("2.001263", Channel.DIRECT, "", 400_000),
        ("1.000656", Channel.DIRECT, "", None),
        ("1.001612", Channel.DIRECT, "", None),
        ("2.000815", Channel.POST, "", None),
    ],
)
def test_fee_of_a_procedure(code: str, channel: Channel, case: str, amount: int | None) -> None:
    assert fee_amount(CATALOGUE.get(code, ON), channel, case) == amount


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("1.000656", FeeKind.PROVINCE, "Theo mức của Hội đồng nhân dân tỉnh"),
        ("1.001193", FeeKind.FREE, "Không thu phí, lệ phí"),
        ("1.001653", FeeKind.UNKNOWN, "Danh mục không nêu mức thu"),
        ("2.000884", FeeKind.AMOUNT, "10.000 đồng/trường hợp"),
    ],
)
def test_the_fee_in_words(code: str, kind: FeeKind, words: str) -> None:
    fee = fee_of(CATALOGUE.get(code, ON), Channel.DIRECT)
    assert fee is not None
    assert fee.kind is kind
    assert fee_text(fee) == words


def test_sums_have_dots() -> None:
    assert [dong(0), dong(1_000), dong(1_234_567)] == ["0", "1.000", "1.234.567"]
