"""Where a practice home keeps its province and its authority, and the passphrase all know."""

from __future__ import annotations

from pathlib import Path

PRACTICE_PASSPHRASE = "thuc-hanh-mot-cua"
"""Known to all, since nothing in a practice home is real."""

AUTHORITY_FOLDER = "practice-ca"


def province_home(home: Path) -> Path:
    """The practice province of a practice home."""
    return home / "province"
