"""What pages share: which figures are in use, and which pages there are."""

from copy import copy
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from sdgwijzer import failures, paths, settings
from sdgwijzer.errors import SdgWijzerError, StoreError
from sdgwijzer.frame import ahead
from sdgwijzer.store import store
from sdgwijzer.texts import frame_of_pages
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


@cache
def _page(word: str) -> st.Page:
    title = frame_of_pages.PAGES[word]
    return st.Page(PAGES[word], title=title, url_path=word, default=word == "start")


def pages() -> dict[str, st.Page]:
    """Each page for one run, by its word; in a run of the frame.

    Streamlit looks for their files each time that a page is made: here that is once.
    """
    return {word: copy(_page(word)) for word in PAGES}


@once(1)
def _dataset(database: Path, entries: Path, _changed: float) -> Dataset:
    return Dataset(database, entries)


_LAST: Final[dict[Path, Dataset]] = {}
"""Folder with data → the figures that were read there last."""


def dataset() -> Dataset:
    """The figures in use; a new database, or catalogue, is picked up at the next run.

    A database that is gone or cannot be opened leaves the one of before in use, which the log says.
    Where there was none, there are municipalities all the same, and what asks for figures raises.
    """
    entries, folder = paths.catalogue(), paths.data()
    try:
        found = _opened(folder, entries)
    except StoreError as error:
        if folder not in _LAST:
            return Dataset(error, entries)
        failures.goes_on(error)
        found = _LAST[folder]
        found.behind = str(error)
        return found
    found.behind = ""
    before, _LAST[folder] = _LAST.get(folder), found
    if before is not None and before is not found:
        ahead.let_go(before)
        _make_ahead(found)
    return found


def _make_ahead(data: Dataset) -> None:
    folder = paths.data()
    ahead.start(data, lambda: _LAST.get(folder), overviews=settings.read().ahead)


def _opened(folder: Path, entries: Path) -> Dataset:
    """Those of the database that is named; it may be replaced, and removed, while we look."""
    database = store.current(folder)
    found = _dataset(database, entries, changed(entries))
    try:
        found.store  # noqa: B018 - opens it
    except StoreError:
        newer = store.current(folder)
        if newer == database:
            raise
        found = _dataset(newer, entries, changed(entries))
        found.store  # noqa: B018
    return found


def warm() -> None:
    """Read what every first visitor would wait for; without a database there is nothing to read."""
    try:
        data = dataset()
        data.warm()
        _make_ahead(data)
    except SdgWijzerError as error:  # each page says it to who opens it
        failures.record(error, "-", {})
