"""The one door: a verb for the command line, nothing for the window."""

from __future__ import annotations

import io
import logging
import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.cli.output import say_error, say_error_document
from app.cli.parser import build_parser
from app.cli.run import run_of
from app.cli.unlock import passphrase_of
from app.errors import AppError, Cancelled, ExitCode
from app.i18n import t
from app.log import start_log
from app.settings import is_home

PICTURES = "pictures"
"""The one verb that wants Qt; every other runs without it."""

log = logging.getLogger("app.main")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. No traceback reaches the one who called."""
    for name in ("stdout", "stderr"):
        _speak_utf8(name)
    try:
        code = _run(_understood(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has enough; Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    return code


def _speak_utf8(name: str) -> None:
    """Python has no stream at all where the caller closed it, or a window has no console."""
    stream = getattr(sys, name)
    if stream is None:
        setattr(sys, name, io.StringIO())
    elif hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")


def _understood(argv: Sequence[str]) -> Namespace:
    try:
        return build_parser().parse_args(argv)
    except SystemExit as ended:
        if ended.code and "--json" in argv:
            say_error_document(_usage())
        raise


def _run(options: Namespace) -> int:
    try:
        _keep_log(options.home)
        if options.verb is None:
            from app.ui.window import run_window

            return run_window(options.home)
        if options.verb == PICTURES:
            from app.ui.shots import take_shots

            take_shots(options.home, passphrase_of(options.home), options.out)
            return ExitCode.DONE
        return run_of(options.run)(options)
    except AppError as error:
        say_error(error, as_json=options.json)
        return error.code
    except KeyboardInterrupt:
        say_error(Cancelled(t("Đã dừng theo yêu cầu.")), as_json=options.json)
        return ExitCode.TRY_LATER
    except BrokenPipeError:
        raise
    except Exception as error:
        file = _log_for_a_bug()
        log.exception("unexpected")
        say_error(_bug(error, file), as_json=options.json)
        return ExitCode.OUR_BUG


def _keep_log(home: Path) -> None:
    """The home's log, where there is a home and it can be written."""
    with suppress(OSError):
        if is_home(home):
            start_log(home)


def _usage() -> AppError:
    error = AppError(t("Câu lệnh không đúng."), t("Xem cách dùng bằng lệnh: tram --help."))
    error.code = ExitCode.USAGE
    return error


def _log_for_a_bug() -> str:
    """The file its traceback goes to: the home's log, else one among the temporary files."""
    with suppress(OSError):
        if not logging.getLogger("app").handlers:
            start_log(Path(tempfile.gettempdir()) / "tram")
    for handler in logging.getLogger("app").handlers:
        if isinstance(handler, logging.FileHandler):
            return handler.baseFilename
    return ""


def _bug(error: Exception, log_file: str) -> AppError:
    where = t("Chi tiết nằm trong «{file}».", file=log_file) if log_file else repr(error)
    return AppError(t("Chương trình gặp lỗi bất ngờ; dữ liệu vẫn còn nguyên."), where)


if __name__ == "__main__":
    sys.exit(main())
