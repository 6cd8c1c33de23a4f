"""An error that a visitor sees is one line in the log: time, page, link, kind and reason."""

import io
import logging
import re

import pytest

from sdgwijzer import failures, log
from sdgwijzer.errors import StoreError
from sdgwijzer.texts import site


@pytest.fixture
def written(monkeypatch):
    """The lines of the log."""
    logger = logging.Logger("sdgwijzer.pages")  # apart from the handlers of the tests
    handler = log.handler()
    handler.setStream(stream := io.StringIO())
    logger.addHandler(handler)
    monkeypatch.setattr(failures, "_LOG", logger)
    return lambda: stream.getvalue().splitlines()


def test_visitor_reads_dutch_and_the_log_has_time_page_link_kind_and_reason(written):
    said = failures.sentence(StoreError("no database"), "overzicht", {"gemeente": "Gent"})
    assert "sdgwijzer build" in said
    [line] = written()
    time, rest = line[:23], line[23:]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}", time)
    assert rest.endswith("page /overzicht?gemeente=Gent failed: StoreError: no database")


def test_nothing_that_is_sent_passes_for_a_line_or_is_endless(written):
    forged = "x\n2026-01-01 ERROR forged\x1b[2J\u2028" + "y" * 10_000
    failures.record(StoreError(forged), forged, {"zoek": forged})
    [line] = written()
    assert line.isprintable()
    assert len(line) < failures.MOST + 500


def test_bug_has_its_traceback_which_passes_for_no_line_either(written):
    with pytest.raises(ValueError, match="forged") as found:
        raise ValueError("a\n2026-01-01 ERROR forged")
    assert failures.sentence(found.value, "doel", {}) == site.BUG
    first, *rest = written()
    assert "ERROR sdgwijzer.pages: page /doel failed: ValueError" in first
    assert rest
    assert all(line.startswith("    ") for line in rest)


def test_same_failure_is_written_once_a_minute_with_how_often_it_came(written, monkeypatch):
    now = 1.0  # a machine that has just started
    monkeypatch.setattr(log.time, "monotonic", lambda: now)
    for goal in "1234":
        failures.record(StoreError("gone"), "doel", {"doel": goal})
    failures.record(StoreError("gone"), "overzicht", {})
    now += log.AGAIN_SECONDS
    failures.record(StoreError("gone"), "doel", {"doel": "5"})
    lines = written()
    assert [re.search(r"page (\S+)", line)[1] for line in lines] == [
        "/doel?doel=1",
        "/overzicht",
        "/doel?doel=5",
    ]
    assert lines[-1].endswith("gone (3 more of these since the last line)")
