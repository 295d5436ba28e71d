"""One page, large: is it good enough, and if not, what is done about it at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.i18n import t
from app.model.dossier import Page
from app.model.edits import Point
from app.ui.controls import button, heading, note
from app.ui.intake.pages.actions import PageActions
from app.ui.intake.pages.deeds import PageDeeds
from app.ui.intake.pages.editor_modes import CORNERS, CROP, SPLIT, ModePanel
from app.ui.intake.pages.editor_tools import EditorTools
from app.ui.intake.pages.editor_view import PageView
from app.ui.intake.pages.feeding import FeedBar
from app.ui.intake.pages.verdict import VerdictBar
from app.ui.intake.pages.work import Captured, Look, key_of, turned_picture, unturned
from app.ui.present.page_marks import BoxMarks, CornerMarks, GutterMark
from app.ui.present.pages import note_words

SIZE = (1180, 690)
_KEPT = 6
_LOOSE: tuple[Point, Point, Point, Point] = ((0.04, 0.04), (0.96, 0.04), (0.96, 0.96), (0.04, 0.96))


class PageEditor(QDialog):
    """Shows pages as they will be bound. ``look_wanted`` and ``captured_wanted`` ask for the
    pictures of a page, which come back through ``saw`` and ``show_captured``."""

    look_wanted = Signal(object)
    captured_wanted = Signal(object)
    retake_wanted = Signal(object)

    def __init__(self, name: str, deeds: PageDeeds, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self._deeds = deeds
        self._pages: list[Page] = []
        self._place = 0
        self._looks: dict[object, Look] = {}
        self._asked: set[object] = set()
        self._mode = ""
        self.actions_of_page = PageActions()
        self.view = PageView()
        self.title = heading("")
        self.verdict = VerdictBar(self._retake)
        self._scanning = False
        self.feed = FeedBar()
        self.tools = EditorTools(self.actions_of_page, self.start_mode)
        self.mode_panel = ModePanel(self._apply, self._leave_mode)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.back = button(t("Trang trước"), lambda: self._go(-1), picture="left")
        self.next = button(t("Trang sau"), lambda: self._go(1), picture="right")
        self.back.setToolTip(t("Trang trước (PgUp)"))
        self.next.setToolTip(t("Trang sau (PgDn)"))
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addWidget(self.next)
        top.addSpacing(10)
        top.addWidget(self.title, 1)
        for text, picture, act, keys in (
            (t("Thu nhỏ"), "zoom-out", self.view.zoom_out, "Ctrl+-"),
            (t("Phóng to"), "zoom-in", self.view.zoom_in, "Ctrl++"),
            (t("Vừa cửa sổ"), "fit", self.view.fit, "Ctrl+0"),
        ):
            made = button("", act, picture=picture)
            made.setAccessibleName(text)
            made.setToolTip(f"{text} ({keys})")
            made.setShortcut(QKeySequence(keys))
            top.addWidget(made)
        self.side = QStackedWidget()
        self.side.addWidget(self.tools)
        self.side.addWidget(self.mode_panel)
        self.side.setFixedWidth(290)
        left = QVBoxLayout()
        left.addLayout(top)
        left.addWidget(self.verdict)
        left.addWidget(self.feed)
        left.addWidget(self.view, 1)
        self.close_button = button(t("Đóng (Esc)"), self.reject, picture="close")
        right = QVBoxLayout()
        right.addWidget(self.side, 1)
        right.addWidget(note(t("Ảnh gốc luôn được giữ nguyên; mọi việc ở đây đều hoàn tác được.")))
        right.addWidget(self.close_button)
        whole = QHBoxLayout(self)
        whole.addLayout(left, 1)
        whole.addLayout(right)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(False)
        self.view.setFocus()
        self.resize(*SIZE)

    def _connect(self) -> None:
        QShortcut(QKeySequence(Qt.Key.Key_PageUp), self, lambda: self._go(-1))
        QShortcut(QKeySequence(Qt.Key.Key_PageDown), self, lambda: self._go(1))
        self._deeds.obey(self.actions_of_page, self._chosen)
        self.actions_of_page.split.triggered.connect(lambda: self.start_mode(SPLIT))
        self.actions_of_page.retake.triggered.connect(self._retake)
        self.actions_of_page.join.triggered.connect(self._join)

    @property
    def page(self) -> Page | None:
        return self._pages[self._place] if self._pages else None

    def _chosen(self) -> list[Page]:
        return [self.page] if self.page else []

    def show_pages(self, pages: Sequence[Page], undo: str, redo: str) -> None:
        """The paper's pages as they are now; the page at hand stays at hand."""
        at_hand = self.page
        self._pages = list(pages)
        self.actions_of_page.show_steps(undo, redo)
        if not self._pages:
            self._leave_mode()
            self.accept()
            return
        ids = [page.page_id for page in self._pages]
        if at_hand is not None and at_hand.page_id in ids:
            self._place = ids.index(at_hand.page_id)
        self._place = min(self._place, len(self._pages) - 1)
        if self.page != at_hand:
            self._leave_mode()
        self._show()

    def show_page(self, page_id: str) -> None:
        """Turn to a page."""
        self._place = [page.page_id for page in self._pages].index(page_id)
        self._leave_mode()

    def _go(self, step: int) -> None:
        if 0 <= self._place + step < len(self._pages):
            self._place += step
            self._leave_mode()

    def _show(self) -> None:
        page = self.page
        if page is None:
            return
        place, count = self._place + 1, len(self._pages)
        words = [t("Trang {place}/{count}", place=place, count=count), note_words(page)]
        self.title.setText(" · ".join(word for word in words if word))
        self.back.setEnabled(self._place > 0)
        self.next.setEnabled(place < count)
        self.actions_of_page.show_chosen([page])
        self.actions_of_page.join.setEnabled(place < count)
        self.tools.show_page(page)
        self.verdict.show_page(page, scanning=self._scanning)
        if not self._mode:
            self._show_clean(page)

    def show_scanning(self, scanning: bool) -> None:
        """A new picture of the page at hand is on its way, or has come."""
        self._scanning = scanning
        if self.page is not None:
            self.verdict.show_page(self.page, scanning=self._scanning)

    def _show_clean(self, page: Page) -> None:
        base, degrees = unturned(page)
        look = self._looks.get(key_of(base))
        if look is not None:
            self.view.show_picture(turned_picture(look.large, degrees))
        if look is None and key_of(page) not in self._asked:
            self._asked.add(key_of(page))
            self.look_wanted.emit(page)

    def show_small(self, picture: QImage | None) -> None:
        """Something to look at until the large picture is here."""
        page = self.page
        if (
            page is not None
            and picture is not None
            and key_of(unturned(page)[0]) not in self._looks
        ):
            self.view.show_picture(picture)

    def saw(self, look: Look) -> None:
        """The large picture of a page is here."""
        base, degrees = unturned(look.page)
        self._asked.discard(key_of(look.page))
        while len(self._looks) >= _KEPT:
            self._looks.pop(next(iter(self._looks)))
        upright = turned_picture(look.large, -degrees)
        self._looks[key_of(base)] = Look(base, look.small, upright, look.gutter)
        self._show()

    def start_mode(self, mode: str) -> None:
        """Cut, set corners or split the page at hand."""
        page = self.page
        if page is None:
            return
        self._mode = mode
        self.mode_panel.explain(mode)
        self.close_button.hide()
        self.mode_panel.apply_button.setEnabled(True)
        self.side.setCurrentWidget(self.mode_panel)
        self.view.setFocus()
        if mode == CORNERS:
            self.mode_panel.apply_button.setEnabled(False)
            self.captured_wanted.emit(page)
        elif mode == CROP:
            self.view.show_marks(BoxMarks())
        else:
            look = self._looks.get(key_of(page))
            self.view.show_marks(GutterMark((look.gutter if look else None) or 0.5))

    def show_captured(self, captured: Captured) -> None:
        """The untouched picture is here: lay the corners over it."""
        if self._mode != CORNERS or self.page is None or self.page.page_id != captured.page.page_id:
            return
        self.view.show_picture(captured.picture)
        found = captured.corners
        points = (found[0], found[1], found[2], found[3]) if found else _LOOSE
        self.view.show_marks(CornerMarks(points))
        self.mode_panel.apply_button.setEnabled(True)

    def _apply(self) -> None:
        page, marks = self.page, self.view.marks
        if page is None or marks is None:
            return
        if isinstance(marks, CornerMarks) and not marks.fits:
            self.mode_panel.what.setText(t("Bốn góc đang chéo nhau: kéo lại cho đúng thứ tự."))
            return
        self._leave_mode()
        if isinstance(marks, CornerMarks):
            self._deeds.set_corners(page, marks.edit)
        elif isinstance(marks, BoxMarks) and not marks.whole:
            self._deeds.crop(page, marks.edit)
        elif isinstance(marks, GutterMark):
            self._deeds.split(page, marks.at)

    def _leave_mode(self) -> None:
        self._mode = ""
        self.view.show_marks(None)
        self.side.setCurrentWidget(self.tools)
        self.close_button.show()
        self._show()

    def _join(self) -> None:
        """The page at hand and the one after it become the two sides of a card."""
        if self._place + 1 < len(self._pages):
            self._deeds.join(self._pages[self._place], self._pages[self._place + 1])

    def _retake(self) -> None:
        if self.page is not None:
            self.retake_wanted.emit(self.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's own name)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        action = self.actions_of_page.wanted_by(event)
        if self._mode and enter:
            self._apply()
        elif not self._mode and not enter and action is not None:
            action.trigger()
        elif not enter:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc leaves what is being done first, then the page."""
        if self._mode:
            self._leave_mode()
        else:
            super().reject()
