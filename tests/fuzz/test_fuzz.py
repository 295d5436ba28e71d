"""The quick part of the fuzzing: a few hundred files, another handful of each kind."""

from __future__ import annotations

from tests.fuzz.watch import fuzz

_MB = 400
"""The worker and its opener together; at rest they hold about 200."""


def test_no_wounded_file_brings_anything_but_a_sentence() -> None:
    tallies = fuzz(300, seed=20)
    assert {kind: tally.crashes for kind, tally in tallies.items() if tally.crashes} == {}
    assert all(tally.refused and tally.accepted for tally in tallies.values())
    assert max(tally.peak_mb for tally in tallies.values()) < _MB
