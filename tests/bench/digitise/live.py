"""How many frames a second the outline of a page is followed under a camera of 720p."""

from __future__ import annotations

import time

import numpy as np

from app.document.photo.live import PageWatcher
from tests.bench.digitise.damage.photos import from_above
from tests.bench.digitise.papers.kinds import paper
from tests.bench.digitise.papers.sheet import Pixels
from tests.bench.digitise.report import Figure, Group

_SIZE = (1280, 720)
_AROUND = (1400, 800)
_FRAMES_A_SECOND = 30


def outline(count: int, seed: int) -> Group:
    """``count`` frames: a paper is pushed to its place, then lies still under a noisy sensor."""
    table = from_above(paper("decision", seed, 810), seed, _AROUND)
    dice = np.random.default_rng([seed, 811])
    grain = [dice.normal(0, 3, (_SIZE[1], _SIZE[0], 3)).astype(np.float32) for _ in range(4)]
    watcher, wall, cpu, seen, ready = PageWatcher(), [], [], 0, 0
    for number in range(count):
        frame = _frame(table, grain[number % len(grain)], number)
        started, used = time.perf_counter(), time.process_time()
        sight = watcher.look(frame, number / _FRAMES_A_SECOND)
        wall.append(time.perf_counter() - started)
        cpu.append(time.process_time() - used)
        seen += sight.outline is not None
        ready += sight.ready
    return Group(
        "a live picture, 720p",
        (
            Figure("frames a second", count / sum(wall), least=25),
            Figure("frames a second of CPU", count / sum(cpu)),
            Figure("95 of 100 frames within", 1000 * float(np.percentile(wall, 95)), "ms"),
            Figure("frames with an outline", 100 * seen / count, "%"),
            Figure("papers taken (one was laid down)", float(ready)),
        ),
    )


def _frame(
    table: Pixels, grain: np.ndarray[tuple[int, ...], np.dtype[np.float32]], number: int
) -> Pixels:
    away = max(0, 40 - 2 * number)
    left, top = 40 + away, 30 + away // 2
    cut = table[top : top + _SIZE[1], left : left + _SIZE[0]]
    return np.asarray(np.clip(cut + grain, 0, 255), np.uint8)
