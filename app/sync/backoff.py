"""Waiting between tries: exponential, with full jitter, so that stations do not march in step."""

from __future__ import annotations

import random

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 300.0


def full_jitter(attempt: int, *, longest: float = LONGEST_SECONDS) -> float:
    """Seconds to wait after try ``attempt``: uniform in 0 … min(longest, first · 2^attempt)."""
    ceiling = min(longest, FIRST_SECONDS * 2 ** min(attempt, 20))
    return random.uniform(0.0, ceiling)  # noqa: S311 - spreads load, guards nothing
