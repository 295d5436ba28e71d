"""The log file of a home: rotating, without personal data, the place a bug report starts."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE = "tram.log"


def start_log(home: Path) -> Path:
    """Send this process's records to ``<home>/log/tram.log``; returns that file."""
    folder = home / "log"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE
    handler = RotatingFileHandler(file, maxBytes=2_000_000, backupCount=4, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("app")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return file
