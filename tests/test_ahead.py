"""What nobody waits for: overviews that are made ahead, figures of before that are let go."""

import gc
import shutil
import time
import weakref
from pathlib import Path

import pytest

from sdgwijzer import paths
from sdgwijzer.frame import ahead, context
from sdgwijzer.html import kept
from sdgwijzer.links import read
from sdgwijzer.store import store, versions
from sdgwijzer.views import turns
from sdgwijzer.views.dataset import Dataset


@pytest.fixture
def folder(data, tmp_path, monkeypatch):
    """A data folder of its own, with a database."""
    for path in data.glob("*.csv"):
        shutil.copy(path, tmp_path)
    publish(data, tmp_path)
    monkeypatch.setenv("SDGWIJZER_DATA", str(tmp_path))
    monkeypatch.setattr(context, "_LAST", {})
    return tmp_path


def publish(data, folder):
    path = folder / f"sdgwijzer-{time.time_ns()}.duckdb"
    shutil.copy(store.current(data), path)
    versions.switch(folder, path.name)
    return path


def is_open(path):
    return any(each.resolve() == path for each in Path("/proc/self/fd").iterdir())


def test_overviews_are_made_until_other_figures_are_in_use(dataset, monkeypatch):
    made, asked = [], 0

    def in_use():
        nonlocal asked
        asked += 1
        return dataset if asked <= 3 else None

    monkeypatch.setattr(kept, "page", lambda word, choices, _: made.append((word, choices.name)))
    ahead._make(dataset, in_use)
    names = [row.name for row in dataset.reference.today.values()]
    assert made == [("overzicht", name) for name in names[:3]]


def test_overview_that_was_made_ahead_is_the_one_that_is_shown(dataset):
    first = next(iter(dataset.reference.today.values())).name
    looks = iter([dataset, None])
    ahead._make(dataset, lambda: next(looks))
    before = kept._ROOM.currsize
    kept.page("overzicht", read({"gemeente": first}, "overzicht", dataset).choices, dataset)
    assert kept._ROOM.currsize == before > 0


def test_setting_says_whether_they_are_made(dataset, monkeypatch):
    begun = []
    monkeypatch.setattr(ahead, "_make", lambda *_: begun.append(1))
    for wanted in (False, True):
        ahead.start(dataset, lambda: dataset, overviews=wanted)
    time.sleep(0.05)
    assert begun == [1]


def test_visitors_come_first_but_it_goes_on(monkeypatch):
    monkeypatch.setattr(ahead, "QUIET", 1.5)
    monkeypatch.setattr(ahead, "MOST", 4)
    monkeypatch.setattr(turns, "PAGES", turns.Turns(4))
    visitors = ahead._Visitors()

    def waited(visits):
        for _ in range(visits):
            with turns.PAGES:
                pass
        since = time.monotonic()
        visitors.wait()
        return time.monotonic() - since

    assert waited(0) < 1, "nobody was here yet"
    assert waited(1) >= 1.4
    visitors.count_me()
    assert waited(1) < 1, "its own turn is no visitor's"
    monkeypatch.setattr(visitors, "_here", lambda: True)
    assert 4 <= waited(0) < 20, "with a visitor all the time it is made all the same"


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files can be seen on Linux")
def test_database_of_before_is_closed_though_it_was_frozen(data, folder, monkeypatch):
    monkeypatch.setattr(ahead, "PAUSES", (0.05, 0.2, 0.5))
    old = store.current(folder)
    found = context.dataset()
    found.warm()
    gc.freeze()
    assert is_open(old)
    gone = weakref.ref(found)
    del found
    publish(data, folder)
    context.dataset().warm()
    until = time.monotonic() + 30
    while gone() is not None and time.monotonic() < until:
        time.sleep(0.05)
    assert gone() is None
    assert not is_open(old)
    assert is_open(store.current(folder))
    assert paths.data() == folder


def test_figures_that_are_still_asked_stay_and_the_log_says_so(dataset, monkeypatch, caplog):
    monkeypatch.setattr(ahead, "PAUSES", (0,))
    ahead._free(weakref.ref(dataset))
    assert dataset.store.places() > 200
    assert "still in the memory" in caplog.text


def test_nothing_is_made_of_figures_that_cannot_be_read(dataset, monkeypatch, caplog):
    broken = Dataset(Path("/nowhere/made-up.duckdb"), paths.catalogue())
    ahead._make(broken, lambda: broken)
    assert "/nowhere/made-up.duckdb cannot be read" in caplog.text
