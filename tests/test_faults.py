"""What goes wrong around the site: files, folders, disks, clocks, ports, languages.

Of each: what a visitor sees, and what is said to who keeps it, with what to do. Databases, pointers
and catalogues that break have `test_broken_files` and `test_health`.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pandas as pd
import pytest

from sdgwijzer import municipalities, paths
from sdgwijzer.errors import SdgWijzerError, StoreError
from sdgwijzer.figures import changes
from sdgwijzer.figures import kept as kept_figures
from sdgwijzer.frame import context
from sdgwijzer.html import kept
from sdgwijzer.judgement.revised import COLUMNS, together
from sdgwijzer.serving import OUTLINES, feed, health
from sdgwijzer.store import store, versions
from sdgwijzer.update import lock
from sdgwijzer.views import news, outlines
from tests.ask import asked
from tests.conftest import WHOLE, copy_shipped, swept
from tests.pages.conftest import served
from tests.test_broken_files import site  # noqa: F401 - a fixture
from tests.test_update import smaller

NOBODY = 65534
LINK = {"gemeente": "Harelbeke"}
CLI = "import sys; from sdgwijzer import cli; sys.exit(cli.main(sys.argv[1:]))"
PLAIN = {"LC_ALL": "C", "LANG": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
PAGE = "overzicht?gemeente=Harelbeke"
WRONG = {"empty": b"", "broken": b"{", "no text": b"\xff\xfe\x00", "another file": b'{"a": 1}'}
ROOT_ONLY = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("setpriv"),
    reason="only root can work as another user",
)


@pytest.fixture
def small(tmp_path):
    """A data folder with all figures and a catalogue of a few of them: a build is quick."""
    folder = tmp_path / "klein"
    folder.mkdir()
    copy_shipped(folder)
    return folder, smaller(tmp_path, lambda id_, _: id_ in ("inwoners", "armoederisico"))


def command(small, *words, before=(), **environment):
    """A command of ours in a process of its own."""
    folder, entries = small
    return subprocess.run(
        [*before, sys.executable, "-c", CLI, "--data", folder, "--catalogue", entries, *words],
        cwd=paths.ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        timeout=120,
    )


# Outlines and municipalities


@pytest.mark.parametrize("fault", WRONG)
def test_outlines_that_break_while_it_runs_are_not_used_and_it_is_said(site, fault, caplog):  # noqa: F811
    before = asked(context.dataset, OUTLINES)
    drawn = outlines.load()
    assert before.status == 200
    (site / "boundaries.json").write_bytes(WRONG[fault])
    assert outlines.load() == drawn
    assert asked(context.dataset, OUTLINES).body == before.body
    ready = asked(context.dataset, health.READY)
    assert ready.status == 503
    assert "take it back" in json.loads(ready.body)["wrong"]["outlines"]
    assert "stays in use" in caplog.text


@pytest.mark.parametrize("fault", WRONG)
def test_outlines_that_were_never_good_are_no_bug_and_take_no_page_down(site, fault, caplog):  # noqa: F811
    (site / "boundaries.json").write_bytes(WRONG[fault])
    answer = asked(context.dataset, OUTLINES)
    assert answer.status == 503
    assert "Verwittig de beheerder" in answer.text
    assert "Traceback" not in caplog.text
    assert "boundaries.json: expected width" in caplog.text
    assert "Geen armoede" in asked(context.dataset, "overzicht", LINK).text


@pytest.mark.parametrize("content", [*WRONG.values(), None], ids=[*WRONG, "unreadable"])
def test_municipalities_that_break_while_it_runs_stay_and_it_is_said(site, content, caplog):  # noqa: F811
    before = asked(context.dataset, "wachtend", LINK)
    assert asked(context.dataset, health.READY).status == 200
    break_municipalities(site, content)
    kept.forget()
    assert asked(context.dataset, "wachtend", LINK).body == before.body
    ready = asked(context.dataset, health.READY)
    assert ready.status == 503
    assert "municipalities.csv" in json.loads(ready.body)["wrong"]["municipalities"]
    assert "stays in use" in caplog.text


@pytest.mark.parametrize("content", [*WRONG.values(), None], ids=[*WRONG, "unreadable"])
def test_site_that_starts_with_broken_municipalities_says_so(site, content, caplog):  # noqa: F811
    break_municipalities(site, content)
    municipalities._load.cache_clear()
    answer = asked(context.dataset, "api/v1/municipalities")
    assert answer.status == 503
    assert "municipalities.csv" in caplog.text
    assert "Traceback" not in caplog.text
    assert asked(context.dataset, health.ALIVE).status == 200
    assert asked(context.dataset, health.READY).status == 503
    with pytest.raises(SdgWijzerError, match=r"version control|give it back"):
        municipalities.of(site)


def break_municipalities(folder, content):
    path = folder / municipalities.FILE
    path.unlink()
    path.mkdir() if content is None else path.write_bytes(content)


def test_mark_that_an_editor_puts_before_municipalities_is_no_part_of_it(tmp_path):
    path = tmp_path / municipalities.FILE
    whole = (paths.ROOT / "data" / municipalities.FILE).read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + whole)
    assert len(municipalities.read(path).today) == 285


# The data folder


@swept
@ROOT_ONLY
def test_folder_of_another_user_is_read_and_a_build_says_what_to_do(small):
    with TemporaryDirectory() as name:  # in one that only root may enter nothing would be read
        shutil.copytree(small[0], f"{name}/data")
        shutil.copy(small[1], name)
        os.chmod(name, 0o755)
        theirs = Path(name, "data"), Path(name, small[1].name)
        user = ("setpriv", f"--reuid={NOBODY}", "--clear-groups")
        done = command(theirs, "build", before=user, HOME="/")
        assert done.returncode == 1
        assert b"this user may not write there" in done.stderr
        assert b"sudo chown -R" in done.stderr
        assert b"Traceback" not in done.stderr
        assert command(theirs, "check", before=user, HOME="/").returncode == 0


@pytest.mark.parametrize(
    ("number", "said"),
    [(28, "Make some"), (30, "can only be read. Name a folder"), (13, "sudo chown -R")],
)
def test_folder_that_cannot_be_held_says_why_and_what_to_do(tmp_path, monkeypatch, number, said):
    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(lock.FileLock, "acquire", refuse)
    with pytest.raises(SdgWijzerError, match=said), lock.alone(tmp_path, "build"):
        pytest.fail("it was held")


def test_disk_that_is_full_leaves_nothing_and_says_what_to_do(small, monkeypatch):
    folder, _ = small

    def full(draft, _):
        draft.write_bytes(b"half")
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(store, "_write", full)
    with pytest.raises(StoreError, match="make room on the disk of"):
        store.publish(folder, {})
    assert not list(folder.glob("sdgwijzer*"))


def test_folder_that_goes_while_it_runs(site, caplog):  # noqa: F811
    before = asked(context.dataset, "wachtend", LINK)
    away = site.with_name("elders")
    site.rename(away)
    try:
        kept.forget()
        assert asked(context.dataset, "wachtend", LINK).body == before.body
        ready = asked(context.dataset, health.READY)
        assert ready.status == 503
        assert "give the folder back" in json.loads(ready.body)["wrong"]["database"]
        assert "run 'sdgwijzer build'" not in caplog.text
    finally:
        away.rename(site)
    assert asked(context.dataset, health.READY).status == 200


@pytest.mark.skipif(not WHOLE, reason="two builds: only by make sweep")
def test_two_first_builds_in_one_clone_end_well_in_locale_c_too(small):
    folder, _ = small
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: command(small, "build", **PLAIN), range(2)))
    assert [each.returncode for each in done] == [0, 0], [each.stderr for each in done]
    waited = [each for each in done if b"waiting for 'sdgwijzer build', process" in each.stderr]
    assert len(waited) == 1
    opened = store.Store(store.current(folder))
    assert len(opened.indicators()) > 0
    opened.close()
    assert not list(folder.glob("*.draft*"))
    taken = command(small, "export", "--indicator", "armoederisico", **PLAIN)
    assert taken.returncode == 0, taken.stderr
    assert "armoederisico" in taken.stdout.decode("utf-8")


def test_who_holds_a_folder_may_let_go_while_one_looks(tmp_path):
    assert lock._who(tmp_path / "nowhere") == "unknown"


# The clock


def test_clock_in_2040_and_back(dataset, tmp_path, monkeypatch):
    ahead = health.state(dataset, date(2040, 1, 1))
    assert ahead["ready"]
    assert ahead["figures"]["days"] > 4000
    assert health.state(dataset, date(2020, 1, 1))["figures"]["days"] == 0  # none of them negative
    running = tmp_path / "sdgwijzer-20400101T000000000000.duckdb.draft"
    ours = tmp_path / "sdgwijzer-20310101T000000000000.duckdb"
    for each in (running, ours):
        each.write_bytes(b"made up")
    versions.clean(tmp_path, keep=ours)
    assert running.exists()  # somebody may be at work with it
    os.utime(running, (2208988800, 2208988800))  # it was written in 2040
    versions.clean(tmp_path, keep=ours)
    assert not running.exists()
    assert ours.exists()


@pytest.mark.skipif(not WHOLE, reason="three builds: only by make sweep")
def test_build_of_2040_is_followed_by_one_of_today(small):
    folder, _ = small
    told = {}
    for day in ("2026-11-22", "2040-01-01", "2026-11-23"):
        done = command(small, "build", "--as-of", day)
        assert done.returncode == 0, done.stderr
        opened = store.Store(store.current(folder))
        assert opened.build()["as_of"] == day
        told[day] = opened.judgement_changes()
        opened.close()
    assert len(list(folder.glob("sdgwijzer-*.duckdb"))) == 1
    before, ahead, after = told.values()
    assert set(ahead["as_of"]) - set(before["as_of"]) == {"2040-01-01"}  # all too old to judge
    assert after.equals(before)


def turns(day, *rows):
    whole = [(day, "44021", id_, "status", old, new, "cijfers") for id_, old, new in rows]
    return pd.DataFrame(whole, columns=list(COLUMNS))


def test_judgements_that_2040_turned_and_today_turned_back_did_not_change():
    ahead = turns("2040-01-01", ("a", "good", ""), ("b", "good", ""), ("c", "good", "poor"))
    later = turns("2040-01-02", ("c", "poor", ""))
    found = turns("2026-11-23", ("a", "", "good"), ("b", "", "poor"), ("d", "good", "poor"))
    whole = together(pd.concat([later, ahead]), found, "2026-11-23")
    net = turns("2026-11-23", ("b", "good", "poor"), ("c", "good", ""), ("d", "good", "poor"))
    assert whole.sort_values("indicator_id", ignore_index=True).equals(net)


UPDATES = {  # of one source, each from the figures of the one before to its own
    "2026-11-20T03:00:00.000000+00:00": "01",
    "2040-01-01T03:00:00.000000+00:00": "12",
    "2040-01-02T03:00:00.000000+00:00": "23",
}


@pytest.fixture
def updated(tmp_path):
    """A data folder with a source whose last two updates were made with the clock in 2040."""
    folder = tmp_path / "updated"
    (folder / "figures").mkdir(parents=True)
    key = "statbel_disposable_income"
    shutil.copy(paths.ROOT / "data" / "figures" / f"{key}.json", folder / "figures")
    now = kept_figures.read_provenance(folder / "figures", key).sha256
    for moment, (before, after) in UPDATES.items():
        item = changes.Changed(indicator_id="armoederisico", new_years={int(after): 1}, cells=())
        sums = {"before": before, "after": now if after == "3" else after}
        changes.write(
            folder, changes.ChangeSet(moment=moment, source=key, indicators=(item,), **sums)
        )
    return folder


def test_updates_of_2040_get_the_day_on_which_the_clock_was_right_once(updated):
    today = datetime.now(UTC).date()
    changes.settle(updated, today)
    found = changes.read(updated)
    assert found["year"].tolist() == [3, 2, 1]
    assert {moment[:10] for moment in found["moment"][:2]} == {today.isoformat()}
    assert found["moment"].is_unique
    changes.settle(updated, today)
    assert changes.read(updated).equals(found)
    assert len(list((updated / changes.FOLDER).iterdir())) == 3


def test_update_of_today_is_told_above_those_of_2040(updated):
    key = "statbel_disposable_income"
    now = kept_figures.read_provenance(updated / "figures", key).sha256
    description = updated / "figures" / f"{key}.json"
    description.write_text(description.read_text().replace(now, "f" * 64))
    changes.settle(updated, date(2026, 11, 23))
    item = changes.Changed(indicator_id="armoederisico", new_years={4: 1}, cells=())
    moment = datetime.now(UTC).isoformat(timespec="microseconds")
    more = {"source": key, "before": now, "after": "f" * 64, "indicators": (item,)}
    changes.write(updated, changes.ChangeSet(moment=moment, **more))
    assert changes.read(updated)["year"].tolist() == [4, 3, 2, 1]


def test_clock_of_1970_moves_no_update(updated, monkeypatch):
    class Dead(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(1970, 1, 1, tzinfo=tz)

    before = sorted(path.name for path in (updated / changes.FOLDER).iterdir())
    monkeypatch.setattr(changes, "datetime", Dead)
    changes.settle(updated, date(1970, 1, 1))
    assert sorted(path.name for path in (updated / changes.FOLDER).iterdir()) == before


def test_feed_has_no_entry_of_a_day_that_has_yet_to_come(updated):
    changes.settle(updated, date(2026, 11, 23))
    rows = changes.read(updated)
    found = [news.News(moment, "a", "Uitgever", "Titel", ()) for moment in rows["moment"].unique()]
    root = ElementTree.fromstring(feed.atom(found, "https://sdg.example/"))
    said = [each.text for each in root.iter("{http://www.w3.org/2005/Atom}updated")]
    assert said[1:] == sorted(said[1:], reverse=True)
    assert max(said) <= datetime.now(UTC).isoformat()


# Where it runs


def test_taken_port_says_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "deploy.port", "127.0.0.1", port],
            cwd=paths.ROOT,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert "Name another one with PORT=" in done.stderr
    makefile = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\nrun:")[2].partition("\n\n")[0]
    assert "deploy.port $(HOST) $(PORT)" in recipe


@swept
def test_wrong_home_and_locale_c_start_serve_and_say(data, tmp_path):
    log = tmp_path / "log"
    with log.open("wb") as file, served(data, log=file, HOME="/nonexistent", **PLAIN) as url:
        answer = subprocess.run(
            [sys.executable, "-c", FETCH, f"{url}/{PAGE}"], capture_output=True, timeout=60
        )
    assert b"Geen armoede" in answer.stdout
    assert "Vergelijk met" in answer.stdout.decode("utf-8")
    said = log.read_bytes()
    assert b"Traceback" not in said
    assert b"Email" not in said  # Streamlit asks for one where it cannot ask


FETCH = """
import sys, urllib.request
sys.stdout.buffer.write(urllib.request.urlopen(sys.argv[1], timeout=50).read())
"""
