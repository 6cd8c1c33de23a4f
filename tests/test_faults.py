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
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sdgwijzer import municipalities, paths
from sdgwijzer.errors import SdgWijzerError, StoreError
from sdgwijzer.frame import context
from sdgwijzer.html import kept
from sdgwijzer.serving import OUTLINES, health
from sdgwijzer.store import store, versions
from sdgwijzer.update import lock
from sdgwijzer.views import outlines
from tests.ask import asked
from tests.conftest import WHOLE, copy_shipped
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


@pytest.mark.skipif(not WHOLE, reason="two builds: only by make sweep")
def test_build_of_2040_is_followed_by_one_of_today(small):
    folder, _ = small
    for day in ("2040-01-01", "2026-11-23"):
        done = command(small, "build", "--as-of", day)
        assert done.returncode == 0, done.stderr
        opened = store.Store(store.current(folder))
        assert opened.build()["as_of"] == day
        opened.close()
    assert len(list(folder.glob("sdgwijzer-*.duckdb"))) == 1


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
