"""Reading on its own lane, behind everything else."""

from __future__ import annotations

import os
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.document.extract.kinds import Misplaced
from app.ui.intake.reading_ahead import ReadingAhead
from app.ui.lanes import Lane, Lanes, Task
from app.ui.workspace import Workspace
from app.workflow import intake
from tests.document.papers import jpg, paper
from tests.ui.conftest import WAIT_MS
from tests.ui.using import add_files, open_a_dossier


def _readings(workspace: Workspace) -> int:
    rows = workspace.desk.station.store.database.rows("SELECT count(*) AS n FROM readings")
    return int(rows[0]["n"])


@pytest.mark.skipif(sys.platform != "linux", reason="niceness of a thread is Linux's")
def test_the_reading_lane_gives_way(qtbot: QtBot) -> None:
    lanes = Lanes()
    seen: dict[Lane, int] = {}

    def niceness(lane: Lane, task: Task) -> None:
        seen[lane] = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    for lane in (Lane.READ, Lane.PROCESS):
        lanes.run(lane, partial(niceness, lane))
    qtbot.waitUntil(lambda: len(seen) == 2)
    lanes.close()
    assert seen[Lane.READ] > seen[Lane.PROCESS]


def test_pages_are_read_and_a_wrong_line_is_told(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    file = tmp_path / "uy-quyen.jpg"
    file.write_bytes(jpg(paper(title="GIẤY ỦY QUYỀN").picture))
    add_files(workspace, [file], qtbot)
    assert counter.counter is not None
    dossier_id = counter.counter.dossier.dossier_id
    told: list[dict[str, Misplaced]] = []
    ahead = ReadingAhead(workspace.desk)
    ahead.misplaced.connect(told.append)
    ahead.want(dossier_id)
    ahead.want(dossier_id)
    qtbot.waitUntil(lambda: not ahead.busy, timeout=WAIT_MS)
    assert told[-1]["to-khai"].name == "Văn bản ủy quyền"
    assert _readings(workspace) == 1


def test_stopping_tells_nothing_more(
    workspace: Workspace, scanned_pages: list[Path], qtbot: QtBot
) -> None:
    counter = open_a_dossier(workspace, qtbot)
    add_files(workspace, scanned_pages[:1], qtbot)
    assert counter.counter is not None
    dossier_id = counter.counter.dossier.dossier_id
    told: list[object] = []
    ahead = ReadingAhead(workspace.desk)
    ahead.misplaced.connect(told.append)
    ahead.looked.connect(told.append)
    ahead.want(dossier_id)
    ahead.stop()
    assert not ahead.busy
    qtbot.waitUntil(lambda: not workspace.desk.lanes.busy, timeout=WAIT_MS)
    assert told == []
    intake.cancel(workspace.desk.station, dossier_id, "thử")
    ahead.want(dossier_id)
    qtbot.waitUntil(lambda: not ahead.busy, timeout=WAIT_MS)
    assert _readings(workspace) == 0
