"""Help inside the window: a page for every page."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.ui.help import HelpDialog
from app.ui.workspace import HELP_PAGES, Workspace
from tests.ui.using import settle


@pytest.mark.parametrize("page", HELP_PAGES)
def test_a_page_of_help_opens(page: str, workspace: Workspace, qtbot: QtBot) -> None:
    dialog = HelpDialog(page, workspace.desk.lanes, workspace)
    settle(workspace, qtbot)
    assert len(dialog.text.toPlainText()) > 200
