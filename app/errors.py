"""The errors an officer may see: what happened, what to do next.

Raised where the cause is known, converted at the border of each adapter, shown in one
place per front end. Any other exception is a bug of ours.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line, after sysexits."""

    DONE = 0
    USAGE = 2
    BAD_INPUT = 65
    UNAVAILABLE = 69
    OUR_BUG = 70
    CANNOT_WRITE = 73
    TRY_LATER = 75
    NOT_ALLOWED = 77


class AppError(Exception):
    """One clear sentence and the next step, in the officer's language.

    ``title`` says what happened, ``hint`` what to do next. ``code`` is the exit code of the
    command line. ``retry`` is true where the same action may work later with nothing changed.
    """

    code = ExitCode.OUR_BUG
    retry = False

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(f"{title} {hint}".strip())
        self.title = title
        self.hint = hint


class BadInput(AppError):
    """What was handed in cannot be used."""

    code = ExitCode.BAD_INPUT


class Unavailable(AppError):
    """A device, token, line or program that is needed is not there."""

    code = ExitCode.UNAVAILABLE
    retry = True


class CannotWrite(AppError):
    """The disk refuses: full, read-only, gone."""

    code = ExitCode.CANNOT_WRITE
    retry = True


class TryLater(AppError):
    """Nothing is lost, nothing is wrong; the time is not right."""

    code = ExitCode.TRY_LATER
    retry = True


class NotAllowed(AppError):
    """The person, the key or the rule does not permit it."""

    code = ExitCode.NOT_ALLOWED


class Cancelled(AppError):
    """The officer stopped it."""

    code = ExitCode.TRY_LATER
