"""The one door: a verb for the command line, nothing for the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

from app.cli.output import say_error
from app.cli.parser import build_parser
from app.cli.run import run_of
from app.cli.unlock import passphrase_of
from app.errors import AppError, ExitCode
from app.i18n import t
from app.log import start_log
from app.settings import is_home

PICTURES = "pictures"
"""The one verb that wants Qt; every other runs without it."""

log = logging.getLogger("app.main")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. No traceback reaches the one who called."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    options = build_parser().parse_args(argv)
    log_file = start_log(options.home) if is_home(options.home) else None
    try:
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
        return ExitCode.TRY_LATER
    except BrokenPipeError:
        return ExitCode.DONE
    except Exception as error:
        log.exception("unexpected")
        say_error(_bug(error, str(log_file) if log_file else ""), as_json=options.json)
        return ExitCode.OUR_BUG


def _bug(error: Exception, log_file: str) -> AppError:
    where = t("Chi tiết nằm trong «{file}».", file=log_file) if log_file else repr(error)
    return AppError(t("Chương trình gặp lỗi bất ngờ; dữ liệu vẫn còn nguyên."), where)


if __name__ == "__main__":
    sys.exit(main())
