"""What a page costs without Streamlit: `make bench`.

The content of a page and its HTML, beside asking and judging its figures (`views.cards`), all in
turns in one process: CPU of the two together over that of the figures alone. The figures are kept
for whoever comes back to a page (`views/dataset.py`); words and HTML are made each time.
"""

import statistics
import sys
import time
from collections.abc import Callable, Mapping

from sdgwijzer import html, paths, screens
from sdgwijzer.links import Placed, read
from sdgwijzer.store import store
from sdgwijzer.views.cards import cards_of
from sdgwijzer.views.dataset import Dataset

RUNS = 25
PLACE = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"}
BUDGETS = {"overzicht": 1.0, "doel": 2.5, "vergelijk": 3.0}
VIEWS = (
    ("overzicht", {}),
    *(("doel", {"doel": number}) for number in ("3", "8")),
    *(("vergelijk", {"verschil": which}) for which in ("ja", "nee")),
)


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of one run."""
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def measure(word: str, link: Mapping[str, str], data: Dataset) -> tuple[float, float]:
    """Medians over the runs: figures, and content with HTML."""
    found = read({**PLACE, **link}, word, data).choices
    assert isinstance(found, Placed)
    entries = data.indicators(found.code)
    if found.options.goal:
        entries = {id_: i for id_, i in entries.items() if found.options.goal in i.goals}
    named = [] if word == "overzicht" else [row.nis_code for row in found.named]
    courses = word == "doel"
    asked = (data.store, entries, found.code, found.peers.codes)
    runs = [
        (
            cpu(lambda: cards_of(*asked, named=named, courses=courses)),
            cpu(lambda: html.document(screens.page(word, found, data))),
        )
        for _ in range(RUNS + 1)
    ][1:]  # the first one reads what is kept
    figures, page = zip(*runs, strict=True)
    return statistics.median(figures), statistics.median(page)


def main() -> int:
    """Print the table; 1 when a budget is passed."""
    data = Dataset(store.current(paths.data()), paths.catalogue())
    missed = 0
    print(f"{'page':<12}{'figures ms':>12}{'page ms':>10}{'page / figures':>16}{'budget':>8}")
    for word, link in VIEWS:
        figures, page = measure(word, link, data)
        ratio, budget = page / figures, BUDGETS[word]
        missed += ratio > budget
        name = " ".join((word, *link.values()))
        print(f"{name:<12}{figures:>12.1f}{page:>10.1f}{ratio:>16.2f}{budget:>8.1f}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
