"""What pages share: which figures are in use, and which pages there are."""

from pathlib import Path
from typing import Final

from sdgwijzer import failures, paths
from sdgwijzer.errors import SdgWijzerError, StoreError
from sdgwijzer.store import store
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.last_good import changed
from sdgwijzer.views.once import once

PAGES: Final = {
    word: f"../pages/{file}.py"
    for word, file in {
        "start": "start",
        "overzicht": "overview",
        "doel": "goal",
        "indicator": "indicator",
        "vergelijk": "compare",
        "verken": "explore",
        "nieuw": "news",
        "zoek": "search",
        "verantwoording": "method",
        "wachtend": "waiting",
        "gegevens": "open_data",
        "blad": "sheet",
        "rapport": "report",
    }.items()
}
"""Word in the link → file, from here. The words are part of links that people keep."""


@once(1)
def _dataset(database: Path, entries: Path, _changed: float) -> Dataset:
    return Dataset(database, entries)


def dataset() -> Dataset:
    """The figures in use; a new database, or catalogue, is picked up at the next run.

    Without a database there are municipalities all the same, and what asks for figures raises.
    """
    entries = paths.catalogue()
    try:
        database = store.current(paths.data())
        found = _dataset(database, entries, changed(entries))
        try:
            found.store  # noqa: B018 - opens it
        except StoreError:  # it was replaced, and removed, since the pointer was read
            newer = store.current(paths.data())
            if newer == database:
                raise
            found = _dataset(newer, entries, changed(entries))
    except StoreError as error:
        return Dataset(error, entries)
    return found


def warm() -> None:
    """Read what every first visitor would wait for; without a database there is nothing to read."""
    try:
        dataset().warm()
    except SdgWijzerError as error:  # each page says it to who opens it
        failures.record(error, "-", {})
