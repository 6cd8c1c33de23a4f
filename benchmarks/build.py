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
from datetime import date
from pathlib import Path
from unittest.mock import patch

import duckdb
import pandas as pd

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.build import pipeline
from sdgwijzer.judgement import summary
from sdgwijzer.paths import Places

RUNS = 7
summarise = summary.summarise
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
    pipeline.check(observations, entries, date.today().year)
    return observations


def build(folder: Path) -> Callable[[], None]:
    """The whole build into a folder of its own, with judgements that were made before."""
    for name in ("municipalities.csv", "typology.csv", "figures"):
        (folder / name).symlink_to(paths.data() / name)
    with patch.object(summary, "summarise", wraps=summary.summarise) as judge:
        made: list[pd.DataFrame] = []
        judge.side_effect = lambda *args: made.append(summarise(*args)) or made[0]
        pipeline.build(Places.of(folder), date.today())

    def run() -> None:
        with patch.object(summary, "summarise", return_value=made[0]):
            pipeline.build(Places.of(folder), date.today())

    return run


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
            "build without judging": build(folder),
        }
        gc.freeze()
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
        for run in runs.values():
            run()
        for _ in range(RUNS):
            for name, run in runs.items():
                taken[name].append(timed(run))
    print(f"{len(observations):,} observations, median of {RUNS} runs in turns")
    base = median(taken["typed load by DuckDB"])
    over = False
    for name, seconds in taken.items():
        wall, cpu = (own / least for own, least in zip(median(seconds), base, strict=True))
        budget = BUDGETS.get(name)
        over |= budget is not None and cpu > budget
        limit = f"  budget {budget} x" if budget else ""
        print(f"{name:24} {median(seconds)[1]:.3f} s CPU, {cpu:.2f} x (wall {wall:.2f} x){limit}")
    return int(over)


def median(seconds: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle wall and CPU time."""
    wall, cpu = (statistics.median(column) for column in zip(*seconds, strict=True))
    return wall, cpu


if __name__ == "__main__":
    sys.exit(main())
