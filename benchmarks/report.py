"""How much a report takes: `sdgwijzer report` in all formats, as a process of its own.

Four municipalities that differ most and ten by chance; at most 20 seconds of the processor and 300
MB of memory each.
"""

import argparse
import random
import sys
import tempfile
from multiprocessing import get_context

from sdgwijzer import municipalities, paths
from sdgwijzer.cli.formats import REPORT

FIXED = ("34013", "11002", "73028", "23106")  # Harelbeke, Antwerpen, Herstappe, Pajottegem
PEERS = "34042,34009,34023"  # Zwevegem, Deerlijk, Kuurne
SECONDS, MEGABYTES = 20, 300


def measured(code: str) -> tuple[float, float]:
    """CPU seconds and megabytes at the peak of one report in every format."""
    import resource

    from sdgwijzer.cli import main

    with tempfile.TemporaryDirectory() as folder:
        options = ["--peers", PEERS, "--format", ",".join(REPORT), "--output", folder]
        status = main(["report", code, *options])
    used = resource.getrusage(resource.RUSAGE_SELF)
    if status:
        raise SystemExit(f"sdgwijzer report {code} ended with {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chance", type=int, default=10, help="municipalities by chance")
    asked = parser.parse_args()
    known = municipalities.of(paths.data()).today
    rest = sorted(set(known) - set(FIXED))
    codes = [*FIXED, *random.Random(17).sample(rest, asked.chance)]
    missed = 0
    for code in codes:
        with get_context("spawn").Pool(1) as alone:
            seconds, size = alone.apply(measured, (code,))
        over = seconds > SECONDS or size > MEGABYTES
        missed += over
        said = "  over the budget" if over else ""
        print(f"{code} {known[code].name:28s} {seconds:5.1f} s CPU {size:5.0f} MB{said}")
    print(f"{len(codes)} municipalities, budget {SECONDS} s and {MEGABYTES} MB: {missed} over")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
