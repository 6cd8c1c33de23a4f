"""What all tests share: no network, recorded answers, and the real files where they are."""

import os
import shutil
import socket
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from sdgwijzer import paths
from sdgwijzer.build import pipeline
from sdgwijzer.errors import AnswerMissing
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.paths import Places
from sdgwijzer.store import store
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.workroom.database import Database
from tests.postgres import running

AS_OF = date(2026, 11, 23)
os.environ.setdefault("SDGWIJZER_AHEAD", "false")  # what nobody asks is made where that is tested
WHOLE = bool(os.environ.get("SDGWIJZER_SWEEP"))  # every combination, as `make sweep` does
settings.register_profile(  # speed is measured in benchmarks/
    "shared machines", deadline=None, max_examples=100 if WHOLE else 30
)
settings.load_profile("shared machines")


swept = pytest.mark.skipif(not WHOLE, reason="takes long: only by make sweep")
"""Of a test whose claim a quicker one makes on less."""


def sampled(cases, step):
    """All of the cases in a sweep; every so many of them otherwise, the first among them."""
    return list(cases)[:: 1 if WHOLE else step]


HERE = Path(__file__).parent
RESPONSES = HERE / "sources" / "responses"
INVENTED = HERE / "sources" / "invented"
RAW = HERE.parent.parent / "shared" / "raw"


def pytest_terminal_summary(terminalreporter):
    """What the monkey of `tests/pages` did, over all processes."""
    found = Counter()
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name in ("pairs", "uses"):
                found[name] += value
            elif name == "controls":
                found.update(dict.fromkeys(value, 0))
    if found:
        controls = len(found) - len({"pairs", "uses"} & set(found))
        said = f"{controls} controls used {found['uses']} times alone, {found['pairs']} pairs"
        terminalreporter.write_line(f"monkey: {said}")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Any connection to another machine fails the test; loopback is allowed."""
    connect = socket.socket.connect

    def guarded(self, address):
        host = address[0] if isinstance(address, tuple) else address
        local = ("127.0.0.1", "::1", "localhost")
        if isinstance(host, str) and host not in local and not host.startswith("/"):
            raise AssertionError(f"a test tried to reach {host}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def recorded():
    """`get` from recorded answers: real files, cut down to a few municipalities.

    Of a publisher whose files were never at hand there are invented ones, in the layout that
    others describe; their values look made up.
    """
    real, invented = (Mirror(folder, today="2026-01-01") for folder in (RESPONSES, INVENTED))

    def get(request):
        try:
            return real.get(request)
        except AnswerMissing:
            return invented.get(request)

    return get


@pytest.fixture
def raw():
    """`get` from the publishers' full files; skips where they are not at hand, or not asked.

    That a reader takes the shipped figures out of them is a test of every run (`test_pipeline`).
    """
    if not WHOLE:
        pytest.skip("reads the publishers' full files: only by make sweep")
    if not RAW.is_dir():
        pytest.skip("the publishers' full files (../shared/raw) are not on this machine")
    return Mirror(RAW, today="2026-01-01").get


@pytest.fixture(scope="session")
def data(tmp_path_factory, worker_id):
    """A data folder of its own, built once from the shipped figures, for all workers.

    It is read only: who wants another one copies it.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "built"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            draft = tmp_path_factory.mktemp("draft")
            copy_shipped(draft)
            pipeline.build(Places.of(draft), AS_OF)
            draft.rename(folder)
    before = _state(folder)
    yield folder
    assert _state(folder) == before, "a test wrote in the data that all tests share"


def _state(folder):
    """Every file with when it was written and its size."""
    return {
        path: (path.stat().st_mtime_ns, path.stat().st_size)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="session")
def database(data):
    """The open database of the shipped figures."""
    opened = store.Store(store.current(data))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def dataset(data):
    """The same with the catalogue, as screens ask it."""
    return Dataset(store.current(data), paths.ROOT / "indicators.yaml")


def copy_shipped(folder):
    """Copy the shipped figures, municipalities and clusters into an empty data folder."""
    shutil.copytree(paths.ROOT / "data" / "figures", folder / "figures")
    for name in ("municipalities.csv", "place_names.csv", "typology.csv", "boundaries.json"):
        shutil.copy(paths.ROOT / "data" / name, folder)


@pytest.fixture(scope="session")
def postgresql():
    """Address of a PostgreSQL of our own, with the tables of the workrooms."""
    with running() as address:
        database = Database(address)
        database.upgrade()
        database.close()
        yield address
