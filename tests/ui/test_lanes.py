"""Work off the GUI thread: order, progress, stopping, and errors that reach the officer."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import AppError, BadInput, Cancelled, ExitCode
from app.ui.lanes import Lane, Lanes, Task


@pytest.fixture
def lanes(qtbot: QtBot) -> Iterator[Lanes]:
    lanes = Lanes(Path("log/tram.log"))
    yield lanes
    lanes.close()


def test_work_runs_elsewhere_and_its_result_comes_back_here(lanes: Lanes, qtbot: QtBot) -> None:
    threads: dict[str, threading.Thread] = {}

    def work(task: Task) -> int:
        threads["work"] = threading.current_thread()
        return 7

    def done(result: int) -> None:
        threads["done"] = threading.current_thread()
        assert result == 7

    lanes.run(Lane.STORE, work, done=done)
    qtbot.waitUntil(lambda: "done" in threads)
    assert threads["done"] is threading.main_thread()
    assert threads["work"] is not threading.main_thread()


def test_one_lane_keeps_the_order_and_the_lanes_do_not_wait_for_each_other(
    lanes: Lanes, qtbot: QtBot
) -> None:
    gate = threading.Event()
    ended: list[str] = []

    def held(task: Task) -> str:
        assert gate.wait(10)
        return "first"

    lanes.run(Lane.PROCESS, held, done=ended.append)
    lanes.run(Lane.PROCESS, lambda task: "second", done=ended.append)
    lanes.run(Lane.STORE, lambda task: "other lane", done=ended.append)
    qtbot.waitUntil(lambda: ended == ["other lane"])
    gate.set()
    qtbot.waitUntil(lambda: len(ended) == 3)
    assert ended == ["other lane", "first", "second"]


def test_items_all_arrive_and_progress_is_thinned_but_ends_with_the_last_word(
    lanes: Lanes, qtbot: QtBot
) -> None:
    told: list[tuple[int, int]] = []
    items: list[int] = []
    order: list[str] = []

    def work(task: Task) -> None:
        for count in range(500):
            task.report(count, 500)
            task.give(count)

    lanes.run(
        Lane.CAPTURE,
        work,
        progress=lambda done, total: told.append((done, total)),
        item=items.append,
        done=lambda _: order.append("done"),
        ended=lambda: order.append("ended"),
    )
    qtbot.waitUntil(lambda: order == ["done", "ended"])
    assert items == list(range(500))
    assert told[-1] == (499, 500)
    assert len(told) < 100


def test_cancelled_work_hears_of_it_and_says_so(lanes: Lanes, qtbot: QtBot) -> None:
    heard: list[AppError] = []
    started = threading.Event()

    def work(task: Task) -> None:
        started.set()
        while not task.cancelled():
            time.sleep(0.005)
        raise Cancelled("Đã dừng.", "Các trang vẫn còn.")

    task = lanes.run(Lane.CAPTURE, work, failed=heard.append)
    assert started.wait(10)
    task.cancel()
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert isinstance(heard[0], Cancelled)
    assert not lanes.busy


def test_a_known_error_reaches_the_problem_signal_once(lanes: Lanes, qtbot: QtBot) -> None:
    def work(task: Task) -> None:
        raise BadInput("Tệp hỏng.", "Quét lại.")

    with qtbot.waitSignal(lanes.problem) as caught:
        lanes.run(Lane.STORE, work)
    assert caught.args is not None
    assert str(caught.args[0]) == "Tệp hỏng. Quét lại."


def test_an_unknown_exception_is_logged_and_becomes_one_sentence_with_the_log(
    lanes: Lanes, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def work(task: Task) -> None:
        raise ZeroDivisionError("a bug")

    with qtbot.waitSignal(lanes.problem) as caught:
        lanes.run(Lane.STORE, work)
    assert caught.args is not None
    error = caught.args[0]
    assert error.code == ExitCode.OUR_BUG
    assert "tram.log" in error.hint
    (record,) = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_a_failure_does_not_stop_the_lane(lanes: Lanes, qtbot: QtBot) -> None:
    results: list[object] = []

    def work(task: Task) -> None:
        raise BadInput("Hỏng.")

    lanes.run(Lane.STORE, work, failed=results.append)
    lanes.run(Lane.STORE, lambda task: "next", done=results.append)
    qtbot.waitUntil(lambda: len(results) == 2)
    assert results[1] == "next"


def test_work_can_ask_the_officer_and_gets_the_answer_or_the_refusal(
    lanes: Lanes, qtbot: QtBot
) -> None:
    results: list[object] = []

    def refuse() -> str:
        raise Cancelled("Chưa nhập mã PIN.")

    lanes.run(Lane.PROCESS, lambda task: lanes.ask(lambda: "1234"), done=results.append)
    lanes.run(Lane.PROCESS, lambda task: lanes.ask(refuse), failed=results.append)
    qtbot.waitUntil(lambda: len(results) == 2)
    assert results[0] == "1234"
    assert isinstance(results[1], Cancelled)


def test_when_idle_waits_for_the_last_work(lanes: Lanes, qtbot: QtBot) -> None:
    gate = threading.Event()
    told: list[str] = []
    lanes.run(Lane.STORE, lambda task: gate.wait(10), done=lambda _: told.append("done"))
    lanes.when_idle(lambda: told.append("idle"))
    assert told == []
    gate.set()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["done", "idle"]
    lanes.when_idle(lambda: told.append("at once"))
    assert told[-1] == "at once"


def test_nothing_is_delivered_after_closing(qtbot: QtBot) -> None:
    lanes = Lanes()
    heard: list[object] = []
    lanes.run(Lane.STORE, lambda task: 1, done=heard.append)
    lanes.close()
    qtbot.wait(20)
    assert heard == []
