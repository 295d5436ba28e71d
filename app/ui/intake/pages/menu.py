"""The menu on a page: the same verbs as the bar and the keys, and the other papers to go to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import t
from app.ui.icons import icon
from app.ui.intake.pages.actions import PageActions
from app.ui.present.checklist import ChecklistRow


def page_menu(
    actions: PageActions,
    papers: Sequence[ChecklistRow],
    move_to: Callable[[str], None],
    parent: QWidget,
) -> QMenu:
    """``papers`` are those the pages may go to; ``move_to`` is called with the key of one."""
    menu = QMenu(parent)
    menu.addActions([actions.edit, actions.turn_right, actions.turn_left])
    menu.addSeparator()
    menu.addActions([actions.retake, actions.split, actions.join])
    kinds = menu.addMenu(t("Loại ảnh"))
    kinds.addActions(list(actions.kinds.values()))
    notes = menu.addMenu(icon("edit"), t("Ghi chú bút tay"))
    notes.addActions([*actions.notes.values(), actions.pair])
    menu.addSeparator()
    menu.addActions([actions.earlier, actions.later])
    others = menu.addMenu(t("Chuyển sang giấy tờ khác"))
    for row in papers:
        others.addAction(row.name).triggered.connect(lambda _=False, key=row.key: move_to(key))
    others.setEnabled(bool(papers) and actions.delete.isEnabled())
    menu.addSeparator()
    menu.addActions([actions.keep, actions.reset, actions.delete])
    menu.addSeparator()
    menu.addActions([actions.undo, actions.redo])
    return menu
