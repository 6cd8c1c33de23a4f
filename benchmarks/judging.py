"""What judging costs: `make bench`.

285 municipalities x 250 indicators x 20 years of made-up figures (shares with components, so every
rule has work), judged in a process of its own: CPU seconds and the largest memory. Ten times the
indicators must cost at most eleven times as much. Then one municipality on all indicators of the
database in use, beside each group of peers, without what every page reads anyway (its own rows).
"""

import resource
import statistics
import subprocess
import sys
import time

import numpy as np
import pandas as pd

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.judgement import beside, summary
from sdgwijzer.model import Chance, Direction, Indicator, Merge, Unit
from sdgwijzer.store import store
from sdgwijzer.views import peers

PLACES, INDICATORS, YEARS = 285, 250, 20
MAX_CPU, MAX_MEMORY, MAX_GROWTH, MAX_PEERS = 25.0, 1000, 11.0, 60.0
RUNS = 15
OWN = "34013"


def made(indicators: int) -> tuple[pd.DataFrame, list[Indicator], list[str]]:
    """Random walks of counts among random numbers of people."""
    random = np.random.default_rng(1)
    codes = [f"{10_000 + i}" for i in range(PLACES)]
    shape = (indicators, PLACES, YEARS)
    people = random.integers(200, 50_000, (1, PLACES, 1)) * np.ones(shape)
    steps = random.normal(0, 0.005, shape).cumsum(axis=2)
    count = np.round(people * np.clip(0.2 + steps, 0.001, 0.9))
    ids = [f"verzonnen_{i}" for i in range(indicators)]
    index = pd.MultiIndex.from_product(
        [ids, codes, range(2005, 2005 + YEARS)], names=["indicator_id", "nis_code", "year"]
    )
    frame = pd.DataFrame(
        {
            "value": (100 * count / people).ravel(),
            "numerator": count.ravel(),
            "denominator": people.ravel(),
        },
        index=index,
    ).reset_index()
    frame = frame.assign(flag=None, missing=None)
    for name in ("indicator_id", "nis_code"):
        frame[name] = frame[name].astype("category")
    item = Indicator(
        id="verzonnen",
        name="Verzonnen cijfer",
        description="x" * 40,
        goals=(1,),
        theme="test",
        unit="%",
        measure=Unit(factor=100),
        direction=Direction.LOWER_IS_BETTER,
        direction_reason="x",
        source="test",
        query={},
        merge=Merge.RATIO,
        chance=Chance.SHARE,
        plausible=(0, 100),
        lag_years=1,
    )
    return frame, [item.model_copy(update={"id": id_}) for id_ in ids], codes


def judge(indicators: int) -> None:
    """Judge once; prints CPU seconds of the judging alone, and the largest memory in MB."""
    frame, items, codes = made(indicators)
    started = time.process_time()
    found = summary.summarise(frame, items, codes, 2025)
    seconds = time.process_time() - started
    assert len(found) == indicators * PLACES
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(seconds, memory)


def measured(indicators: int) -> tuple[float, float]:
    """CPU seconds and MB of `judge` in a process of its own."""
    command = [sys.executable, __file__, str(indicators)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(out[0]), float(out[1])


def beside_groups() -> dict[str, tuple[int, float, float]]:
    """Per group of peers: how many, and the median and largest wall milliseconds."""
    database = store.Store(store.current(paths.data()))
    reference = municipalities.load()
    fetched = database.indicators().set_index("indicator_id")["fetched"]
    entries = {item.id: item for item in catalogue.read(paths.catalogue()) if fetched[item.id]}
    ids, context = list(entries), database.context()
    mine = database.summary([OWN], ids)
    found = {}
    for word, codes in peers.groups(OWN, reference, context).items():
        taken = []
        for _ in range(RUNS):
            started = time.perf_counter()
            rows = pd.concat([mine, database.compared(codes, ids)])
            courses = database.courses(OWN, codes, ids)
            beside.beside(rows, entries, OWN, codes, courses)
            taken.append(1000 * (time.perf_counter() - started))
        found[word] = (len(codes), statistics.median(taken), max(taken[1:]))
    return found


def main() -> int:
    """Print each budget and what it took; 1 when one is passed."""
    small, _ = measured(INDICATORS // 10)
    cpu, memory = measured(INDICATORS)
    rows = PLACES * INDICATORS * YEARS
    print(f"judging {rows:,} made-up observations: {cpu:.1f} s CPU (budget {MAX_CPU:.0f})")
    print(f"largest memory of that process: {memory:.0f} MB (budget {MAX_MEMORY})")
    print(f"ten times the observations: {cpu / small:.1f} x the time (budget {MAX_GROWTH:.0f} x)")
    over = cpu > MAX_CPU or memory > MAX_MEMORY or cpu / small > MAX_GROWTH
    for word, (count, middle, most) in beside_groups().items():
        budget = f" (budget {MAX_PEERS:.0f})" if word != peers.FLANDERS else ""
        print(f"beside {word}, {count}: {middle:.0f} ms, at most {most:.0f}{budget}")
        over |= word != peers.FLANDERS and middle > MAX_PEERS
    return int(over)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        judge(int(sys.argv[1]))
    else:
        sys.exit(main())
