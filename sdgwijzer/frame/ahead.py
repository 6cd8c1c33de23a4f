"""What nobody waits for: overviews made before they are asked, and figures of before that go.

A database that is replaced takes its place in the memory until nobody asks it any more. Python
finds out by itself only for what was not frozen at the start (`app.py`).
"""

import gc
import time
import weakref
from collections.abc import Callable
from threading import Thread
from typing import Final

from sdgwijzer import failures
from sdgwijzer.errors import SdgWijzerError
from sdgwijzer.html import kept
from sdgwijzer.links import read
from sdgwijzer.views import turns
from sdgwijzer.views.dataset import Dataset

PAUSES: Final = (2, 5, 5, 10, 10, 20, 60, 600)
"""Seconds between two looks whether the figures of before are still asked; each stops all else for
a moment."""

QUIET: Final = 3
"""Seconds without a visitor after which the next overview is made."""

MOST: Final = 5
"""Seconds after which it is made all the same."""

SHARE: Final = 3
"""Of the time, one part goes to overviews that nobody asked yet, and so many to visitors."""


def start(data: Dataset, in_use: Callable[[], Dataset | None], *, overviews: bool) -> None:
    """In the background: make the overviews of these figures.

    Args:
        data: the figures that came in use.
        in_use: those that are in use: once others are, there is nothing left to make.
        overviews: or not.
    """
    if overviews:
        Thread(target=_make, args=(data, in_use), name="overviews", daemon=True).start()


def let_go(data: Dataset) -> None:
    """In the background: free figures that others came for, once nobody asks them any more."""
    Thread(target=_free, args=(weakref.ref(data),), name="free", daemon=True).start()


def _make(data: Dataset, in_use: Callable[[], Dataset | None]) -> None:
    begun, made, visitors = time.perf_counter(), 0, _Visitors()
    try:
        for row in data.reference.today.values():
            visitors.wait()
            if in_use() is not data:
                return
            since = time.perf_counter()
            visitors.count_me()
            with turns.PAGES:
                choices = read({"gemeente": row.name}, "overzicht", data).choices
                kept.page("overzicht", choices, data)
            made += 1
            time.sleep(SHARE * (time.perf_counter() - since))
    except SdgWijzerError as error:
        failures.record(error, "overzicht", {})
        return
    failures.made_ahead(made, time.perf_counter() - begun)


class _Visitors:
    """Is anybody here? They come first: what is made beside them makes them wait."""

    def __init__(self) -> None:
        self._asked = turns.PAGES.asked
        self._since: float = -QUIET

    def wait(self) -> None:
        """Until none asked for a while; but no longer than `MOST`, or it never comes to it."""
        until = time.monotonic() + MOST
        while self._here() and time.monotonic() < until:
            time.sleep(0.2)

    def count_me(self) -> None:
        """A turn that was no visitor's."""
        self._asked += 1

    def _here(self) -> bool:
        if turns.PAGES.asked != self._asked:
            self._asked, self._since = turns.PAGES.asked, time.monotonic()
        return time.monotonic() - self._since < QUIET


def _free(before: weakref.ref[Dataset]) -> None:
    for pause in PAUSES:
        time.sleep(pause)
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        if before() is None:
            return
    failures.held_on()
