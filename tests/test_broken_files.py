"""Files that break under the site: what a visitor sees, and what is said to who keeps it."""

import json
import shutil

import duckdb
import pytest

from sdgwijzer import paths
from sdgwijzer.errors import StoreError
from sdgwijzer.frame import context
from sdgwijzer.html import kept
from sdgwijzer.serving import health
from sdgwijzer.store import store, versions
from sdgwijzer.store.versions import POINTER
from tests.ask import asked

LINK = {"gemeente": "Harelbeke"}
NAME = "sdgwijzer-20310102T030405000006.duckdb"


def pointer(content):
    def do(folder):
        (folder / POINTER).unlink()
        if content is not None:
            (folder / POINTER).write_bytes(content)

    return do


def folder_in_its_place(folder):
    (folder / POINTER).unlink()
    (folder / POINTER).mkdir()


def deleted(folder):
    (folder / store.current(folder).name).unlink()


def another(content):
    """A database that was built after the one in use, and is none."""

    def do(folder):
        whole = store.current(folder).read_bytes()
        (folder / NAME).write_bytes(content(whole))
        (folder / POINTER).write_text(NAME)

    return do


def of_another_layout(folder):
    shutil.copy(store.current(folder), folder / NAME)
    with duckdb.connect(str(folder / NAME)) as connection:
        connection.execute("UPDATE build SET value = '1' WHERE name = 'layout'")
    (folder / POINTER).write_text(NAME)


FAULTS = {
    "pointer gone": (pointer(None), "holds no database yet; run 'sdgwijzer build'"),
    "pointer empty": (pointer(b""), "expected the name of a database, found ''"),
    "pointer is text": (pointer(b"hello there\n"), "expected the name of a database, found 'hello"),
    "pointer leads out": (pointer(b"../../etc/x.duckdb"), "expected the name of a database, found"),
    "pointer is no text": (pointer(b"\xff\xfe\x00"), "found a file that cannot be read"),
    "pointer is unreadable": (folder_in_its_place, "found a file that cannot be read"),
    "pointer is wrong": (pointer(b"nothing.duckdb"), "nothing.duckdb, which is gone; run 'sdgw"),
    "database deleted": (deleted, "which is gone; run 'sdgwijzer build'"),
    "database empty": (another(lambda _: b""), NAME),
    "database cut": (another(lambda whole: whole[:300_000]), NAME),
    "database overwritten": (another(lambda whole: b"made up" * 5000), NAME),
    "other layout": (of_another_layout, "run 'sdgwijzer build'"),
}


@pytest.fixture
def site(dataset, tmp_path, monkeypatch):
    """A folder with a database of its own, which the site reads."""
    for each in (*(paths.ROOT / "data").glob("*.csv"), paths.ROOT / "data" / "boundaries.json"):
        shutil.copy(each, tmp_path)
    path = tmp_path / dataset.store.path.name
    shutil.copy(dataset.store.path, path)
    versions.switch(tmp_path, path.name)
    monkeypatch.setenv("SDGWIJZER_DATA", str(tmp_path))
    kept.forget()
    yield tmp_path
    kept.forget()
    last = context._LAST.pop(tmp_path, None)
    if last is not None:
        last.store.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_site_that_runs_goes_on_with_what_it_had(site, fault, caplog):
    before = asked(context.dataset, "wachtend", LINK)
    assert "indicator=" in before.text
    break_it, said = FAULTS[fault]
    break_it(site)
    kept.forget()
    assert asked(context.dataset, "wachtend", LINK).body == before.body
    assert "the database of before stays in use" in caplog.text
    assert said in caplog.text
    ready = asked(context.dataset, health.READY)
    assert ready.status == 503
    assert said in json.loads(ready.body)["wrong"]["database"]


@pytest.mark.parametrize("fault", FAULTS)
def test_site_that_starts_says_what_to_do(site, fault, caplog):
    break_it, said = FAULTS[fault]
    break_it(site)
    with pytest.raises(StoreError):
        context.dataset().store  # noqa: B018 - opens it
    api = asked(context.dataset, "api/v1/indicators")
    assert api.status == 503
    assert said in caplog.text
    assert "Geen armoede" not in asked(context.dataset, "overzicht", LINK).text
    assert asked(context.dataset, health.ALIVE).status == 200
    assert asked(context.dataset, health.READY).status == 503


def test_mark_that_an_editor_puts_before_a_pointer_is_no_part_of_it(site):
    path = store.current(site)
    (site / POINTER).write_bytes(b"\xef\xbb\xbf" + path.name.encode() + b"\r\n")
    assert store.current(site) == path


def test_mended_it_is_picked_up(site):
    name = store.current(site).name
    context.dataset()
    pointer(b"nothing.duckdb")(site)
    assert asked(context.dataset, health.READY).status == 503
    pointer(name.encode())(site)
    assert asked(context.dataset, health.READY).status == 200
    assert paths.data() == site
