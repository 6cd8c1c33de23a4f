"""How much a report takes: `sdgwijzer report` in all formats. Needs Linux.

Four municipalities that differ most and ten by chance; at most 20 seconds of the processor in all,
and 300 MB of memory: of all processes together, in which what they share counts once. That of the
largest is said beside it.
"""

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sdgwijzer.documents.making import FORMS

FIXED = ("34013", "11002", "73028", "23106")  # Harelbeke, Antwerpen, Herstappe, Pajottegem
PEERS = "34042,34009,34023"  # Zwevegem, Deerlijk, Kuurne
SECONDS, MEGABYTES = 20, 300
DATA = Path(__file__).parent.parent / "data"


def measured(code: str) -> tuple[float, float, float]:
    """CPU seconds of one report in every format, and megabytes at the peak.

    The first are those of the largest process; the others those of all together, in which what
    processes share counts once (proportional set size).
    """
    sizes = [(0.0, 0.0)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        options = ["--peers", PEERS, "--format", ",".join(FORMS), "--output", folder]
        command = [sys.executable, "-m", "sdgwijzer.cli", "report", code, *options]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
            while running.poll() is None:
                sizes.append(_sizes(running.pid))
                time.sleep(0.02)
    if running.returncode:
        raise SystemExit(f"sdgwijzer report {code} ended with {running.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, *(max(each) for each in zip(*sizes, strict=True))


def _sizes(pid: int) -> tuple[float, float]:
    """Megabytes of the largest of a process and those that it started, and of all together."""
    found, waiting = [], [pid]
    while waiting:
        folder = Path(f"/proc/{waiting.pop()}")
        try:
            text = (folder / "smaps_rollup").read_text()
            lists = [each.read_text() for each in folder.glob("task/*/children")]
        except OSError:  # it has just ended
            continue
        waiting += [int(each) for line in lists for each in line.split()]
        sizes = [int(text.partition(f"\n{name}:")[2].split()[0]) / 1024 for name in ("Rss", "Pss")]
        found.append(sizes)
    return max((rss for rss, _ in found), default=0.0), sum(pss for _, pss in found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chance", type=int, default=10, help="municipalities by chance")
    asked = parser.parse_args()
    # Nothing large is loaded here: its libraries would be shared with those that are measured.
    with (DATA / "municipalities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {row["nis_code"]: row["name"] for row in rows if not row["valid_until"]}
    rest = sorted(set(known) - set(FIXED))
    codes = [*FIXED, *random.Random(17).sample(rest, asked.chance)]
    missed = 0
    for code in codes:
        seconds, size, together = measured(code)
        over = seconds > SECONDS or together > MEGABYTES
        missed += over
        said = "  over the budget" if over else ""
        spent = f"{seconds:5.1f} s CPU {together:5.0f} MB, the largest process {size:.0f}"
        print(f"{code} {known[code]:28s} {spent}{said}")
    print(f"{len(codes)} municipalities, budget {SECONDS} s and {MEGABYTES} MB: {missed} over")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
