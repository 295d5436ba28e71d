"""A page as it will stand in the file, written both ways, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import t
from app.model.dossier import Page
from app.model.output import OutputProfile
from app.ui.controls import button, colour_text, heading, note
from app.ui.intake.output.twins import TwinView, go_together
from app.ui.intake.output.work import Drawn
from app.ui.present.output import profile_sentence, profile_word
from app.ui.present.sizes import size_text
from app.ui.present.states import Role

SIZE = (1240, 690)
_BOLDER = 30
"""Pixels that the words of a checked button need more."""
_NOTHING_YET = QImage(210, 297, QImage.Format.Format_RGB32)
_NOTHING_YET.fill(QColor("#5c6a73"))


@dataclass(frozen=True)
class PreviewPage:
    """A page to look at, and what it is called: its paper, its number in it from 1."""

    page: Page
    paper: str
    number: int


class PreviewDialog(QDialog):
    """``wanted`` asks for the pictures of a page, which come back through ``show_drawn``;
    ``chosen`` carries the ``OutputProfile`` the officer prefers."""

    wanted = Signal(object)
    chosen = Signal(object)

    def __init__(
        self,
        pages: Sequence[PreviewPage],
        place: int,
        profile: OutputProfile,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Xem trước tệp sẽ ghi"))
        self._pages = pages
        self._place = place
        self.title = heading("")
        self.fault = QLabel()
        self.fault.setWordWrap(True)
        colour_text(self.fault, Role.BAD, bold=True)
        self.back = button(t("Trang trước"), lambda: self._go(-1), picture="left")
        self.next = button(t("Trang sau"), lambda: self._go(1), picture="right")
        self.views = {each: TwinView() for each in OutputProfile}
        self.names = {each: heading("") for each in OutputProfile}
        self.choices = {each: self._choice(each) for each in OutputProfile}
        go_together(list(self.views.values()))
        self._lay_out()
        self.show_profile(profile)

    def _choice(self, profile: OutputProfile) -> QPushButton:
        keys = f"Alt+{list(OutputProfile).index(profile) + 1}"
        made = button(
            t("Dùng «{profile}»", profile=profile_word(profile)),
            partial(self._choose, profile),
            picture="check",
        )
        made.setShortcut(keys)
        made.setToolTip(t("Ghi mọi giấy tờ theo cách này từ nay ({keys})", keys=keys))
        made.setCheckable(True)
        made.setMinimumWidth(made.sizeHint().width() + _BOLDER)
        return made

    def _lay_out(self) -> None:
        QShortcut(QKeySequence(Qt.Key.Key_PageUp), self, lambda: self._go(-1))
        QShortcut(QKeySequence(Qt.Key.Key_PageDown), self, lambda: self._go(1))
        self.back.setToolTip(t("Trang trước (PgUp)"))
        self.next.setToolTip(t("Trang sau (PgDn)"))
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addWidget(self.next)
        top.addSpacing(10)
        top.addWidget(self.title, 1)
        first = next(iter(self.views.values()))
        for text, picture, act, keys in (
            (t("Thu nhỏ"), "zoom-out", first.zoom_out_together, "Ctrl+-"),
            (t("Phóng to"), "zoom-in", first.zoom_in_together, "Ctrl++"),
            (t("Vừa cửa sổ"), "fit", first.fit_together, "Ctrl+0"),
        ):
            made = button("", act, picture=picture)
            made.setAccessibleName(text)
            made.setToolTip(f"{text} ({keys})")
            made.setShortcut(QKeySequence(keys))
            top.addWidget(made)
        top.addSpacing(10)
        top.addWidget(button(t("Đóng (Esc)"), self.reject, picture="close"))
        halves = QHBoxLayout()
        halves.setSpacing(12)
        for profile, view in self.views.items():
            view.setAccessibleName(t("Trang ghi theo «{profile}»", profile=profile_word(profile)))
            half = QVBoxLayout()
            half.addWidget(self.names[profile])
            half.addWidget(view, 1)
            half.addWidget(note(profile_sentence(profile)))
            half.addWidget(self.choices[profile], 0, Qt.AlignmentFlag.AlignLeft)
            halves.addLayout(half, 1)
        whole = QVBoxLayout(self)
        whole.addLayout(top)
        whole.addWidget(self.fault)
        whole.addLayout(halves, 1)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(False)
        self.resize(*SIZE)
        first.setFocus()

    @property
    def page(self) -> Page:
        return self._pages[self._place].page

    def begin(self) -> None:
        """Ask for the pictures of the page at hand."""
        self._go(0)

    def show_profile(self, profile: OutputProfile) -> None:
        """The one that papers are written by now."""
        for each, made in self.choices.items():
            made.setChecked(each is profile)

    def show_drawn(self, drawn: Drawn) -> None:
        if drawn.page.page_id != self.page.page_id:
            return
        for profile, view in self.views.items():
            view.show_picture(drawn.pictures[profile])
            self._name(profile, t("khoảng {size}", size=size_text(drawn.sizes[profile])))

    def show_fault(self, page: Page, error: AppError) -> None:
        """The page cannot be drawn."""
        if page.page_id == self.page.page_id:
            self.fault.setText(f"{error.title} {error.hint}".strip())
            self.fault.show()
            for profile in self.names:
                self._name(profile, t("không xem được"))

    def _name(self, profile: OutputProfile, told: str) -> None:
        self.names[profile].setText(f"{profile_word(profile)} · {told}")

    def _go(self, step: int) -> None:
        place = self._place + step
        if not 0 <= place < len(self._pages):
            return
        self._place = place
        shown = self._pages[place]
        self.title.setText(
            t("{paper} · trang {number}", paper=shown.paper, number=shown.number)
            + f"  ({place + 1}/{len(self._pages)})"
        )
        self.back.setEnabled(place > 0)
        self.next.setEnabled(place < len(self._pages) - 1)
        self.fault.hide()
        for profile, view in self.views.items():
            view.show_picture(_NOTHING_YET)
            self._name(profile, t("đang vẽ…"))
        self.wanted.emit(shown.page)

    def _choose(self, profile: OutputProfile) -> None:
        self.show_profile(profile)
        self.chosen.emit(profile)
