"""The database: what is in it, and how a new one takes the place of the old."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from sdgwijzer import catalogue, paths
from sdgwijzer.errors import StoreError
from sdgwijzer.model import Indicator
from sdgwijzer.store import store, tables, versions
from sdgwijzer.update.lock import alone
from tests.conftest import swept


def content(value):
    """A whole database with one made-up figure."""
    build = {"layout": tables.LAYOUT, "as_of": "2026-01-01"}
    return {
        "build": pd.DataFrame({"name": list(build), "value": list(build.values())}),
        "observation": pd.DataFrame(
            {"indicator_id": ["verzonnen"], "nis_code": ["99999"], "year": [2020], "value": [value]}
        ).assign(missing=pd.Series([None], dtype=object)),
    }


def figure(opened):
    return opened.series(["99999"])["value"].tolist()


def test_publishing_twice_shows_the_new_figures_while_the_old_are_open(tmp_path):
    store.publish(tmp_path, content(1.0))
    before = store.Store(store.current(tmp_path))
    store.publish(tmp_path, content(2.0))
    after = store.Store(store.current(tmp_path))
    assert figure(after) == [2.0]
    assert figure(before) == [1.0]


def test_build_removes_what_nobody_holds(tmp_path):
    built = [store.publish(tmp_path, content(value)) for value in (1.0, 2.0, 3.0)]
    assert [path.exists() for path in built] == [False, False, True]


def test_open_database_stays_readable_when_its_file_is_removed(tmp_path):
    store.publish(tmp_path, content(1.0))
    opened = store.Store(store.current(tmp_path))
    for value in (2.0, 3.0, 4.0):
        store.publish(tmp_path, content(value))
    assert figure(opened) == [1.0]


def test_crash_half_way_leaves_the_old_database_in_use(tmp_path, monkeypatch):
    store.publish(tmp_path, content(1.0))

    def crash(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(versions, "switch", crash)
    with pytest.raises(KeyboardInterrupt):
        store.publish(tmp_path, content(2.0))
    assert figure(store.Store(store.current(tmp_path))) == [1.0]


def test_content_that_breaks_a_rule_is_refused_and_nothing_is_replaced(tmp_path):
    store.publish(tmp_path, content(1.0))
    with pytest.raises(StoreError, match="nothing was replaced"):
        store.publish(tmp_path, content(float("nan")))  # a gap without its reason
    assert figure(store.Store(store.current(tmp_path))) == [1.0]
    assert not list(tmp_path.glob("*.draft"))


def test_rubbish_of_a_crash_is_cleaned_by_the_next_build(tmp_path):
    old = tmp_path / "sdgwijzer-20200101T000000000000.duckdb.draft"
    running = tmp_path / "sdgwijzer-20990101T000000000000.duckdb.draft"
    for draft in (old, running):
        draft.write_bytes(b"half")
    os.utime(old, (0, 0))
    store.publish(tmp_path, content(1.0))
    assert list(tmp_path.glob("*.draft")) == [running]


AS_OTHER = """
import os, sys
from pathlib import Path
from tests.test_store import content
from sdgwijzer.store import store
from sdgwijzer.update import lock
from sdgwijzer.errors import SdgWijzerError
store.publish(Path(sys.argv[1]), content(1.0))  # what DuckDB loads late is loaded now
os.setgid(65534), os.setuid(65534)
try:
    with lock.alone(Path(sys.argv[2]), "build"):
        print(store.publish(Path(sys.argv[2]), content(2.0)).name)
except SdgWijzerError as error:
    print(error)
"""


@pytest.fixture
def as_other(tmp_path):
    """Publish as another user in that user's folder; returns what is printed and logged."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can be two users")
    folder, own = (Path(tempfile.mkdtemp()) for _ in range(2))
    os.chown(folder, 65534, 65534)

    def publish():
        command = [sys.executable, "-c", AS_OTHER, str(own), str(folder)]
        done = subprocess.run(
            command, cwd=paths.ROOT, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout.strip(), done.stderr

    yield folder, publish
    shutil.rmtree(folder)
    shutil.rmtree(own)


def test_database_left_by_root_stays_and_the_build_of_the_owner_succeeds(as_other):
    folder, publish = as_other
    with alone(folder, "build"):
        old = store.publish(folder, content(1.0))
    for path in (folder / versions.POINTER, folder / ".lock"):
        os.chown(path, 65534, 65534)
    name, said = publish()
    assert store.current(folder) == folder / name != old
    assert old.exists()
    assert f"{old} is not in use any more and could not be removed (Permission denied)" in said
    assert "sudo chown -R USER" in said


@swept
def test_lock_left_by_root_is_said_with_what_to_do_and_nothing_is_replaced(as_other):
    folder, publish = as_other
    with alone(folder, "build"):
        old = store.publish(folder, content(1.0))
    said, _ = publish()
    assert ".lock: Permission denied" in said
    assert f"sudo chown -R USER {folder}" in said
    assert store.current(folder) == old


@pytest.mark.parametrize("name", ["sdgwijzer-2020.duckdb", "sdgwijzer-2020.duckdb.draft"])
def test_what_cannot_be_removed_is_said_and_the_new_database_is_in_use(tmp_path, caplog, name):
    (tmp_path / name).mkdir()  # as good as a file that may not be removed, also for root
    os.utime(tmp_path / name, (0, 0))
    made = store.publish(tmp_path, content(1.0))
    assert store.current(tmp_path) == made
    assert f"{name} is not in use any more and could not be removed" in caplog.text


def test_pointer_that_cannot_be_written_leaves_the_old_database_and_no_new_one(tmp_path):
    old = store.publish(tmp_path, content(1.0))
    (tmp_path / versions.POINTER).unlink()
    (tmp_path / versions.POINTER).mkdir()
    with pytest.raises(StoreError, match="nothing was replaced"):
        store.publish(tmp_path, content(2.0))
    assert {path.name for path in tmp_path.iterdir()} == {old.name, versions.POINTER}


HOLD = """
import sys, time
from pathlib import Path
from sdgwijzer.store.store import Store
opened = Store(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""


def test_old_database_goes_when_no_process_holds_it_also_after_a_crash(tmp_path):
    old = store.publish(tmp_path, content(1.0))
    reader = subprocess.Popen([sys.executable, "-c", HOLD, str(old)], stdout=subprocess.PIPE)
    with reader:
        reader.stdout.readline()
        store.publish(tmp_path, content(2.0))
        assert old.exists()
        reader.kill()
        reader.wait()
    last = store.publish(tmp_path, content(3.0))
    assert list(tmp_path.glob("*.duckdb")) == [last]


def test_folder_without_a_database_says_what_to_run(tmp_path):
    with pytest.raises(StoreError, match="run 'sdgwijzer build'"):
        store.current(tmp_path)


def test_pointer_to_a_file_that_is_gone_says_what_to_run(tmp_path):
    store.publish(tmp_path, content(1.0)).unlink()
    with pytest.raises(StoreError, match=r"gone; run 'sdgwijzer build'"):
        store.current(tmp_path)


def test_database_of_another_layout_is_refused(tmp_path):
    path = store.publish(tmp_path, content(1.0))
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE build SET value = 'other' WHERE name = 'layout'")
    with pytest.raises(StoreError, match=f"expected layout {tables.LAYOUT}, found other"):
        store.Store(path)


def test_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "x.duckdb"
    path.write_bytes(b"not a database, just text" * 200)
    with pytest.raises(StoreError, match="cannot be read"):
        store.Store(path)


def test_a_cell_occurs_once(database):
    rows = database.rows().select(["indicator_id", "nis_code", "year"]).to_pandas()
    assert not rows.duplicated().any()


def test_every_municipality_has_a_summary_of_every_indicator(database):
    codes = database.cross_section("inwoners")["nis_code"]
    known = database.indicators()
    ids = known.loc[known["fetched"], "indicator_id"]
    assert len(codes) == 285
    assert len(database.summary(list(codes), list(ids))) == 285 * len(ids)


def test_indicators_read_back_are_those_of_the_catalogue(database):
    found = map(Indicator.model_validate_json, database.indicators()["record"])
    assert tuple(found) == catalogue.read(paths.catalogue()).indicators


def test_analyst_can_ask_for_any_field_of_an_indicator(database):
    with duckdb.connect(str(database.path), read_only=True) as connection:
        asked = "SELECT record->>'decimals', record->'goals' FROM indicator WHERE name = ?"
        found = connection.execute(asked, ["Aantal inwoners"]).fetchall()
    [item] = [each for each in catalogue.read(paths.catalogue()) if each.name == "Aantal inwoners"]
    assert found == [(str(item.decimals), str(list(item.goals)))]


def test_unknown_municipality_gives_no_rows(database):
    assert database.series(["00000"]).empty
    assert database.rows(["' OR 1=1"]).num_rows == 0


def test_parts_of_deinze_are_there(database):
    parts = database.parts("44083", "inwoners")
    assert set(parts["part_name"]) == {"Deinze", "Nevele"}
    assert set(parts["year"]) == {2014, 2015, 2016, 2017, 2018}


def test_days_are_those_of_updates_and_builds_the_newest_first(data, tmp_path):
    path = tmp_path / "sdgwijzer-1.duckdb"
    shutil.copy(store.current(data), path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "INSERT INTO change (moment) VALUES ('2031-01-02T03:00:00'), ('2031-01-02T04:00:00')"
        )
        connection.execute(
            "INSERT INTO judgement_change (as_of) VALUES ('2031-01-03'), ('2031-01-01')"
        )
    found = store.Store(path).days()
    assert [day for day in found if day > "2031"] == ["2031-01-03", "2031-01-02", "2031-01-01"]
    assert found == sorted(set(found), reverse=True)
