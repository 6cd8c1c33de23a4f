"""What `sdgwijzer doctor` says of publishers that answer, refuse, moved or are silent."""

import pytest

from sdgwijzer import catalogue, cli, paths, sources
from sdgwijzer.fetch.web import Web
from sdgwijzer.lists import eurostat
from sdgwijzer.settings import Settings
from sdgwijzer.sources import statbel_disposable_income, statbel_establishments
from sdgwijzer.update import doctor
from sdgwijzer.update.doctor import Verdict
from tests import publisher
from tests.conftest import copy_shipped
from tests.make import REFERENCE

ENTRIES = catalogue.read(paths.catalogue())
JSON = statbel_establishments.REQUEST


@pytest.fixture
def server():
    with publisher.published() as running:
        yield running


def examined(server, *keys):
    asks = Web(Settings(gateway=server.gateway, timeout=1, pause=0, tries=1))
    return list(doctor.examine(ENTRIES, keys, asks, REFERENCE))


@pytest.mark.parametrize(
    ("page", "verdict"),
    [
        (publisher.Page(b'{"facts": []}'), Verdict.REACHABLE),
        (publisher.Page(b"<html><title>Request rejected</title></html>"), Verdict.REFUSED),
        (publisher.Page(b"no", 403), Verdict.REFUSED),
        (publisher.Page(b"no", 404), Verdict.CHANGED),
        (publisher.Page(b"code;waarde"), Verdict.CHANGED),
        (publisher.Page(b"", fault=publisher.refuses), Verdict.UNREACHABLE),
    ],
)
def test_verdict_follows_from_what_a_publisher_answers(server, page, verdict):
    server.put(JSON.url, page)
    [found] = examined(server, "statbel_establishments")
    assert (found.verdict, found.address) == (verdict, JSON.url)


def test_address_of_today_is_found_as_an_update_does(server):
    server.serve(statbel_disposable_income.REQUEST, b"PK\x03\x04 a workbook")
    [found] = examined(server, "statbel_disposable_income")
    assert found.verdict is Verdict.REACHABLE
    assert found.address == "https://statbel.fgov.be/files/TF_SOC_ADI_MUNTY.xlsx"


def test_catalogue_that_is_silent_is_said(server):
    [found] = examined(server, "statbel_disposable_income")
    assert found.verdict is Verdict.UNREACHABLE
    assert "DCAT" in found.said


def test_file_of_hand_made_exports_is_named_as_such(server):
    [found] = examined(server, "abb_investments")
    assert found.verdict is Verdict.BY_HAND


@pytest.mark.parametrize("key", sources.available())
def test_every_source_says_what_it_asks(key):
    assert doctor.requests(ENTRIES, key, REFERENCE)


def test_at_most_a_few_requests_of_one_source_are_tried(server):
    assert len(examined(server, "stadsmonitor")) == doctor.MOST


def test_command_prints_a_line_per_address_and_changes_nothing(
    server, monkeypatch, capsys, tmp_path
):
    monkeypatch.setenv("SDGWIJZER_GATEWAY", server.gateway)
    monkeypatch.setenv("SDGWIJZER_PAUSE", "0")
    server.put(JSON.url, b'{"facts": []}')
    copy_shipped(tmp_path)
    there = sorted(tmp_path.rglob("*"))
    code = cli.main(
        ["--data", str(tmp_path), "doctor", "statbel_establishments", "abb_investments"]
    )
    out = capsys.readouterr().out
    assert code == 0
    assert f"reachable    statbel_establishments: {JSON.url}" in out
    assert "1 reachable, 1 by hand" in out
    assert sorted(tmp_path.rglob("*")) == there


@pytest.mark.parametrize(
    ("page", "verdict"),
    [
        (publisher.Page(b'{"headers": [], "rows": []}'), Verdict.REACHABLE),
        (publisher.Page(b"no", 401), Verdict.REFUSED),
    ],
)
def test_address_that_is_only_tried_is_named_as_optional(server, page, verdict):
    [probe] = sources.load("provincies_in_cijfers").probes
    server.put(probe.url, page)
    *_, last = examined(server, "provincies_in_cijfers")
    assert (last.verdict, last.address) == (verdict, probe.url)
    assert last.said.startswith("optional")


def test_series_of_the_flemish_region_are_looked_at(server):
    wanted = doctor.requests(ENTRIES, "eurostat", REFERENCE)
    assert len(wanted) >= doctor.MOST
    for request in wanted:
        server.put(request.url, b'{"id": []}')
    assert {each.verdict for each in examined(server, "eurostat")} == {Verdict.REACHABLE}


def test_source_that_nobody_asks_anything_of_is_said(server):
    nothing = catalogue.Catalogue((), {}, {})
    web = Web(Settings(gateway=server.gateway))
    [found] = doctor.examine(nothing, [eurostat.KEY], web, REFERENCE)
    assert (found.verdict, found.said) == (Verdict.CHANGED, "no entry asks anything of it")
