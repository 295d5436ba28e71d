"""What is said about a page: under its small picture, in its tip, and below the strip."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.i18n import t
from app.model.dossier import NoteSide, Page
from app.ui.present.states import Role

_CLAUSE = re.compile(r"[.,;:]\s|[.]$")


def page_caption(place: int, page: Page) -> str:
    """``Trang 1``, and in few words what is the matter with it."""
    caption = t("Trang {number}", number=place + 1)
    matter = _matter(page)
    return f"{caption}\n{matter}" if matter else caption


def _matter(page: Page) -> str:
    if page.left_out:
        return t("trắng, để ngoài") if page.blank else t("để ngoài")
    if page.warnings:
        more = f" +{len(page.warnings) - 1}" if len(page.warnings) > 1 else ""
        return f"⚠ {_CLAUSE.split(page.warnings[0])[0]}{more}"
    if page.blank:
        return t("trắng, vẫn giữ")
    return ""


def note_words(page: Page) -> str:
    """What a page with a handwritten note says of its take, or nothing."""
    if page.note_side is NoteSide.WITH_NOTE:
        return t("có ghi chú")
    return t("không ghi chú") if page.note_side is NoteSide.WITHOUT_NOTE else ""


def page_tip(page: Page) -> str:
    """The whole of it: where the page came from and every warning."""
    return "\n".join((page.source_name, *page.warnings))


def page_role(page: Page) -> Role:
    return Role.ATTENTION if page.warnings and not page.left_out else Role.QUIET


def page_sentences(pages: Sequence[Page], current: int) -> str:
    """What the officer should know of the page at hand, else of the first that wants a look,
    and of a note that was taken only once."""
    told = [] if _paired(pages) else [missing_take()]
    places = [current, *range(len(pages))] if 0 <= current < len(pages) else range(len(pages))
    for place in places:
        sentence = page_sentence(pages[place])
        if sentence:
            told.insert(0, t("Trang {number}: {warning}", number=place + 1, warning=sentence))
            break
    return "\n".join(told)


def page_sentence(page: Page) -> str:
    """Every sentence on one page, in a line."""
    if page.left_out:
        return (
            t("Trang trắng: máy đã để ngoài hồ sơ. Bấm K nếu vẫn muốn giữ.")
            if page.blank
            else t("Trang này để ngoài hồ sơ, không vào tệp PDF. Bấm K để đưa lại.")
        )
    return " ".join(page.warnings)


def _paired(pages: Sequence[Page]) -> bool:
    sides = [page.note_side for page in pages]
    return sides.count(NoteSide.WITH_NOTE) == sides.count(NoteSide.WITHOUT_NOTE)


def missing_take() -> str:
    """TT 01/2023 Điều 8 asks for both."""
    return t(
        "Trang có ghi chú bút tay phải chụp hai lần: một lần có ghi chú, một lần không"
        " (TT 01/2023, Điều 8)."
    )


def step_words(what: str) -> str:
    """What a step of the page history did, for the tip of the undo button."""
    words = {
        "turn": t("xoay trang"),
        "crop": t("cắt trang"),
        "corners": t("đặt bốn góc"),
        "split": t("tách đôi trang"),
        "join": t("ghép hai mặt"),
        "reset": t("bỏ chỉnh sửa"),
        "move": t("đổi thứ tự"),
        "move_to": t("chuyển sang giấy tờ khác"),
        "delete": t("xóa trang"),
        "retake": t("chụp lại"),
        "keep": t("đưa lại vào hồ sơ"),
        "leave_out": t("để ngoài hồ sơ"),
        "note": t("đánh dấu ghi chú"),
        "kind": t("đổi loại ảnh"),
    }
    return words.get(what, what)
