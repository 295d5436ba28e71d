"""Whether the picture just taken is good enough, said at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.i18n import t
from app.model.dossier import Page
from app.ui.controls import button, colour_text
from app.ui.present.pages import page_sentence
from app.ui.present.states import Role

_GROUNDS = {Role.BAD: "#fdeceb", Role.GOOD: "#e8f4ec", Role.QUIET: "#eceff1"}


class Verdict(QFrame):
    """On one page; ``again`` takes it once more."""

    def __init__(self, again: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("verdict")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.again = button(t("Chụp lại"), again, picture="retake", keys="F5")
        self.again.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.sentence)
        column.addWidget(self.again)
        self.show_page(None)

    def show_page(self, page: Page | None) -> None:
        """What was found about a page so far; None where nothing was taken yet."""
        role, sentence = _verdict(page)
        self.sentence.setText(sentence)
        colour_text(self.sentence, role, bold=role is not Role.QUIET)
        self.setStyleSheet(
            f"QFrame#verdict {{ background: {_GROUNDS[role]}; border-radius: 5px; }}"
        )
        self.again.setEnabled(page is not None)


def _verdict(page: Page | None) -> tuple[Role, str]:
    if page is None:
        return Role.QUIET, t("Chưa chụp trang nào.")
    if page.blank is None:
        return Role.QUIET, t("Đang xem chất lượng ảnh…")
    sentence = page_sentence(page)
    return (Role.BAD, sentence) if sentence else (Role.GOOD, t("Ảnh đạt yêu cầu."))
