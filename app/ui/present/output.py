"""How heavy the papers of a dossier will be, before they are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.i18n import t
from app.model.dossier import Page
from app.model.output import OutputProfile
from app.ui.present.sizes import size_text

Sizes = Mapping[OutputProfile, int]
"""Bytes that one page adds to a file, by how it is written."""

_PAPER = 74_000
"""Bytes that fonts, colour profile and the officer's signature add to each paper, measured."""


@dataclass(frozen=True)
class Weight:
    """About how heavy papers will be, in bytes: a page on average, all papers, and each paper by
    its key. ``measured`` of ``pages`` pages are known, the others are taken to be like them."""

    measured: int
    pages: int
    each: int
    whole: int
    papers: Mapping[str, int]


def weight_of(
    papers: Mapping[str, Sequence[Page]],
    sizes_of: Callable[[Page], Sizes | None],
    profile: OutputProfile,
) -> Weight:
    """``papers`` are pages by the key of their paper; those that are left out weigh nothing."""
    bound = {
        key: kept
        for key, pages in papers.items()
        if (kept := [page for page in pages if not page.left_out])
    }
    known = {
        page.page_id: sizes[profile]
        for pages in bound.values()
        for page in pages
        if (sizes := sizes_of(page)) is not None
    }
    each = sum(known.values()) // len(known) if known else 0
    weights = {
        key: _PAPER + sum(known.get(page.page_id, each) for page in pages)
        for key, pages in bound.items()
    }
    pages_in_all = sum(len(pages) for pages in bound.values())
    return Weight(len(known), pages_in_all, each, sum(weights.values()), weights)


def weight_sentence(weight: Weight, limit: int) -> str:
    """*Cả hồ sơ khoảng 210 kB (68 kB/trang)…*; ``limit`` is what one paper may weigh, in bytes."""
    if not weight.pages:
        return t("Chưa có trang nào để ước tính dung lượng.")
    if not weight.measured:
        return t("Đang ước tính dung lượng…")
    told = t(
        "Cả hồ sơ khoảng {whole} ({each}/trang)",
        whole=_unbroken(weight.whole),
        each=_unbroken(weight.each),
    )
    if len(weight.papers) > 1:
        heaviest = _unbroken(max(weight.papers.values()))
        told += t(
            "; giấy nặng nhất {heaviest}, tối đa {limit}.",
            heaviest=heaviest,
            limit=_unbroken(limit),
        )
    else:
        told += t("; mỗi giấy tối đa {limit}.", limit=_unbroken(limit))
    if weight.measured == weight.pages:
        return told
    more = t("(đã tính {measured}/{pages} trang)", measured=weight.measured, pages=weight.pages)
    return f"{told} {more}"


def _unbroken(size: int) -> str:
    """In one piece where the line ends."""
    return size_text(size).replace(",0 ", " ").replace(" ", "\u00a0")


def too_heavy(weight: Weight, smallest: Weight, limit: int, names: Mapping[str, str]) -> list[str]:
    """A sentence for each paper over ``limit`` bytes; ``smallest`` is its weight in *gửi nhanh*."""
    return [
        _too_heavy(names[key], size, smallest.papers[key], limit)
        for key, size in weight.papers.items()
        if size > limit
    ]


def _too_heavy(name: str, size: int, smallest: int, limit: int) -> str:
    if smallest > limit:
        return t(
            "«{name}» khoảng {size}, quá mức {limit} kể cả khi gửi nhanh: nên tách giấy tờ này"
            " thành nhiều phần.",
            name=name,
            size=_unbroken(size),
            limit=_unbroken(limit),
        )
    return t(
        "«{name}» khoảng {size}, quá mức {limit}: khi niêm phong sẽ được ghi nhỏ hơn cho vừa.",
        name=name,
        size=_unbroken(size),
        limit=_unbroken(limit),
    )


def profile_word(profile: OutputProfile) -> str:
    return {
        OutputProfile.ARCHIVE: t("Lưu trữ"),
        OutputProfile.SEND: t("Gửi nhanh"),
    }[profile]


def profile_sentence(profile: OutputProfile) -> str:
    """What is kept of a page."""
    return {
        OutputProfile.ARCHIVE: t(
            "Giữ đủ màu, đủ nét để lưu lâu dài (màu 24 bit, từ 200 dpi, TT 05/2025/TT-BNV)."
        ),
        OutputProfile.SEND: t(
            "Chỉ giữ nét mực đen, đỏ, xanh và phần ảnh: nhẹ hơn, dùng khi đường truyền chậm."
        ),
    }[profile]
