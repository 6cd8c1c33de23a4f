"""What the addresses for programs cost, beside DuckDB alone.

Everything as CSV: one visitor, the first who asks it, from the request to the last byte, beside
DuckDB's COPY of the same query to a file, in turns in one run. Then 50 requests
at once, beside the same ones one after another, in turns; and how much memory the
server has more at any moment while ten visitors download everything at once. Needs Linux. Exit code
1 when a budget is missed.
"""

import argparse
import sys
import tempfile
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles

import duckdb

from benchmarks.pages import kept, served
from sdgwijzer import paths
from sdgwijzer.api import PATH
from sdgwijzer.store import queries, store

AT_ONCE, VISITORS = 50, 10
RATIO, LATE, MEGABYTES = 0.8, 1.2, 60
ASKED = (
    "observations?municipality={place}&goal=8",
    "assessments?municipality={place}&goal=8",
    "indicators/armoederisico.csv",
    "municipalities/{place}",
    "sentences?municipality={place}&goal=1",
)
PLACES = ("Harelbeke", "Gent", "8500", "11002", "Genk", "Lier", "Kuurne", "Aalst", "Menen", "Geel")


def read(url: str) -> tuple[int, float]:
    """Bytes of an answer, and the seconds it took."""
    begun, size = time.perf_counter(), 0
    with urllib.request.urlopen(url, timeout=600) as answer:
        while part := answer.read(1 << 20):
            size += len(part)
    return size, time.perf_counter() - begun


def resident(pid: int) -> float:
    """Megabytes that a process has in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def grown(url: str, pid: int) -> float:
    """Megabytes that the server has more, at most, while visitors download everything."""
    before, most, done = resident(pid), [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            most[0] = max(most[0], resident(pid))

    watching = threading.Thread(target=watch)
    watching.start()
    with ThreadPoolExecutor(VISITORS) as visitors:
        sizes = {size for size, _ in visitors.map(read, [url] * VISITORS)}
    done.set()
    watching.join()
    assert len(sizes) == 1, sizes
    return most[0] - before


def crowd(url: str, at_once: int) -> list[float]:
    """Seconds from the first request until each answer is there."""
    links = [ASKED[i % len(ASKED)].format(place=PLACES[i % len(PLACES)]) for i in range(AT_ONCE)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(at_once) as visitors:
        return list(
            visitors.map(lambda link: read(f"{url}/{link}") and time.perf_counter() - begun, links)
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="What the addresses for programs cost.")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    copies, answers = [], []
    with tempfile.TemporaryDirectory() as folder, served(paths.ROOT / "app.py") as (home, pid):
        bare = duckdb.connect(str(store.current(paths.data())), True)
        copy = f"COPY ({queries.EXPORT}) TO '{folder}/everything.csv' (HEADER)"
        url = f"{home}/{PATH}"
        for run in range(-1, runs):  # the one before is to warm up
            begun = time.perf_counter()
            bare.execute(copy, [None] * 4)
            middle = time.perf_counter()
            _, taken = read(f"{url}/observations.csv?from={1951 + run}")  # that nobody asked yet
            if run >= 0:
                copies.append(middle - begun)
                answers.append(taken)
        waits = [
            (max(crowd(url, 1)), quantiles(crowd(url, AT_ONCE), n=20)[-1]) for _ in range(runs)
        ]
        more = grown(f"{url}/observations.csv", pid)
    each = [a / b for a, b in zip(copies, answers, strict=True)]
    alone, late = (median(each) for each in zip(*waits, strict=True))
    good = [
        kept(
            f"COPY / everything as CSV ({median(copies):.3g} / {median(answers):.3g} s)",
            *(median(copies) / median(answers), each, RATIO, float("inf")),
        ),
        kept(
            f"p95 of {AT_ONCE} at once / one by one ({late:.3g} / {alone:.3g} s)",
            *(late / alone, [b / a for a, b in waits], 0, LATE),
        ),
        kept(f"MB more while {VISITORS} download everything", more, [more], 0, MEGABYTES),
    ]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
