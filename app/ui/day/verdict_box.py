"""What the province said of the day, in large letters, and whom it concerns."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout

from app.i18n import t
from app.ui.controls import colour_text, heading, note
from app.ui.icons import icon
from app.ui.present.day import Verdict
from app.ui.present.states import Role
from app.ui.theme import ROLE_COLOURS

_PICTURE = 34


class VerdictBox(QFrame):
    """Hidden until the day was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.picture = QLabel()
        self.headline = heading("")
        self.headline.setWordWrap(True)
        self.hint = note()
        self.when = note()
        self.codes = QTextBrowser()
        self.codes.setAccessibleName(t("Hồ sơ theo trả lời của tỉnh"))
        words = QVBoxLayout()
        words.addWidget(self.headline)
        words.addWidget(self.hint)
        words.addWidget(self.when)
        head = QHBoxLayout()
        head.addWidget(self.picture)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.codes, 1)
        self.hide()

    def show_verdict(self, verdict: Verdict | None, closed: str) -> None:
        self.setVisible(verdict is not None)
        if verdict is None:
            return
        good = verdict.role is Role.GOOD
        drawing = icon("check" if good else "warning", ROLE_COLOURS[verdict.role])
        self.picture.setPixmap(drawing.pixmap(_PICTURE, _PICTURE))
        self.headline.setText(verdict.headline)
        colour_text(self.headline, verdict.role, bold=True)
        self.hint.setText(verdict.hint)
        self.hint.setVisible(bool(verdict.hint))
        self.when.setText(closed)
        groups = [
            f'<p style="color:{ROLE_COLOURS[group.role]}"><b>{escape(group.title)}</b>'
            f" ({len(group.codes)})</p><p>{escape(', '.join(group.codes))}</p>"
            for group in verdict.groups
        ]
        self.codes.setHtml("".join(groups))
        self.codes.setVisible(bool(groups))
