"""Sending to the province on its own lane: asked for by the officer, or when something waits."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import AppError, Cancelled
from app.sync.report import SyncReport
from app.ui.desk import Desk
from app.ui.lanes import Lane, Task
from app.ui.present.line import LineState, report_sentence
from app.workflow.handover import sync_once

EVERY_MS = 120_000
"""How often the window tries by itself while it is not paused."""


class Sending(QObject):
    """The only one in the window that starts a pass. ``changed`` carries a ``LineState``."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        settings = desk.station.settings
        self.line = LineState(
            enrolled=bool(settings.province_url and settings.station_id),
            paused=desk.memory.paused,
        )
        self._task: Task | None = None
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.nudge)
        self._timer.start()

    def retire(self) -> None:
        """Try no more by itself; the one that takes its place will."""
        self._timer.stop()

    def nudge(self) -> None:
        """Send quietly what waits, unless that is under way, paused or impossible."""
        if self.line.enrolled and not self.line.paused and not self.line.sending:
            self._start(asked=False)

    def send_now(self) -> None:
        """The officer wants it now: faults are told, and a pause ends."""
        self._desk.remember(paused=False)
        self._become(replace(self.line, paused=False))
        if self.line.sending:
            self._asked = True
        else:
            self._start(asked=True)

    def pause(self) -> None:
        """Stop the pass under way and start none until ``send_now``."""
        self._desk.remember(paused=True)
        if self._task is not None:
            self._task.cancel()
        self._become(replace(self.line, paused=True))

    def _start(self, *, asked: bool) -> None:
        station = self._desk.station
        self._asked = asked
        self._become(replace(self.line, sending=True, sent=0, to_send=0, code=""))
        self._task = self._desk.lanes.run(
            Lane.LINE,
            lambda task: sync_once(station, progress=task.report, cancelled=task.cancelled),
            progress=self._moved,
            done=self._done,
            failed=self._failed,
            ended=self._ended,
        )

    def _moved(self, sent: int, to_send: int, code: str) -> None:
        self._become(replace(self.line, sent=sent, to_send=to_send, code=code))

    def _done(self, report: SyncReport) -> None:
        now = self._desk.station.clock.now()
        self._become(replace(self.line, sending=False, report=report, at=f"{now:%H:%M}"))
        if not self._asked:
            return
        if report.fault is not None and not isinstance(report.fault, Cancelled):
            self._desk.lanes.problem.emit(report.fault)
        else:
            self._desk.notice.emit(report_sentence(report), "")

    def _failed(self, error: AppError) -> None:
        self._become(replace(self.line, sending=False, report=SyncReport(fault=error)))
        if self._asked:
            self._desk.lanes.problem.emit(error)

    def _ended(self) -> None:
        self._task = None
        self._desk.dossiers_changed.emit()

    def _become(self, line: LineState) -> None:
        self.line = line
        self.changed.emit(line)
