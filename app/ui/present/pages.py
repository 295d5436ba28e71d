"""What stands under the small picture of a page."""

from __future__ import annotations

from app.i18n import t
from app.model.dossier import Page
from app.ui.present.states import Role


def page_caption(place: int, page: Page) -> str:
    """``Trang 1``, and in a word what is the matter with it."""
    caption = t("Trang {number}", number=place + 1)
    if page.blank:
        return f"{caption}\n" + t("trắng, bỏ ra")
    if page.warnings:
        return f"{caption}\n" + t("⚠ xem lại ảnh")
    return caption


def page_tip(page: Page) -> str:
    """The whole of it: where the page came from and every warning."""
    return "\n".join((page.source_name, *page.warnings))


def page_role(page: Page) -> Role:
    return Role.ATTENTION if page.warnings and not page.blank else Role.QUIET
