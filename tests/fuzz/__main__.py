"""``python -m tests.fuzz --files 10000 --seed 1``: the long form, with its table."""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.watch import fuzz


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    tallies = fuzz(chosen.files, chosen.seed)
    print(
        f"{'kind':6}{'files':>7}{'refused':>9}{'accepted':>10}{'killed':>8}{'crashes':>9}"
        f"{'slowest ms':>12}{'peak MB':>9}"
    )
    for kind, tally in tallies.items():
        print(
            f"{kind:6}{tally.files:7}{tally.refused:9}{tally.accepted:10}{tally.unopenable:8}"
            f"{len(tally.crashes):9}{tally.slowest_ms:12.0f}{tally.peak_mb:9.0f}"
        )
    crashes = [crash for tally in tallies.values() for crash in tally.crashes]
    print(*crashes[:50], sep="\n", file=sys.stderr)
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())
