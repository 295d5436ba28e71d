"""What became of a stack of papers that came in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.i18n import t

_REMARKS = 3
"""More of them are counted, not told."""


@dataclass(frozen=True)
class StackedPlace:
    """Where a page of a stack went: the ``number``-th page (from 1) of the paper ``key``;
    ``note`` is a sentence for the officer, or ''."""

    key: str
    number: int
    note: str = ""


@dataclass(frozen=True)
class StackSummary:
    """How many pages went to which paper; ``remarks`` on those that want a look, or ''."""

    sentence: str
    remarks: str


def stack_summary(
    places: Sequence[StackedPlace], names: Mapping[str, str], at_hand: str
) -> StackSummary:
    """``names`` are the papers' by key in the order of the checklist; ``at_hand`` is the key of
    the paper that pages without a separator sheet went to."""
    counts = Counter(place.key for place in places)
    if not counts:
        return StackSummary(t("Không có trang nào của xấp giấy được giữ lại."), "")
    if list(counts) == [at_hand]:
        return StackSummary(
            t("{count} trang đã vào «{name}».", count=len(places), name=names[at_hand]),
            _remarks(places, names)
            or t("Trong xấp không có phiếu phân tách nào cho giấy tờ khác."),
        )
    told = " · ".join(
        t("{name}: {count} trang", name=name, count=counts[key])
        for key, name in names.items()
        if counts[key]
    )
    return StackSummary(
        t("Đã xếp {count} trang: {told}.", count=len(places), told=told), _remarks(places, names)
    )


def _remarks(places: Sequence[StackedPlace], names: Mapping[str, str]) -> str:
    noted = [place for place in places if place.note]
    if not noted:
        return ""
    told = [
        t(
            "«{name}» trang {number}: {note}",
            name=names[place.key],
            number=place.number,
            note=place.note,
        )
        for place in noted[:_REMARKS]
    ]
    return " ".join((t("{count} trang cần xem lại.", count=len(noted)), *told))
