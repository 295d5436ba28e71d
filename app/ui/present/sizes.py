"""Amounts of data as a person reads them."""

from __future__ import annotations


def size_text(count: int) -> str:
    """``850 kB``, ``1,2 MB``: decimal units, a comma before the tenths."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000)) if count else 0} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
