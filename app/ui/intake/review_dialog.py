"""*Kiểm tra dữ liệu giấy tờ*: a person stands for the data of every paper (TT 01/2023 Điều 9)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import t
from app.ui.controls import button, colour_text, heading, line, note, restyle
from app.ui.icons import icon
from app.ui.intake.sealing import ToReview
from app.ui.pdf_view import PdfView
from app.ui.present.dates import shown_date, stored_date
from app.ui.present.states import Role
from app.ui.theme import ROLE_COLOURS

_FIELDS = ("title", "number", "issued_on", "issuer", "abstract")


class ReviewDialog(QDialog):
    """One paper at a time; Enter agrees and goes on, and after the last one seals.

    ``checked`` has the data of every paper once the dialog was accepted.
    """

    def __init__(self, papers: list[ToReview], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Kiểm tra dữ liệu giấy tờ"))
        self._papers = papers
        self.checked = {paper.document_id: paper.proposed for paper in papers}
        self._seen: set[int] = set()
        self._shown: int | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(t("Các giấy tờ"))
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        for number, paper in enumerate(papers, start=1):
            self.list.addItem(QListWidgetItem(f"{number}. {paper.name}"))
        self.name = heading("")
        self.name.setWordWrap(True)
        self.remarks = note()
        colour_text(self.remarks, Role.ATTENTION, bold=True)
        self.fields = {
            "title": line(t("Tên giấy tờ")),
            "number": line(t("Số, ký hiệu"), t("để trống nếu không có")),
            "issued_on": line(t("Ngày cấp"), t("ngày/tháng/năm")),
            "issuer": line(t("Cơ quan cấp")),
            "abstract": line(t("Trích yếu")),
        }
        self.view = PdfView()
        self.back_button = button(t("Quay lại sửa giấy tờ"), self.reject, picture="left")
        self.agree_button = button("", self.agree, kind="primary", picture="check")
        self.agree_button.setDefault(True)
        self._lay_out()
        self.list.currentRowChanged.connect(self._go_to)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        for row, field in enumerate(self.fields.values()):
            caption = QLabel(field.accessibleName())
            caption.setBuddy(field)
            grid.addWidget(caption, 2 * row, 0)
            grid.addWidget(field, 2 * row + 1, 0)
        middle = QVBoxLayout()
        middle.addWidget(self.name)
        middle.addWidget(note(t("Đối chiếu với giấy tờ bên phải, sửa chỗ sai, rồi nhấn Enter.")))
        middle.addLayout(grid)
        middle.addWidget(self.remarks)
        middle.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(QLabel(t("Các giấy tờ")))
        left.addWidget(self.list, 1)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addLayout(left, 2)
        columns.addLayout(middle, 4)
        columns.addWidget(self.view, 5)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.agree_button)
        whole = QVBoxLayout(self)
        whole.addLayout(columns, 1)
        whole.addLayout(buttons)
        self.resize(1220, 640)

    def _go_to(self, place: int) -> None:
        if place == self._shown:
            return
        if self._shown is not None and not self._keep():
            self.list.setCurrentRow(self._shown)
            return
        self._shown = place
        paper = self._papers[place]
        data = self.checked[paper.document_id]
        self.name.setText(paper.name)
        for name in _FIELDS:
            text = str(getattr(data, name))
            self.fields[name].setText(shown_date(text) if name == "issued_on" else text)
            self.fields[name].setCursorPosition(0)
        self.remarks.setText("\n".join(paper.remarks))
        self.remarks.setVisible(bool(paper.remarks))
        self.view.show_pages([paper.picture])
        last = len(self._seen | {place}) == len(self._papers)
        self.agree_button.setText(
            t("Xác nhận và niêm phong (Enter)") if last else t("Đúng, giấy tờ tiếp theo (Enter)")
        )
        self.agree_button.setAccessibleName(self.agree_button.text())
        self.fields["title"].setFocus()
        self._mark_date(wrong=False)

    def _keep(self) -> bool:
        """Take the fields over into the paper shown; False where the date is none."""
        assert self._shown is not None
        issued_on = stored_date(self.fields["issued_on"].text(), year_alone=True)
        self._mark_date(wrong=issued_on is None)
        if issued_on is None:
            return False
        paper = self._papers[self._shown]
        self.checked[paper.document_id] = replace(
            self.checked[paper.document_id],
            issued_on=issued_on,
            **{name: self.fields[name].text().strip() for name in _FIELDS if name != "issued_on"},
        )
        return True

    def _mark_date(self, *, wrong: bool) -> None:
        field = self.fields["issued_on"]
        field.setProperty("wrong", wrong)
        restyle(field)
        field.setToolTip(t("Ngày không đúng: gõ ngày/tháng/năm.") if wrong else "")

    def agree(self) -> None:
        """This paper's data are right: show the next one not seen yet, or be done."""
        if not self._keep():
            self.fields["issued_on"].setFocus()
            return
        assert self._shown is not None
        self._seen.add(self._shown)
        self.list.item(self._shown).setIcon(icon("check", ROLE_COLOURS[Role.GOOD]))
        unseen = [place for place in range(len(self._papers)) if place not in self._seen]
        if unseen:
            self.list.setCurrentRow(unseen[0])
        else:
            self.accept()
