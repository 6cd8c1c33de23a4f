"""What files of everything cost.

CSV of everything as the site writes it, to a file, beside DuckDB's COPY of the same rows to a file,
in turns in one process, after one run of each to warm up. Then how much memory the server has more
at any moment while ten visitors download everything at once, in every form. Needs Linux. Exit code
1 when a budget is missed.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import duckdb

from benchmarks.api import VISITORS, grown, read
from benchmarks.pages import kept, served
from sdgwijzer import paths
from sdgwijzer.screens.files import ALL, DATABASE, PATH
from sdgwijzer.store import exports, queries, store
from sdgwijzer.texts.open_data import FILES

RATIO, MEGABYTES = 0.8, 60


def seconds(runs: int) -> tuple[list[float], list[float]]:
    """Of COPY and of our own, in turns."""
    copies, ours = [], []
    database = store.current(paths.data())
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(str(database), True) as bare:
        copy = f"COPY ({queries.EXPORT}) TO '{folder}/copy.csv' (HEADER)"
        own = store.Store(database)
        for run in range(-1, runs):
            begun = time.perf_counter()
            bare.execute(copy, [None] * 4)
            middle = time.perf_counter()
            with Path(folder, "own.csv").open("wb") as file:
                for _ in exports.stream(own.tables(), file, "csv"):
                    pass
            ended = time.perf_counter()
            if run >= 0:
                copies.append(middle - begun)
                ours.append(ended - middle)
    return copies, ours


def main() -> None:
    parser = argparse.ArgumentParser(description="What files of everything cost.")
    parser.add_argument("--runs", type=int, default=5)
    copies, ours = seconds(parser.parse_args().runs)
    each = [a / b for a, b in zip(copies, ours, strict=True)]
    said = f"COPY / everything as CSV ({median(copies):.3g} / {median(ours):.3g} s)"
    good = [kept(said, median(copies) / median(ours), each, RATIO, float("inf"))]
    with served(paths.ROOT / "app.py") as (home, pid):
        for page in ("overzicht", "doel", "indicator"):  # what every server has answered before
            link = "gemeente=Harelbeke&doel=8&indicator=armoederisico"
            read(f"{home}/{page}?{link}")
            read(f"{home}/{PATH}/{page}.csv?{link}")
        for name in (DATABASE, *(f"{ALL}.{ending}" for ending in FILES)):
            more = grown(f"{home}/{PATH}/{name}", pid)
            said = f"MB more while {VISITORS} download {name}"
            good.append(kept(said, more, [more], 0, MEGABYTES))
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
