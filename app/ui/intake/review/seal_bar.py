"""The one big button: digitise, sign, have the data checked, seal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QProgressBar

from app.i18n import t
from app.model.dossier import DocumentData
from app.ui.controls import button, colour_text, note
from app.ui.desk import Desk
from app.ui.intake.review import sealing
from app.ui.intake.review.dialog import ReviewDialog
from app.ui.intake.review.sealing import ToReview
from app.ui.lanes import Lane, Task
from app.ui.present.checklist import NextStep
from app.ui.present.states import Role


class SealBar(QFrame):
    """``started`` and ``stopped`` frame the work; ``sealed`` carries a ``Sealed`` instead of
    ``stopped`` when it came to its end."""

    started = Signal()
    stopped = Signal()
    sealed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self._desk = desk
        self._dossier_id = ""
        self._task: Task | None = None
        self.step = note()
        self.progress = QProgressBar()
        self.progress.setAccessibleName(t("Tiến độ"))
        self.progress.hide()
        self.stop_button = button(t("Dừng"), self._stop, picture="close")
        self.stop_button.hide()
        self.seal_button = button(
            t("Ký và niêm phong"), self.start, picture="seal", kind="big", keys="F9"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.step, 1)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop_button)
        row.addWidget(self.seal_button)
        self.review: ReviewDialog | None = None

    def show_dossier(self, dossier_id: str, step: NextStep) -> None:
        self._dossier_id = dossier_id
        self.step.setText(step.sentence)
        colour_text(self.step, Role.GOOD if step.ready else Role.ATTENTION, bold=True)
        self.seal_button.setEnabled(step.ready and self._task is None)

    @property
    def working(self) -> bool:
        """Papers are being made, checked or sealed."""
        return self._task is not None

    def start(self) -> None:
        """Everything up to the check by a person runs on its lane; pages come one by one."""
        station, dossier_id = self._desk.station, self._dossier_id
        self._working(True)
        self.started.emit()
        self._task = self._desk.lanes.run(
            Lane.PROCESS,
            lambda task: sealing.prepare(station, dossier_id, task),
            progress=self._moved,
            done=self._ask,
            failed=self._refused,
        )

    def _moved(self, sentence: str, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.setFormat(f"{sentence}  %v/%m")

    def _ask(self, papers: list[ToReview]) -> None:
        if not papers:
            self._seal({})
            return
        self.stop_button.hide()
        self.progress.setFormat(t("Chờ kiểm tra dữ liệu giấy tờ"))
        self.review = ReviewDialog(papers, self.window())
        self.review.finished.connect(self._answered)
        self.review.open()

    def _answered(self, code: int) -> None:
        review, self.review = self.review, None
        assert review is not None
        if code == QDialog.DialogCode.Accepted:
            self._seal(review.checked)
        else:
            self._working(False)
            self.stopped.emit()

    def _seal(self, checked: dict[str, DocumentData]) -> None:
        station, dossier_id = self._desk.station, self._dossier_id
        self.stop_button.hide()
        self.progress.setRange(0, 0)
        self._task = self._desk.lanes.run(
            Lane.PROCESS,
            lambda task: sealing.seal(station, dossier_id, checked),
            done=self._sealed,
            failed=self._refused,
        )

    def _sealed(self, result: object) -> None:
        self._working(False)
        self.sealed.emit(result)
        self._desk.dossiers_changed.emit()

    def _refused(self, error: object) -> None:
        self._working(False)
        self._desk.lanes.problem.emit(error)
        self.stopped.emit()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.stop_button.setEnabled(False)

    def _working(self, working: bool) -> None:
        if not working:
            self._task = None
        self.seal_button.setDisabled(working)
        self.step.setHidden(working)
        self.progress.setVisible(working)
        self.progress.setRange(0, 0)
        self.progress.setFormat(t("Đang chuẩn bị…"))
        self.stop_button.setVisible(working)
        self.stop_button.setEnabled(True)
