"""What is asked is a line in the log and a count, with nothing of who asked."""

import io
import logging
import re

import pytest

from sdgwijzer import log, serving
from sdgwijzer.frame.context import PAGES
from sdgwijzer.serving import visits
from sdgwijzer.settings import given
from tests.ask import HOST, asked

LINK = {"gemeente": "Herstappe"}
SITE = serving.site("sdg", PAGES, given())


@pytest.fixture
def lines(monkeypatch):
    """The lines of the log, as they are written."""
    logger = logging.Logger("sdgwijzer.serving.visits")
    handler = log.handler()
    handler.setStream(stream := io.StringIO())
    logger.addHandler(handler)
    monkeypatch.setattr(visits, "_LOG", logger)
    return lambda: [each.partition(": ")[2] for each in stream.getvalue().splitlines()]


def test_each_visit_is_a_line_with_what_how_long_and_how_it_ended(dataset, lines):
    for _ in range(3):  # each of them: it is no failure that is written once a minute
        asked(dataset, "wachtend", LINK)
    asked(dataset, "api/v1/nergens")
    asked(dataset, "download/doel.xyz", LINK)
    found = [re.sub(r"ms=\d+", "ms=N", each) for each in lines()]
    assert found == [
        *["kind=page at=/wachtend?gemeente=Herstappe ms=N outcome=ok"] * 3,
        "kind=api at=/v1/nergens ms=N outcome=refused",
        "kind=file at=/doel.xyz?gemeente=Herstappe ms=N outcome=refused",
    ]


def test_line_has_nothing_of_who_asked_and_cannot_be_forged(dataset, lines):
    asked(dataset, "wachtend", LINK | {"zoek": "x\n2031-01-01 kind=page outcome=ok"})
    [line] = lines()
    assert "192.0.2.7" not in line
    assert HOST not in line
    assert "\n" not in line
    assert line.count(" ") == 3


def test_what_goes_wrong_in_between_is_told_as_failed(lines):
    def broken():
        raise RuntimeError("made up")

    asked(broken, "api/v1/indicators")
    [line] = lines()
    assert line.endswith("outcome=failed")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/sdg/", ("page", "start")),
        ("/sdg", None),
        ("/sdg/doel", ("page", "doel")),
        ("/sdg/api/v1/indicators.csv", ("api", "v1/indicators.csv")),
        ("/sdg/download/alles.zip", ("file", "alles.zip")),
        ("/sdg/rapport/maken", ("report", "maken")),
        ("/sdg/rapport", ("page", "rapport")),
        ("/sdg/insluiten/tegel", ("frame", "tegel")),
        ("/sdg/nieuw.atom", ("feed", "nieuw.atom")),
        ("/sdg/static/js/x.js", None),
        ("/sdg/_stcore/health", None),
        ("/sdg/healthz", None),
        ("/sdg/nergens", None),
    ],
)
def test_what_is_told_and_as_what(path, kind):
    assert visits.kind(path, SITE) == kind


@pytest.mark.parametrize(
    ("status", "word"), [(200, "ok"), (304, "ok"), (404, "refused"), (503, "failed"), (0, "gone")]
)
def test_status_in_a_word(status, word):
    assert visits.outcome(status) == word


def test_counts_are_there_where_they_are_switched_on(dataset):
    assert asked(dataset, "metrics").status == 404
    before = asked(dataset, "metrics", metrics=True)
    assert before.status == 200
    assert before.headers["content-type"].startswith("text/plain; version=")
    asked(dataset, "wachtend", LINK)
    asked(dataset, "download/doel.xyz", LINK)
    after = asked(dataset, "metrics", metrics=True).text

    def count(text, labels):
        found = re.search(rf"^sdgwijzer_visits_total{{{labels}}} ([\d.]+)$", text, re.MULTILINE)
        return float(found[1]) if found else 0

    for labels in (
        'kind="page",outcome="ok",page="wachtend"',
        'kind="file",outcome="refused",page="\\?"',
    ):
        assert count(after, labels) == count(before.text, labels) + 1
    assert "sdgwijzer_ready 1.0" in after
    assert re.search(r"^sdgwijzer_figures_age_days -?\d", after, re.MULTILINE)
    assert "Herstappe" not in after
