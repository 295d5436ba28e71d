"""Several pages at a time, the results in order, and a way out in the middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

from app.errors import Cancelled
from app.i18n import t

Task = TypeVar("Task")
Done = TypeVar("Done")

_LOOK_EVERY = 0.05


def in_order(
    work: Callable[[Task], Done],
    tasks: Sequence[Task],
    workers: int,
    progress: Callable[[int, int], None],
    check_cancelled: Callable[[], None],
) -> list[Done]:
    """``work`` done on each task by ``workers`` threads; results in the order of ``tasks``.

    ``progress(done, total)`` is called on the calling thread. The first failure, and a
    cancellation, stops what has not begun; what runs is waited for, so no thread is left behind.
    """
    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="page")
    try:
        futures = [pool.submit(work, task) for task in tasks]
        _follow(futures, progress, check_cancelled)
        return [future.result() for future in futures]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _follow(
    futures: Sequence[Future[Done]],
    progress: Callable[[int, int], None],
    check_cancelled: Callable[[], None],
) -> None:
    running = set(futures)
    while running:
        finished, running = wait(running, timeout=_LOOK_EVERY, return_when=FIRST_COMPLETED)
        check_cancelled()
        for future in finished:
            future.result()
        if finished:
            progress(len(futures) - len(running), len(futures))


def cancel_check(cancelled: Callable[[], bool] | None) -> Callable[[], None]:
    """A call that raises ``Cancelled`` once ``cancelled()`` is true."""

    def check() -> None:
        if cancelled is not None and cancelled():
            raise Cancelled(t("Đã dừng xử lý trang theo yêu cầu."))

    return check
