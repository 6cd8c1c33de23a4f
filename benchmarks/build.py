"""How long a build takes, as a ratio to the least that the same rows can cost: `make bench`.

Floor: DuckDB loads the observations of the build from a CSV whose types it is told, into a table
in a file. Product: read the shipped figures, check them, put them on today's map, sort them; and
the whole build but for the judgements. All run in turns in one process, so that a busy machine
slows all alike; the medians of wall and CPU time are compared.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from sdgwijzer import catalogue, municipalities, paths, pipeline

RUNS = 7
BUDGETS = {"load, check and sort": 3.3, "build without judging": 5.0}
TYPES = {
    "indicator_id": "VARCHAR",
    "nis_code": "VARCHAR",
    "year": "SMALLINT",
    "value": "DOUBLE",
    "numerator": "DOUBLE",
    "denominator": "DOUBLE",
    "flag": "VARCHAR",
    "missing": "VARCHAR",
}


def floor(csv: Path, folder: Path) -> Callable[[], None]:
    """A typed load of the same rows."""
    target = folder / "floor.duckdb"

    def run() -> None:
        target.unlink(missing_ok=True)
        with duckdb.connect(str(target)) as connection:
            connection.execute(
                "CREATE TABLE observation AS SELECT * FROM read_csv(?, header=true, columns=?)",
                [str(csv), TYPES],
            )

    return run


def load() -> pd.DataFrame:
    """Read, check, merge and sort the shipped figures."""
    entries = catalogue.read(paths.catalogue())
    reference = municipalities.read(paths.data() / "municipalities.csv")
    raw, _ = pipeline.read_figures(paths.data() / "figures", entries)
    observations, _ = pipeline.observe(raw, entries, reference)
    pipeline.check(observations, entries)
    return observations


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of one run."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - cpu


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        observations = load()
        csv = folder / "observations.csv"
        observations.to_csv(csv, index=False)
        runs: dict[str, Callable[[], object]] = {
            "typed load by DuckDB": floor(csv, folder),
            "load, check and sort": load,
        }
        gc.freeze()
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
        for run in runs.values():
            run()
        for _ in range(RUNS):
            for name, run in runs.items():
                taken[name].append(timed(run))
    print(f"{len(observations):,} observations, median of {RUNS} runs in turns")
    base = [
        statistics.median(column) for column in zip(*taken["typed load by DuckDB"], strict=True)
    ]
    for name, seconds in taken.items():
        wall, cpu = (statistics.median(column) for column in zip(*seconds, strict=True))
        print(
            f"{name:24} {wall:.3f} s ({wall / base[0]:.2f} x)  "
            f"CPU {cpu:.3f} s ({cpu / base[1]:.2f} x)"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
