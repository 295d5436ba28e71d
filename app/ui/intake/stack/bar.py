"""*Cả xấp giấy*: many papers in one go, and what became of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.i18n import t
from app.ui.controls import GAP, button, colour_text, note
from app.ui.present.stack import StackSummary
from app.ui.present.states import Role


class StackBar(QWidget):
    """``show_wanted`` asks for the first page that wants a look, ``undo_wanted`` for the whole
    stack to be taken out again."""

    scan_wanted = Signal()
    files_wanted = Signal()
    sheets_wanted = Signal()
    stop_wanted = Signal()
    show_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scan_button = _told(
            button(t("Quét cả xấp"), self.scan_wanted.emit, picture="scan"),
            t("Quét hết khay; phiếu phân tách chia trang về từng giấy tờ"),
            "Shift+F2",
        )
        self.add_button = _told(
            button(t("Thêm cả xấp…"), self.files_wanted.emit, picture="file-add"),
            t("Các tệp của một xấp, theo thứ tự tên; phiếu phân tách chia trang về từng giấy tờ"),
            "Shift+F3",
        )
        self.sheets_button = _told(
            button(t("Phiếu phân tách…"), self.sheets_wanted.emit, picture="print"),
            t("In phiếu phân tách: mỗi giấy tờ một phiếu, đặt lên trên giấy đó trong xấp"),
            "Ctrl+P",
        )
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.remarks = note()
        colour_text(self.remarks, Role.ATTENTION, bold=False)
        self.stop_button = button(t("Dừng"), self.stop_wanted.emit, picture="close")
        self.show_button = button(t("Xem trang này"), self.show_wanted.emit, picture="eye")
        self.undo_button = button(t("Bỏ cả xấp"), self._undo, picture="undo")
        self.undo_button.setToolTip(t("Bỏ mọi trang của xấp vừa nhận; hoàn tác được"))
        self.close_button = button(t("Đóng"), self.clear, picture="close")
        self.told = QFrame()
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(GAP)
        for made in (self.scan_button, self.add_button, self.sheets_button):
            first.addWidget(made)
        first.addStretch(1)
        deeds = QHBoxLayout()
        deeds.setSpacing(GAP)
        deeds.addStretch(1)
        for made in (self.stop_button, self.show_button, self.undo_button, self.close_button):
            deeds.addWidget(made)
        self.told.setObjectName("problem")
        self.told.setProperty("kind", "notice")
        words = QVBoxLayout(self.told)
        words.setContentsMargins(10, 6, 8, 6)
        words.addWidget(self.sentence)
        words.addWidget(self.remarks)
        words.addLayout(deeds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(first)
        column.addWidget(self.told)

    def show_busy(self, busy: bool) -> None:
        """Nothing else begins while pages come in."""
        for made in (self.scan_button, self.add_button):
            made.setDisabled(busy)

    def show_progress(self, count: int, file: int, files: int) -> None:
        """``count`` pages are here; ``file`` of ``files`` is at hand, 0 of 0 for a scanner."""
        sentence = t("Đang nhận xấp giấy: {count} trang đã vào hồ sơ.", count=count)
        if files:
            sentence += " " + t("Tệp {file}/{files}.", file=file, files=files)
        self._tell(sentence, "", working=True, look=False, undo=False)

    def show_summary(self, summary: StackSummary, *, look: bool, undo: bool) -> None:
        """``look``: a page wants one; ``undo``: there are pages to be taken out."""
        self._tell(summary.sentence, summary.remarks, working=False, look=look, undo=undo)

    def clear(self) -> None:
        """Nothing to say."""
        self.told.hide()

    def _tell(self, sentence: str, remarks: str, *, working: bool, look: bool, undo: bool) -> None:
        self.sentence.setText(sentence)
        self.remarks.setText(remarks)
        self.remarks.setVisible(bool(remarks))
        self.told.setAccessibleName(f"{sentence} {remarks}".strip())
        self.stop_button.setVisible(working)
        self.close_button.setVisible(not working)
        self.show_button.setVisible(look)
        self.undo_button.setVisible(undo)
        self.told.show()

    def _undo(self) -> None:
        self.clear()
        self.undo_wanted.emit()


def _told(made: QPushButton, tip: str, keys: str) -> QPushButton:
    """With its key in the tip: there is no room for it on the button."""
    made.setShortcut(keys)
    made.setToolTip(f"{tip} ({keys})")
    return made
