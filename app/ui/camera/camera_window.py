"""Papers are laid under the camera one after the other, and each becomes a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import t
from app.model.dossier import Page
from app.model.edits import Below
from app.ui.camera.camera_bar import CameraBar
from app.ui.camera.live_camera import Glimpse, LiveCamera
from app.ui.camera.live_view import LiveView
from app.ui.camera.notice import Notice
from app.ui.camera.stills import Still
from app.ui.camera.verdict import Verdict
from app.ui.controls import GAP, button, note
from app.ui.desk import Desk
from app.ui.intake.pages.actions import PageActions
from app.ui.intake.pages.bar import action_button
from app.ui.intake.pages.deeds import PageDeeds
from app.ui.intake.pages.strip import PageStrip
from app.ui.problems import ProblemBar

SIZE = (1200, 690)
_BESIDE = 320
_SHOOT_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""Page Down and Enter are what pedals send."""
_QUIET, _WAIT, _GOOD = "#e3e9ed", "#fff1d6", "#dff2e5"


class CameraWindow(QDialog):
    """``taken`` carries a ``Still`` that is to become a page, ``retaken`` the ``Page`` and the
    ``Still`` that is to take its place. What became of them comes back through ``kept`` and
    ``show_pages``; nothing is asked when the window closes, since nothing waits to be saved.

    ``deeds`` are done with the stills of this sitting, ``picture_of`` gives the best picture of
    one.
    """

    taken = Signal(object)
    retaken = Signal(object, object)

    def __init__(
        self,
        name: str,
        desk: Desk,
        deeds: PageDeeds,
        picture_of: Callable[[Page], QImage | None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Chụp: {name}", name=name))
        self._deeds = deeds
        self._sitting: list[str] = []
        self._pages: list[Page] = []
        self._again: Page | None = None
        self._front: Page | None = None
        self.live = LiveCamera(desk.lanes)
        self.bar = CameraBar(desk)
        self.problems = ProblemBar()
        desk.lanes.problem.connect(self.problems.show_error)
        self.hint = QLabel()
        self.view = LiveView()
        self.notice = Notice(self.look)
        self.actions_of_page = PageActions()
        self.strip = PageStrip(self.actions_of_page)
        self.strip.picture_of = picture_of
        self.verdict = Verdict(self._take_again)
        self.count = QLabel()
        self.shoot = button(
            t("Chụp (Phím cách)"), self.live.shutter.press, picture="camera", kind="big"
        )
        self.done_button = button(t("Xong (Esc)"), self.accept, picture="check")
        self._lay_out()
        self._connect()
        self._show_count()

    def _lay_out(self) -> None:
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.hint.setMinimumHeight(46)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.notice)
        self.stage.addWidget(self.view)
        foot = QHBoxLayout()
        foot.addWidget(self.shoot)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self.bar)
        left.addWidget(self.problems)
        left.addWidget(self.hint)
        left.addWidget(self.stage, 1)
        left.addLayout(foot)
        verbs = QHBoxLayout()
        actions = self.actions_of_page
        for action in (actions.turn_left, actions.turn_right, actions.delete, actions.undo):
            verbs.addWidget(action_button(action))
        verbs.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self.verdict)
        right.addWidget(self.strip, 1)
        right.addLayout(verbs)
        right.addWidget(note(t("Mỗi ảnh được lưu ngay khi chụp. R: xoay; Delete: xóa trang.")))
        beside = QWidget()
        beside.setLayout(right)
        beside.setFixedWidth(_BESIDE)
        right.setContentsMargins(0, 0, 0, 0)
        whole = QHBoxLayout(self)
        whole.addLayout(left, 1)
        whole.addWidget(beside)
        for each in (self.shoot, self.done_button):
            each.setAutoDefault(False)
        self.strip.setDragEnabled(False)
        self.strip.setAcceptDrops(False)
        self.shoot.setFocus()
        self.resize(*SIZE)

    def _connect(self) -> None:
        for key in _SHOOT_KEYS:
            QShortcut(QKeySequence(key), self, self._press)
        live, bar = self.live, self.bar
        bar.look_wanted.connect(self.look)
        bar.chosen.connect(self._start)
        bar.alone_changed.connect(self._set_alone)
        bar.card_changed.connect(self._card_changed)
        self._set_alone(bar.alone.isChecked())
        live.seen.connect(self._seen)
        live.taken.connect(self._taken)
        live.failed.connect(self._failed)
        self.view.resized.connect(self._resized)
        self.strip.chosen_changed.connect(self._chosen_changed)
        self._deeds.obey(self.actions_of_page, lambda: self._chosen)

    def look(self, wanted: str = "") -> None:
        """Let the camera go, look for cameras, and start the one that was chosen last (or the one
        that is ``wanted``)."""
        self.live.stop()
        self._rest(t("Đang mở camera…"), "", trouble=False)
        self.bar.look(wanted)

    def take_again(self, page: Page) -> None:
        """The next picture takes the place of ``page``."""
        self._sitting.append(page.page_id)
        self._again = page

    def kept(self, page: Page) -> None:
        """A still is safe. The second side of a card goes below the first."""
        self._sitting.append(page.page_id)
        if not self.bar.card.isChecked():
            return
        if self._front is None:
            self._front = page
        else:
            self._deeds.join(self._front, page)
            self._front = None

    def show_pages(self, pages: Sequence[Page], undo: str, redo: str) -> None:
        """The pages of the paper as they are now; those of this sitting are shown."""
        known = {page.page_id for page in self._pages}
        self._pages = [page for page in pages if page.page_id in self._sitting]
        self.actions_of_page.show_steps(undo, redo)
        self.strip.show_pages(self._pages)
        fresh = [page for page in self._pages if page.page_id not in known]
        if fresh:
            self.strip.choose(fresh[-1].page_id)
        if self._front is not None and self._front not in self._pages:
            by_id = {page.page_id: page for page in self._pages}
            self._front = by_id.get(self._front.page_id)
        self._show_count()
        self._chosen_changed()

    @property
    def _chosen(self) -> list[Page]:
        """The still at hand, which is the last one unless the officer chose another."""
        return self.strip.chosen or self._pages[-1:]

    def _start(self, place: str, told: str) -> None:
        if not self.isVisible():
            return
        if place:
            self.live.start(place)
        else:
            self._rest(
                t("Chưa thấy camera nào."),
                told or t("Cắm dây camera vào máy tính, chờ vài giây rồi bấm «Thử lại»."),
                trouble=True,
            )

    def _failed(self, error: AppError) -> None:
        self._rest(error.title, error.hint, trouble=True)

    def _rest(self, title: str, hint: str, *, trouble: bool) -> None:
        """No picture: say why."""
        self.view.show_glimpse(None)
        self.notice.tell(title, hint, trouble=trouble)
        self.stage.setCurrentWidget(self.notice)
        self.shoot.setEnabled(False)
        self.hint.hide()
        if trouble:
            self.notice.again.setFocus()

    def _seen(self, glimpse: Glimpse) -> None:
        self.view.show_glimpse(glimpse)
        if self.stage.currentWidget() is not self.view:
            self.stage.setCurrentWidget(self.view)
            self.shoot.setEnabled(True)
            self.shoot.setFocus()
            self.hint.show()
        words = self._words(glimpse.hint)
        ground = _QUIET if not glimpse.outline else _WAIT if glimpse.steadiness < 1 else _GOOD
        if (words, ground) != (self.hint.text(), self.hint.property("ground")):
            self.hint.setText(words)
            self.hint.setProperty("ground", ground)
            self.hint.setStyleSheet(
                f"background: {ground}; border-radius: 5px; font-size: 15pt; font-weight: 600;"
            )

    def _words(self, hint: str) -> str:
        if self._again is not None:
            return t("Chụp thay trang đã chọn: {hint}", hint=hint)
        if self.bar.card.isChecked():
            return (
                t("Chờ mặt trước. {hint}", hint=hint)
                if self._front is None
                else t("Chờ mặt sau. {hint}", hint=hint)
            )
        return hint

    def _taken(self, still: Still) -> None:
        self.view.flash()
        page, self._again = self._again, None
        if page is None:
            self.taken.emit(still)
            return
        if self.bar.card.isChecked() and any(isinstance(each, Below) for each in page.edits):
            self._front = page
        self.retaken.emit(page, still)

    def _press(self) -> None:
        if self.shoot.isEnabled():
            self.live.shutter.press()
        elif self.notice.again.isVisible():
            self.look()

    def _take_again(self) -> None:
        if self._chosen and self.shoot.isEnabled():
            self._again = self._chosen[-1]
            self.live.shutter.press()

    def _set_alone(self, alone: bool) -> None:
        self.live.shutter.alone = alone
        self.view.shows_ring = alone

    def _card_changed(self, card: bool) -> None:
        self._front = None

    def _resized(self, across: int, down: int) -> None:
        self.live.room = (across, down)

    def _chosen_changed(self) -> None:
        chosen = self._chosen
        self.actions_of_page.show_chosen(chosen)
        self.verdict.show_page(chosen[-1] if chosen else None)

    def _show_count(self) -> None:
        self.count.setText(t("Đã chụp {count} trang", count=len(self._pages)))

    def done(self, result: int) -> None:
        """However it is closed, the camera is let go before the window is."""
        super().done(result)
        self.bar.leave()
        self.live.stop(self.deleteLater)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's own name)
        action = self.actions_of_page.wanted_by(event)
        if action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)
