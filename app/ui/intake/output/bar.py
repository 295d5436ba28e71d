"""How the papers will be written, and how heavy they will be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import t
from app.model.output import OutputProfile
from app.ui.controls import GAP, button, choice, colour_text, note
from app.ui.present.output import profile_sentence, profile_word
from app.ui.present.states import Role


class OutputBar(QWidget):
    """``chosen`` carries an ``OutputProfile``; ``shown`` comes when the bar is seen again."""

    chosen = Signal(object)
    preview_wanted = Signal()
    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.profile = choice(t("Cách ghi tệp"))
        self.profile.setMinimumContentsLength(9)
        for each in OutputProfile:
            self.profile.addItem(profile_word(each), each)
            place = self.profile.count() - 1
            self.profile.setItemData(place, profile_sentence(each), Qt.ItemDataRole.ToolTipRole)
        self.sentence = note()
        self.preview_button = button(t("Xem trước…"), self.preview_wanted.emit, picture="eye")
        self.preview_button.setShortcut("Shift+F9")
        self.preview_button.setToolTip(t("Xem trang như khi ghi vào tệp, cả hai cách (Shift+F9)"))
        self.heavy = note()
        colour_text(self.heavy, Role.ATTENTION, bold=True)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(QLabel(t("Cách ghi tệp")))
        row.addWidget(self.profile)
        row.addStretch(1)
        row.addWidget(self.preview_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.sentence)
        column.addWidget(self.heavy)
        self.profile.activated.connect(lambda _: self.chosen.emit(self.current))
        self.show_profile(OutputProfile.ARCHIVE)
        self.show_weight("", [], pages=False)

    @property
    def current(self) -> OutputProfile:
        return OutputProfile(self.profile.currentData())

    def show_profile(self, profile: OutputProfile) -> None:
        self.profile.setCurrentIndex(self.profile.findData(profile))
        self.profile.setToolTip(profile_sentence(profile))

    def show_weight(self, sentence: str, heavy: Sequence[str], *, pages: bool) -> None:
        """``heavy`` has a sentence for each paper that is too large; ``pages``: there are some to
        be seen."""
        self.sentence.setText(sentence)
        self.heavy.setText("\n".join(heavy))
        self.heavy.setVisible(bool(heavy))
        self.preview_button.setEnabled(pages)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's own name)
        super().showEvent(event)
        self.shown.emit()
