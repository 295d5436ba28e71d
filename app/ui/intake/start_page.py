"""The beginning of a dossier: which procedure, which person; and what was left unfinished."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capture.files import read_file
from app.errors import AppError
from app.i18n import t
from app.identity.card_image import read_card_image
from app.ui.controls import button, note, panel
from app.ui.desk import Desk
from app.ui.files import choose_picture
from app.ui.intake import work
from app.ui.intake.applicant_form import ApplicantForm
from app.ui.intake.draft_strip import DraftStrip
from app.ui.intake.procedure_panel import ProcedurePanel
from app.ui.lanes import Lane
from app.ui.memory import with_recent
from app.workflow.intake import open_dossier


class StartPage(QWidget):
    """``opened`` carries the id of the dossier to work on."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.drafts = DraftStrip()
        self.procedures = ProcedurePanel(desk)
        self.applicant = ApplicantForm()
        self.open_button = button(t("Mở hồ sơ"), self._open, picture="right", kind="big", keys="F8")
        self.missing = note()
        self._lay_out()
        self.drafts.wanted.connect(self.opened.emit)
        self.procedures.changed.connect(self._judge)
        self.procedures.entered.connect(self.applicant.card.setFocus)
        self.applicant.changed.connect(self._judge)
        self.applicant.card_read.connect(self._after_card)
        self._judge()

    def _lay_out(self) -> None:
        left, left_column = panel()
        left_column.addWidget(self.procedures)
        right, right_column = panel()
        right_column.addWidget(self.applicant)
        read = button(t("Đọc thẻ từ tệp ảnh…"), self._choose_card, picture="card")
        row = QHBoxLayout()
        row.addWidget(read)
        row.addStretch(1)
        right_column.addLayout(row)
        right_column.addStretch(1)
        right_column.addWidget(self.missing)
        right_column.addWidget(self.open_button)
        halves = QHBoxLayout()
        halves.setSpacing(10)
        halves.addWidget(left, 1)
        halves.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.drafts)
        column.addLayout(halves, 1)

    def start_over(self) -> None:
        """The next person: empty fields, the drafts looked up again."""
        self.applicant.clear()
        self.procedures.start_over()
        self.look_for_drafts()

    def look_for_drafts(self) -> None:
        self._desk.lanes.run(
            Lane.STORE,
            lambda task: work.drafts(self._desk.station),
            done=self.drafts.show_drafts,
        )

    def _judge(self) -> None:
        missing = []
        if self.procedures.procedure is None:
            missing.append(t("chọn thủ tục"))
        if not self.applicant.complete:
            missing.append(t("nhập số định danh và họ tên người nộp"))
        self.missing.setText(t("Việc cần làm: {steps}.", steps=", ".join(missing)))
        self.missing.setVisible(bool(missing))
        self.open_button.setDisabled(bool(missing))

    def _after_card(self) -> None:
        (self.open_button if self.open_button.isEnabled() else self.procedures.search).setFocus()

    def _choose_card(self) -> None:
        choose_picture(self, self._read_card)

    def _read_card(self, path: Path) -> None:
        self._desk.lanes.run(
            Lane.CAPTURE,
            lambda task: read_card_image(read_file(path).data, path.name),
            done=self.applicant.show_reading,
        )

    def _open(self) -> None:
        procedure = self.procedures.procedure
        if procedure is None:
            return
        try:
            person = self.applicant.person()
        except AppError as error:
            self._desk.lanes.problem.emit(error)
            return
        code, case = procedure.code, self.procedures.case_key
        channel = self.procedures.chosen_channel
        self.open_button.setEnabled(False)
        self._desk.lanes.run(
            Lane.STORE,
            lambda task: (
                open_dossier(
                    self._desk.station, code, person, case_key=case, channel=channel
                ).dossier_id
            ),
            done=self._opened(code),
            ended=self._judge,
        )

    def _opened(self, code: str) -> Callable[[str], None]:
        def done(dossier_id: str) -> None:
            self._desk.remember(recent=with_recent(self._desk.memory.recent, code))
            self.opened.emit(dossier_id)

        return done
