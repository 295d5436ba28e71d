"""The window: the only package that knows Qt (but for ``app.ui.present``)."""

from __future__ import annotations

import ctypes
import sys


def _keep_constants_alive() -> None:
    """Give None, True and their like references that no number of Qt calls can use up.

    The wheels of PySide6 6.12.0 install on Python 3.11 but are built as if these objects were
    immortal, which they are from 3.12 on: every call that returns nothing takes one reference
    of None away, and after some thousand calls the interpreter aborts (measured; 6.11.3 is
    sound). The count is the first field of an object in CPython.
    """
    for constant in (None, True, False, NotImplemented, Ellipsis):
        ctypes.c_ssize_t.from_address(id(constant)).value += 2**40


if sys.version_info < (3, 12):
    _keep_constants_alive()
