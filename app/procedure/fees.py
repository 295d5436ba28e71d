"""What is to be paid: the fee of a procedure, and that of certified copies (DOMAIN §4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import TypeAdapter

from app.errors import BadInput
from app.i18n import t
from app.model.dossier import Channel
from app.paths import RESOURCES
from app.procedure.json_file import parse, read_text, shaped
from app.procedure.procedure import Fee, FeeKind, Procedure

CERTIFIED_COPY = RESOURCES / "codes" / "certified_copy_fee.json"


@dataclass(frozen=True)
class CopyTariff:
    """Đồng for each page of the original: ``per_page`` for the first ``full_pages``, then
    ``per_further_page``, and never more than ``most_per_copy`` for one copy."""

    effective_from: date
    per_page: int
    full_pages: int
    per_further_page: int
    most_per_copy: int
    source: str


_TARIFFS = TypeAdapter(tuple[CopyTariff, ...])


@cache
def _tariffs() -> tuple[CopyTariff, ...]:
    text = read_text(CERTIFIED_COPY)
    known = shaped(_TARIFFS, parse(text, CERTIFIED_COPY), text, CERTIFIED_COPY)
    return tuple(sorted(known, key=lambda each: each.effective_from))


def fee_of(procedure: Procedure, channel: Channel, case_key: str = "") -> Fee | None:
    """The fee on a channel in a case (empty: the usual one), or None where none is listed."""
    case = procedure.case(case_key)
    chosen = case.key if case else ""
    for fee in procedure.fees:
        if channel in fee.channels and (not fee.cases or chosen in fee.cases):
            return fee
    return None


def fee_amount(procedure: Procedure, channel: Channel, case_key: str = "") -> int | None:
    """Đồng for one unit of the fee; 0 means free. None: the province sets it, or nothing is
    known, and the officer types what the provincial table says."""
    fee = fee_of(procedure, channel, case_key)
    return fee.amount if fee else None


def fee_text(fee: Fee) -> str:
    """The fee in words: what it is, and who sets it where no amount is known."""
    match fee.kind:
        case FeeKind.FREE:
            return t("Không thu phí, lệ phí")
        case FeeKind.AMOUNT:
            return t("{amount} đồng/{per}", amount=dong(fee.amount or 0), per=fee.per)
        case FeeKind.PROVINCE:
            return t("Theo mức của Hội đồng nhân dân tỉnh")
        case FeeKind.UNKNOWN:
            return t("Danh mục không nêu mức thu")


def dong(amount: int) -> str:
    """``12000`` → ``12.000``, as sums are written in Vietnam."""
    return f"{amount:,}".replace(",", ".")


def certified_copy_fee(pages: int, on: date, copies: int = 1) -> int:
    """Đồng for ``copies`` certified copies of an original of ``pages`` pages.

    By page of the ORIGINAL, whatever the copy has (TT 226/2016/TT-BTC). Raises ``BadInput`` for
    less than one page or copy, or a day before the first tariff.
    """
    if pages < 1 or copies < 1:
        raise BadInput(
            t("Số trang và số bản phải từ 1 trở lên."),
            t("Đếm số trang của bản chính rồi nhập lại."),
        )
    known = [each for each in _tariffs() if each.effective_from <= on]
    if not known:
        raise BadInput(
            t("Chưa có biểu phí chứng thực bản sao cho ngày {day}.", day=f"{on:%d/%m/%Y}"),
            t("Kiểm tra ngày giờ của máy."),
        )
    tariff = known[-1]
    full = min(pages, tariff.full_pages)
    one = full * tariff.per_page + (pages - full) * tariff.per_further_page
    return copies * min(one, tariff.most_per_copy)
