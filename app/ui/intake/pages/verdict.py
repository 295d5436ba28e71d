"""Whether a page is good enough, said large and at once, with the way to a better one beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.i18n import t
from app.model.dossier import Page
from app.ui.controls import button, colour_text
from app.ui.present.pages import page_sentence
from app.ui.present.states import Role

_GROUND = {Role.BAD: "#fdeceb", Role.GOOD: "#e8f4ec", Role.QUIET: "#eceff1"}


class VerdictBar(QFrame):
    """``retake`` is done where the officer takes the page again."""

    def __init__(self, retake: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("verdict")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.retake_button = button(t("Chụp lại"), retake, picture="retake", kind="primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.retake_button)

    def show_page(self, page: Page, *, scanning: bool) -> None:
        """The verdict on a page; ``scanning``: a new picture of it is on its way."""
        role = _role(page)
        self.sentence.setText(t("Đang quét lại trang này…") if scanning else _verdict(page))
        colour_text(self.sentence, role, bold=True)
        self.setStyleSheet(f"QFrame#verdict {{ background: {_GROUND[role]}; border-radius: 5px; }}")
        self.retake_button.setVisible(role is Role.BAD)
        self.retake_button.setDisabled(scanning)


def _verdict(page: Page) -> str:
    if page.blank is None:
        return t("Đang xem chất lượng ảnh…")
    return page_sentence(page) or t("Ảnh đạt yêu cầu.")


def _role(page: Page) -> Role:
    if page.blank is None or page.left_out:
        return Role.QUIET
    return Role.BAD if page.warnings else Role.GOOD
