"""The one place of the window that makes threads: named lanes with a single worker each.

Work runs on its lane, in the order it was handed in; everything it has to say comes back on
the GUI thread. Nothing that touches a disk, a device, a key, the line or a page's pixels may
run anywhere else.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import AppError
from app.i18n import t
from app.workflow.low_priority import give_way

log = logging.getLogger(__name__)

PROGRESS_SECONDS = 0.05
"""Progress is delivered at most this often; the last word always is."""

T = TypeVar("T")
Delivery = Callable[[], None]


class Lane(StrEnum):
    """One worker each: what waits for a device never holds up what waits for the line."""

    CAPTURE = "capture"
    WATCH = "watch"
    """Looks at the pictures of a camera that ``CAPTURE`` reads."""
    PROCESS = "process"
    LINE = "line"
    STORE = "store"
    READ = "read"
    """Gives way to everything else."""


class Task:
    """One piece of work, as the work itself and the window see it."""

    def __init__(self, post: Callable[[Delivery], None]) -> None:
        self._post = post
        self._cancel = threading.Event()
        self._progress: Callable[..., None] | None = None
        self._item: Callable[[Any], None] | None = None
        self._told_at = 0.0
        self._untold: tuple[Any, ...] | None = None

    def cancel(self) -> None:
        """Ask the work to stop at its next look at ``cancelled``."""
        self._cancel.set()

    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def report(self, *values: Any) -> None:
        """Say how far the work is; words that come too fast replace each other."""
        self._untold = values
        if time.monotonic() - self._told_at >= PROGRESS_SECONDS:
            self._tell()

    def give(self, item: Any) -> None:
        """Hand over one result of many at once; none is left out."""
        receiver = self._item
        if receiver is not None:
            self._post(lambda: receiver(item))

    def _tell(self) -> None:
        receiver, values = self._progress, self._untold
        self._untold = None
        if receiver is not None and values is not None:
            self._told_at = time.monotonic()
            self._post(lambda: receiver(*values))


class Lanes(QObject):
    """All lanes of one window.

    ``problem`` carries the ``AppError`` of work that has no ``failed`` of its own. An unknown
    exception is logged with its traceback and becomes one sentence that says where the log lies.
    """

    problem = Signal(object)
    _arrived = Signal(object)

    def __init__(self, log_file: Path | None = None) -> None:
        super().__init__()
        self._log_file = log_file
        self._workers = {
            lane: ThreadPoolExecutor(
                max_workers=1,
                thread_name_prefix=f"lane-{lane}",
                initializer=give_way if lane is Lane.READ else None,
            )
            for lane in Lane
        }
        self._tasks: set[Task] = set()
        self._when_idle: list[Delivery] = []
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[[Task], T],
        *,
        done: Callable[[T], None] | None = None,
        progress: Callable[..., None] | None = None,
        item: Callable[[Any], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
        ended: Delivery | None = None,
    ) -> Task:
        """Queue ``work`` on ``lane``. All callbacks come on the GUI thread, in this order:
        any ``progress`` and ``item``, then ``done`` or ``failed``, then ``ended``."""
        task = Task(self._post)
        task._progress, task._item = progress, item
        self._tasks.add(task)

        def whole() -> None:
            outcome = self._outcome(work, task, done, failed or self.problem.emit)
            task._tell()
            self._post(lambda: self._end(task, outcome, ended))

        self._workers[lane].submit(whole)
        return task

    def _outcome(
        self,
        work: Callable[[Task], T],
        task: Task,
        done: Callable[[T], None] | None,
        failed: Callable[[AppError], None],
    ) -> Delivery:
        try:
            result = work(task)
        except AppError as known:
            error = known
            return lambda: failed(error)
        except Exception:
            log.exception("work failed")
            unknown = self.unexpected()
            return lambda: failed(unknown)
        return lambda: done(result) if done else None

    def unexpected(self) -> AppError:
        """What an officer reads about a bug of ours."""
        return AppError(
            t("Chương trình gặp lỗi ngoài dự kiến; dữ liệu đã lưu vẫn còn nguyên."),
            t("Thử lại; nếu lỗi lặp lại, gửi tệp «{file}» cho bộ phận hỗ trợ.", file=self._log_file)
            if self._log_file
            else t("Thử lại; nếu lỗi lặp lại, báo cho bộ phận hỗ trợ."),
        )

    def ask(self, question: Callable[[], T]) -> T:
        """From inside work: ask the officer on the GUI thread and wait for the answer."""
        answer: Future[T] = Future()

        def asked() -> None:
            try:
                answer.set_result(question())
            except BaseException as error:
                answer.set_exception(error)
                if not isinstance(error, AppError):
                    raise

        self._post(asked)
        return answer.result()

    @property
    def busy(self) -> bool:
        """True while any work has not ended."""
        return bool(self._tasks)

    def cancel_all(self) -> None:
        for task in self._tasks:
            task.cancel()

    def when_idle(self, then: Delivery) -> None:
        """Call ``then`` once no work is left; at once where there is none."""
        self._when_idle.append(then)
        self._tell_idle()

    def log_to(self, file: Path) -> None:
        """Where the log of the opened home lies, for the sentence about a bug."""
        self._log_file = file

    def close(self) -> None:
        """Deliver nothing more, and end the workers once their work at hand is over."""
        self._closed = True
        self.cancel_all()
        for worker in self._workers.values():
            worker.shutdown(wait=True, cancel_futures=True)

    def _post(self, delivery: Delivery) -> None:
        if not self._closed:
            self._arrived.emit(delivery)

    def _deliver(self, delivery: Delivery) -> None:
        if not self._closed:
            delivery()

    def _end(self, task: Task, outcome: Delivery, ended: Delivery | None) -> None:
        """In one delivery: nobody sees a result while the work still counts as under way."""
        try:
            outcome()
        finally:
            self._tasks.discard(task)
            if ended is not None:
                ended()
            self._tell_idle()

    def _tell_idle(self) -> None:
        while self._when_idle and not self._tasks:
            self._when_idle.pop(0)()
