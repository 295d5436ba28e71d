"""From a verb's name to the function that does it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from importlib import import_module

Run = Callable[[Namespace], int]


def run_of(target: str) -> Run:
    """The function ``room:function`` of ``app.cli``, imported now."""
    room, _, function = target.partition(":")
    run: Run = getattr(import_module(f"app.cli.{room}"), function)
    return run
