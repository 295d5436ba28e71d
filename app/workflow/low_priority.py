"""A thread that works only where others leave time."""

from __future__ import annotations

import ctypes
import os
import sys
import threading

_NICENESS = 10
_BELOW_NORMAL = -1
"""``THREAD_PRIORITY_BELOW_NORMAL``."""


def give_way() -> None:
    """From here on this thread, and every program it starts, yields to all others.

    Linux counts niceness by thread, Windows has a priority for each. There is no way back
    without an administrator's rights: only a thread that has no other work should ask for it.
    """
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.SetThreadPriority(kernel.GetCurrentThread(), _BELOW_NORMAL)
    elif sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
