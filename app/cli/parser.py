"""The command line's words. ``--home`` and ``--json`` are understood before and after a verb."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli import dossiers, line, pages, practice, province, signing, station
from app.paths import default_home

VERBS = (station, pages, signing, dossiers, line, practice, province)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line of ``tram``."""
    parser = argparse.ArgumentParser(
        prog="tram", description="Trạm Một Cửa: tiếp nhận, số hóa, ký và gửi hồ sơ của xã."
    )
    parser.add_argument("--home", type=Path, default=default_home(), metavar="DIR")
    parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")
    parser.set_defaults(verb=None, run=None)
    verbs = parser.add_subparsers(dest="verb", metavar="LỆNH")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--home", type=Path, default=argparse.SUPPRESS, metavar="DIR")
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    for module in VERBS:
        module.add_verbs(verbs, shared)
    return parser
