"""Which pages are measured: so many of each damage, each kind of paper in turn."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.digitise.damage.scans import PROFILES, Profile, Scan, scan
from tests.bench.digitise.papers.kinds import KINDS, paper


def scans(profile: Profile, count: int, seed: int) -> Iterator[Scan]:
    """``count`` pages of ``profile``; the same number is the same page for every profile but for
    its words."""
    offset = 100 * PROFILES.index(profile)
    for number in range(count):
        truth = paper(KINDS[number % len(KINDS)], seed, offset + number)
        back = paper("minutes", seed, offset + 50 + number)
        yield scan(truth, profile, seed, offset + number, back=back)
