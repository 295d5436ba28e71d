"""Where the program's own files lie, in a checkout and in an installed bundle."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs


def _root() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parent.parent


ROOT = _root()
RESOURCES = ROOT / "resources"
MIGRATIONS = ROOT / "migrations"


def default_home() -> Path:
    """The station's home: ``TRAM_HOME``, else the user's data folder."""
    named = os.environ.get("TRAM_HOME")
    return Path(named) if named else Path(platformdirs.user_data_path("tram", appauthor=False))
