"""A thread that works only where others leave time."""

from __future__ import annotations

import ctypes
import os
import sys
import threading

_NICER_BY = 10
_NICEST = 19
_BELOW_NORMAL = -1
"""``THREAD_PRIORITY_BELOW_NORMAL``."""


def give_way() -> None:
    """From here on this thread, and every program it starts, yields to all others.

    Linux counts niceness by thread, Windows has a priority for each. There is no way back
    without an administrator's rights: only a thread that has no other work should ask for it.
    """
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentThread.restype = ctypes.c_void_p
        kernel.SetThreadPriority.argtypes = (ctypes.c_void_p, ctypes.c_int)
        kernel.SetThreadPriority(kernel.GetCurrentThread(), _BELOW_NORMAL)
    elif sys.platform == "linux":
        thread = threading.get_native_id()
        niceness = os.getpriority(os.PRIO_PROCESS, thread) + _NICER_BY
        os.setpriority(os.PRIO_PROCESS, thread, min(_NICEST, niceness))
