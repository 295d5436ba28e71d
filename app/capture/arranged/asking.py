"""What only the person at the scanner can say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import AppError


@dataclass(frozen=True)
class Asking:
    """Each is called in the thread that scans and may wait as long as the person does.

    ``next_sheet``: is another sheet laid (else: done). ``turned_over``: does the stack lie turned
    over in the feeder (else: leave the backs). ``go_on``: is the fault put right (else: stop).
    """

    next_sheet: Callable[[], bool]
    turned_over: Callable[[], bool]
    go_on: Callable[[AppError], bool]
