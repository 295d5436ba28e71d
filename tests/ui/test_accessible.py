"""Everything that can be pressed or filled has a name, is large enough, and can be reached."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.intake.applicant_dialog import ApplicantDialog
from app.ui.intake.cancel_dialog import CancelDialog
from app.ui.intake.pages.editor_modes import CORNERS, CROP, SPLIT
from app.ui.pin import PinDialog
from app.ui.printing import PrinterDialog
from app.ui.theme import TARGET
from app.ui.window import SMALLEST, Window
from app.ui.workspace import Workspace
from tests.ui.conftest import CARD
from tests.ui.using import add_files, open_a_dossier, settle

TOUCHED = (
    QPushButton,
    QToolButton,
    QLineEdit,
    QComboBox,
    QSpinBox,
    QAbstractItemView,
    QProgressBar,
)


def _touched(top: QWidget) -> list[QWidget]:
    """Our own controls: not the pieces that Qt puts inside its own."""
    found = [each for kind in TOUCHED for each in top.findChildren(kind)]
    return [each for each in found if not isinstance(each, QHeaderView) and not _inside(each)]


def _inside(widget: QWidget) -> bool:
    """True for a piece of a control of Qt's, such as the list of a combo box."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox | QAbstractSpinBox | QAbstractItemView):
            return True
        above = above.parentWidget()
    return widget.objectName().startswith("qt_")


def _name(widget: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    return str(told.text(QAccessible.Text.Name)) if told else ""


def test_every_control_of_the_window_has_a_name(
    window: Window, workspace: Workspace, qtbot: QtBot
) -> None:
    settle(workspace, qtbot)
    nameless = [each for each in _touched(window) if not _name(each)]
    assert not nameless


def test_every_control_of_the_dialogs_has_a_name(workspace: Workspace, qtbot: QtBot) -> None:
    counter = open_a_dossier(workspace, qtbot)
    assert counter.counter is not None
    for dialog in (
        ApplicantDialog(counter.counter.dossier.applicant, workspace),
        CancelDialog(workspace),
        PinDialog("VGCA", workspace),
        PrinterDialog(["Máy in"], "", workspace),
    ):
        assert not [each for each in _touched(dialog) if not _name(each)]


def test_the_page_editor_has_names_large_targets_and_fits_the_screen(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, scanned_pages[:1], qtbot)
    counter.paper.strip.setCurrentRow(0)
    counter.pages.actions.edit.trigger()
    settle(workspace, qtbot)
    editor = counter.pages.editor
    assert editor is not None
    assert not [each for each in _touched(editor) if not _name(each)]
    for mode in ("", CROP, CORNERS, SPLIT):
        if mode:
            editor.start_mode(mode)
        pressed = [
            each
            for each in _touched(editor)
            if isinstance(each, QPushButton | QToolButton) and each.isVisible()
        ]
        assert not [each for each in pressed if each.height() < TARGET]
        assert not [
            each.text() for each in pressed if each.width() < each.minimumSizeHint().width()
        ]
        assert editor.minimumSizeHint().width() <= SMALLEST[0]
        assert editor.minimumSizeHint().height() <= SMALLEST[1]


def test_what_can_be_pressed_is_large_enough_and_nothing_outgrows_a_small_screen(
    window: Window, workspace: Workspace, qtbot: QtBot
) -> None:
    window.resize(*SMALLEST)
    open_a_dossier(workspace, qtbot)
    for place in range(3):
        workspace.nav[place].click()
        settle(workspace, qtbot)
        small = [
            (each, each.height())
            for each in _touched(window)
            if isinstance(each, QPushButton | QToolButton | QLineEdit | QComboBox)
            and each.isVisible()
            and each.height() < TARGET
        ]
        assert not small
        assert window.minimumSizeHint().width() <= SMALLEST[0]
        assert window.minimumSizeHint().height() <= SMALLEST[1]


def test_no_label_on_a_button_is_cut(window: Window, workspace: Workspace, qtbot: QtBot) -> None:
    window.resize(*SMALLEST)
    open_a_dossier(workspace, qtbot)
    for place in range(3):
        workspace.nav[place].click()
        settle(workspace, qtbot)
        cut = [
            each.text()
            for each in window.findChildren(QPushButton)
            if each.isVisible() and each.width() < each.minimumSizeHint().width()
        ]
        assert not cut


def test_the_tab_key_walks_the_fields_in_the_order_they_are_read(
    workspace: Workspace, qtbot: QtBot
) -> None:
    form = workspace.intake.start.applicant
    form.card.setText(CARD)
    order = [
        form.card,
        form.identifier,
        form.kind,
        form.full_name,
        form.born_on,
        form.sex,
        form.address,
        form.phone,
        form.email,
    ]
    field: QWidget | None = form.card
    walked: list[QWidget] = [form.card]
    while len(walked) < len(order):
        assert field is not None
        field = field.nextInFocusChain()
        if field in order:
            walked.append(field)
    assert walked == order
