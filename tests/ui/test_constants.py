"""The window outlives any number of calls into Qt."""

from __future__ import annotations

import subprocess
import sys

MANY_CALLS = """
import app.ui
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal()

bell = Bell()
for _ in range(20_000):
    bell.setObjectName("x")
    bell.rung.emit()
print("alive")
"""


def test_many_thousand_calls_do_not_abort_the_interpreter() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", MANY_CALLS], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, "alive"), ran.stderr
