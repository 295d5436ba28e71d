"""What the editor can do with marks: cut, set corners, split; one way of working at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.i18n import t
from app.ui.controls import button, heading, note


class ModePanel(QWidget):
    """What to do with the marks, and the two buttons that end it."""

    def __init__(self, apply: Callable[[], None], leave: Callable[[], None]) -> None:
        super().__init__()
        self.title: QLabel = heading("")
        self.title.setWordWrap(True)
        self.what = note()
        self.how = note()
        self.apply_button = button(t("Áp dụng (Enter)"), apply, picture="check", kind="primary")
        self.leave_button = button(t("Thôi (Esc)"), leave, picture="close")
        for each in (self.apply_button, self.leave_button):
            each.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.what)
        column.addWidget(self.how)
        column.addSpacing(8)
        column.addWidget(self.apply_button)
        column.addWidget(self.leave_button)
        column.addStretch(1)

    def explain(self, mode: str) -> None:
        title, what = mode_words(mode)
        self.title.setText(title)
        self.what.setText(what)
        self.how.setText(
            t("Kéo bằng chuột, hoặc dùng phím: ← → dịch, giữ Shift để dịch nhanh.")
            if mode == SPLIT
            else t(
                "Kéo bằng chuột, hoặc dùng phím: Tab chọn góc, ← ↑ → ↓ dịch,"
                " giữ Shift để dịch nhanh."
            )
        )


CROP, CORNERS, SPLIT = "crop", "corners", "split"


def mode_words(mode: str) -> tuple[str, str]:
    """Title and explanation of a way of working."""
    return {
        CROP: (t("Cắt trang"), t("Phần sáng được giữ lại. Ảnh gốc vẫn còn nguyên.")),
        CORNERS: (
            t("Đặt bốn góc"),
            t("Đặt bốn chấm vào bốn góc tờ giấy trên ảnh gốc; trang được nắn phẳng theo đó."),
        ),
        SPLIT: (
            t("Tách đôi (sách mở)"),
            t("Đặt đường kẻ vào gáy sách: bên trái thành trang trước, bên phải thành trang sau."),
        ),
    }[mode]
