"""All that can be done with the chosen pages: one action each for bar, menu and keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from app.i18n import t
from app.model.dossier import NoteSide, Page
from app.ui.icons import icon
from app.ui.present.pages import step_words

_SHOWN = {"Return": "Enter", "Del": "Delete", "Alt+Left": "Alt+←", "Alt+Right": "Alt+→"}
"""Keys as they are printed on a keyboard, where Qt names them otherwise."""


class PageActions(QObject):
    """Says what is wanted; each is enabled where the chosen pages allow it."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[tuple[QKeySequence, QAction]] = []
        self.edit = self._action(t("Xem và sửa trang…"), "edit", "Return", "Enter")
        self.turn_right = self._action(t("Xoay phải"), "turn-right", "R")
        self.turn_left = self._action(t("Xoay trái"), "turn-left", "Shift+R")
        self.retake = self._action(t("Chụp lại trang này"), "retake")
        self.split = self._action(t("Tách đôi (sách mở)…"), "split")
        self.join = self._action(t("Ghép hai mặt vào một trang"), "join")
        self.earlier = self._action(t("Lên trước"), "left", "Alt+Left", "Alt+Up")
        self.later = self._action(t("Ra sau"), "right", "Alt+Right", "Alt+Down")
        self.keep = self._action("", "leave-out", "K")
        self.reset = self._action(t("Bỏ mọi chỉnh sửa của trang"), "undo")
        self.delete = self._action(t("Xóa trang"), "remove", "Del")
        self.undo = self._action(t("Hoàn tác"), "undo", "Ctrl+Z")
        self.redo = self._action(t("Làm lại"), "redo", "Ctrl+Y")
        self.kinds = {
            kind: self._choice(text)
            for kind, text in (
                ("auto", t("Tự nhận biết")),
                ("scan", t("Bản quét")),
                ("photo", t("Ảnh chụp")),
            )
        }
        self.notes: dict[NoteSide | None, QAction] = {
            NoteSide.WITH_NOTE: self._choice(t("Lần chụp có ghi chú")),
            NoteSide.WITHOUT_NOTE: self._choice(t("Lần chụp không có ghi chú")),
            None: self._choice(t("Trang không có ghi chú bút tay")),
        }
        self.pair = self._action(t("Hai lần chụp: có và không có ghi chú"), "")
        self.show_chosen([])
        self.show_steps("", "")

    def _action(self, text: str, picture: str, *keys: str) -> QAction:
        made = QAction(text, self)
        if picture:
            made.setIcon(icon(picture))
        if keys:
            made.setProperty("keys", _SHOWN.get(keys[0], keys[0]))
            self._keys += [(QKeySequence(each), made) for each in keys]
        _name(made, text)
        return made

    def _choice(self, text: str) -> QAction:
        made = QAction(text, self)
        made.setCheckable(True)
        return made

    def wanted_by(self, event: QKeyEvent) -> QAction | None:
        """The action whose key this is, where it can be done now."""
        pressed = QKeySequence(event.keyCombination())
        for keys, action in self._keys:
            if keys.matches(pressed) == QKeySequence.SequenceMatch.ExactMatch:
                return action if action.isEnabled() else None
        return None

    def show_chosen(self, chosen: Sequence[Page]) -> None:
        """Enable what can be done with these pages."""
        some, one, two = bool(chosen), len(chosen) == 1, len(chosen) == 2
        for action in (self.turn_right, self.turn_left, self.earlier, self.later, self.delete):
            action.setEnabled(some)
        for action in (*self.kinds.values(), *self.notes.values(), self.keep, self.edit):
            action.setEnabled(some)
        for action in (self.retake, self.split):
            action.setEnabled(one)
        for action in (self.join, self.pair):
            action.setEnabled(two)
        self.reset.setEnabled(any(page.edits for page in chosen))
        out = some and all(page.left_out for page in chosen)
        _name(self.keep, t("Đưa lại vào hồ sơ") if out else t("Để ngoài hồ sơ, vẫn lưu ảnh"))
        for kind, action in self.kinds.items():
            action.setChecked(some and all(page.kind == kind for page in chosen))
        for side, action in self.notes.items():
            action.setChecked(some and all(page.note_side is side for page in chosen))

    def show_steps(self, undo: str, redo: str) -> None:
        """Name what can be taken back and what can be done again."""
        for action, what, text in (
            (self.undo, undo, t("Hoàn tác")),
            (self.redo, redo, t("Làm lại")),
        ):
            action.setEnabled(bool(what))
            _name(action, f"{text}: {step_words(what)}" if what else text)


def _name(action: QAction, text: str) -> None:
    """Its words, with the key where the menu and the tip show one."""
    keys = action.property("keys")
    action.setText(f"{text}\t{keys}" if keys else text)
    action.setIconText(text)
    action.setToolTip(f"{text} ({keys})" if keys else text)
