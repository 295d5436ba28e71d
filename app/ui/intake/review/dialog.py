"""*Kiểm tra dữ liệu giấy tờ*: a person stands for the data of every paper (TT 01/2023 Điều 9)."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import t
from app.ui.controls import button, colour_text, heading, note
from app.ui.icons import icon
from app.ui.intake.review.field_edit import FieldEdit
from app.ui.intake.review.paper_view import PaperView
from app.ui.intake.review.sealing import ToReview
from app.ui.present.fields import field_rows, with_values
from app.ui.present.states import Role
from app.ui.theme import ROLE_COLOURS


class ReviewDialog(QDialog):
    """One paper at a time; Enter agrees and goes on, and after the last one seals.

    ``checked`` has the data of every paper once the dialog was accepted. ``edits`` are the fields
    of the paper shown, by name; ``fields`` what is typed into them.
    """

    def __init__(self, papers: list[ToReview], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Kiểm tra dữ liệu giấy tờ"))
        self._papers = papers
        self.checked = {paper.document_id: paper.proposal.data for paper in papers}
        self._seen: set[int] = set()
        self._shown: int | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(t("Các giấy tờ"))
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        for number, paper in enumerate(papers, start=1):
            item = QListWidgetItem(f"{number}. {paper.name}")
            item.setToolTip(paper.name)
            self.list.addItem(item)
        self.name = heading("")
        self.name.setWordWrap(True)
        self.remarks = note()
        colour_text(self.remarks, Role.ATTENTION, bold=True)
        self.edits: dict[str, FieldEdit] = {}
        self.form = QScrollArea()
        self.form.setWidgetResizable(True)
        self.form.setFrameShape(QFrame.Shape.NoFrame)
        self.form.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view = PaperView()
        self.back_button = button(t("Quay lại sửa giấy tờ"), self.reject, picture="left")
        self.agree_button = button("", self.agree, kind="primary", picture="check")
        self.agree_button.setDefault(True)
        self._lay_out()
        self.list.currentRowChanged.connect(self._go_to)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.addWidget(self.name)
        middle.addWidget(note(t("Đối chiếu với giấy tờ bên phải, sửa chỗ sai, rồi nhấn Enter.")))
        middle.addWidget(self.remarks)
        middle.addWidget(self.form, 1)
        left = QVBoxLayout()
        left.addWidget(QLabel(t("Các giấy tờ")))
        left.addWidget(self.list, 1)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addLayout(left, 2)
        columns.addLayout(middle, 5)
        columns.addWidget(self.view, 6)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.agree_button)
        whole = QVBoxLayout(self)
        whole.addLayout(columns, 1)
        whole.addLayout(buttons)
        self.resize(1280, 700)

    @property
    def fields(self) -> dict[str, QLineEdit]:
        return {name: field.edit for name, field in self.edits.items()}

    def _go_to(self, place: int) -> None:
        if place == self._shown:
            return
        if self._shown is not None and not self._keep():
            self.list.setCurrentRow(self._shown)
            return
        self._shown = place
        paper = self._papers[place]
        self.name.setText(paper.name)
        self.remarks.setText("\n".join(paper.remarks))
        self.remarks.setVisible(bool(paper.remarks))
        self.view.show_paper(paper.pages)
        last = len(self._seen | {place}) == len(self._papers)
        self.agree_button.setText(
            t("Xác nhận và niêm phong (Enter)") if last else t("Đúng, giấy tờ tiếp theo (Enter)")
        )
        self.agree_button.setAccessibleName(self.agree_button.text())
        self._show_fields(paper)

    def _show_fields(self, paper: ToReview) -> None:
        """The officer begins at the first field that was read badly, else at the first."""
        proposal = paper.proposal
        rows = field_rows(self.checked[paper.document_id], proposal.fields, proposal.expected)
        self.edits = {row.name: FieldEdit(row, paper.snippets.get(row.name)) for row in rows}
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        for field in self.edits.values():
            column.addWidget(field)
            field.entered.connect(self._entered)
        column.addStretch(1)
        self.form.setWidget(sheet)
        order = [self.list, *self.fields.values(), self.agree_button]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        doubtful = [field for field in self.edits.values() if field.row.doubtful]
        first = (doubtful or list(self.edits.values()))[0]
        first.edit.setFocus()
        self._entered(first)

    def _entered(self, field: FieldEdit) -> None:
        """The place of the field at hand is framed on the page."""
        self.form.ensureWidgetVisible(field)
        source = field.row.source
        if source is None:
            self.view.show_no_place()
        else:
            self.view.show_place(source.page, source.box)

    def _keep(self) -> bool:
        """Take the fields over into the paper shown; False where a day is none."""
        assert self._shown is not None
        values = {name: field.stored for name, field in self.edits.items()}
        wrong = [name for name, value in values.items() if value is None]
        if wrong:
            self.edits[wrong[0]].edit.setFocus()
            return False
        paper = self._papers[self._shown]
        kept = {name: value for name, value in values.items() if value is not None}
        self.checked[paper.document_id] = with_values(self.checked[paper.document_id], kept)
        return True

    def agree(self) -> None:
        """This paper's data are right: show the next one not seen yet, or be done."""
        if not self._keep():
            return
        assert self._shown is not None
        self._seen.add(self._shown)
        self.list.item(self._shown).setIcon(icon("check", ROLE_COLOURS[Role.GOOD]))
        unseen = [place for place in range(len(self._papers)) if place not in self._seen]
        if unseen:
            self.list.setCurrentRow(unseen[0])
        else:
            self.accept()
