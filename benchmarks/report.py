"""How much a report takes: `sdgwijzer report` in all formats. Needs Linux.

Four municipalities that differ most and ten by chance; at most 20 seconds of the processor in all,
and 300 MB of memory of each process. What all processes take together is said beside it.
"""

import argparse
import os
import random
import sys
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver, get_context
from pathlib import Path

from sdgwijzer.documents.making import FORMS

FIXED = ("34013", "11002", "73028", "23106")  # Harelbeke, Antwerpen, Herstappe, Pajottegem
PEERS = "34042,34009,34023"  # Zwevegem, Deerlijk, Kuurne
SECONDS, MEGABYTES = 20, 300


def measured(code: str) -> tuple[float, float, float]:
    """CPU seconds of one report in every format, and megabytes at the peak.

    The first are those of the largest process; the others those of all together, in which what
    processes share counts once (proportional set size).
    """
    import resource

    from sdgwijzer.cli import main

    sizes, done = [(0.0, 0.0)], threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            sizes.append(_sizes(os.getpid()))

    watching = threading.Thread(target=watch)
    watching.start()
    with tempfile.TemporaryDirectory() as folder:
        options = ["--peers", PEERS, "--format", ",".join(FORMS), "--output", folder]
        status = main(["report", code, *options])
    done.set()
    watching.join()
    forkserver._forkserver._stop()  # otherwise nobody waits for it, and its seconds are not counted
    if status:
        raise SystemExit(f"sdgwijzer report {code} ended with {status}")
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(each.ru_utime + each.ru_stime for each in used)
    largest = max(each.ru_maxrss for each in used) / 1024
    return seconds, largest, max(together for _, together in sizes)


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
    return max(rss for rss, _ in found), sum(pss for _, pss in found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chance", type=int, default=10, help="municipalities by chance")
    asked = parser.parse_args()
    from sdgwijzer import municipalities, paths  # large: not in the processes that are measured

    known = municipalities.of(paths.data()).today
    rest = sorted(set(known) - set(FIXED))
    codes = [*FIXED, *random.Random(17).sample(rest, asked.chance)]
    missed = 0
    for code in codes:
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            seconds, size, together = alone.submit(measured, code).result()
        over = seconds > SECONDS or size > MEGABYTES
        missed += over
        said = "  over the budget" if over else ""
        spent = f"{seconds:5.1f} s CPU {size:5.0f} MB ({together:.0f})"
        print(f"{code} {known[code].name:28s} {spent}{said}")
    print(f"{len(codes)} municipalities, budget {SECONDS} s and {MEGABYTES} MB: {missed} over")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
