"""What whoever watches over the site is told; a file that is wrong while it runs."""

import json
import shutil
from datetime import date
from itertools import product

import pytest

from sdgwijzer import catalogue, paths
from sdgwijzer.errors import CatalogueError, StoreError
from sdgwijzer.serving import health
from sdgwijzer.update import last
from sdgwijzer.views import last_good
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.last_good import LastGood
from tests.ask import asked
from tests.conftest import sampled


@pytest.fixture
def own(tmp_path, dataset):
    """The figures of all tests, with a catalogue and orders of its own."""
    for name in ("indicators.yaml", "orders.yaml", "plan.yaml"):
        shutil.copy(paths.ROOT / name, tmp_path)
    return lambda: Dataset(dataset.store.path, tmp_path / "indicators.yaml")


@pytest.mark.parametrize("base", ["", "sdg"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("host", ["", "https://stad.example/sdg"])
def test_alive_and_ready_under_any_base_and_host(dataset, base, method, host):
    for path in (health.ALIVE, health.READY):
        answer = asked(dataset, path, base=base, method=method, address=host)
        assert answer.status == 200
        assert answer.headers["cache-control"] == "no-store"


def test_probe_that_asks_an_ip_address_is_answered(dataset):
    answer = asked(dataset, health.READY, address="https://stad.example", host="10.0.0.7:8501")
    assert answer.status == 200
    assert asked(dataset, "", address="https://stad.example", host="10.0.0.7:8501").status == 421


def test_ready_says_which_figures_and_how_old(dataset):
    found = health.state(dataset, date(2031, 1, 1))
    assert found["ready"]
    assert found["wrong"] == {}
    assert found["database"]["file"] == dataset.store.path.name
    newest = date.fromisoformat(found["figures"]["newest"])
    assert found["figures"]["days"] == (date(2031, 1, 1) - newest).days


def test_without_a_database_it_is_alive_and_not_ready():
    there = Dataset(StoreError("made up: no database"), paths.catalogue())
    assert asked(there, health.ALIVE).status == 200
    answer = asked(there, health.READY)
    assert answer.status == 503
    assert json.loads(answer.body)["wrong"] == {"database": "made up: no database"}


def test_whatever_goes_wrong_is_said_and_logged(caplog):
    def broken():
        raise RuntimeError("made up: out of order")

    answer = asked(broken, health.READY)
    assert answer.status == 503
    assert json.loads(answer.body) == {"ready": False, "wrong": "made up: out of order"}
    assert "not ready: RuntimeError: made up: out of order" in caplog.text


@pytest.mark.parametrize(
    ("name", "broken"),
    sampled(product(["indicators.yaml", "orders.yaml"], ["indicators: [", "", None]), 4),
)
def test_file_that_breaks_while_it_runs_is_not_used_and_is_said(
    own, tmp_path, caplog, name, broken
):
    link = {"gemeente": "Harelbeke", "orde": "p"}
    before = asked(own(), "overzicht", link)
    path, good = tmp_path / name, (tmp_path / name).read_text()
    path.unlink() if broken is None else path.write_text(broken)
    for _ in range(3):
        assert asked(own(), "overzicht", link).body == before.body
    if name == "orders.yaml" and broken is None:  # then that of the program counts
        return
    assert caplog.text.count("stays in use") == 1
    assert str(path) in caplog.text
    ready = asked(own(), health.READY)
    assert ready.status == 503
    [(key, said)] = json.loads(ready.body)["wrong"].items()
    assert key == {"indicators.yaml": "catalogue", "orders.yaml": "orders"}[name]
    assert name in said
    path.write_text(good)
    assert asked(own(), health.READY).status == 200


def test_file_that_was_never_good_is_refused_and_read_once(tmp_path):
    read = []
    path = tmp_path / "indicators.yaml"
    path.write_text("indicators: [")
    good = LastGood(lambda each: read.append(each) or catalogue.read(each))
    for _ in range(3):
        with pytest.raises(CatalogueError, match=r"indicators\.yaml"):
            good(path)
    assert len(read) == 1
    assert last_good.changed(tmp_path / "nowhere") == -1


def test_how_an_update_ended_is_kept_and_told(dataset, tmp_path):
    assert last.recall(tmp_path) is None
    last.remember(tmp_path, "2031-01-02T03:04:05+00:00", ["invented: no answer"])
    assert last.recall(tmp_path) == last.Last("2031-01-02T03:04:05+00:00", ("invented: no answer",))
    (tmp_path / last.FILE).write_text("[]")
    assert last.recall(tmp_path) is None
    path = tmp_path / dataset.store.path.name
    shutil.copy(dataset.store.path, path)
    for failed in ([], ["invented: no answer"]):
        last.remember(tmp_path, "2031-01-02T03:04:05+00:00", failed)
        there = Dataset(path, paths.catalogue())
        found = health.state(there, date(2031, 1, 2))
        assert found["ready"]  # the figures of before stay in use
        assert found["update"] == {
            "ended": "2031-01-02T03:04:05+00:00",
            "ok": not failed,
            "failed": failed,
        }
        there.store.close()
