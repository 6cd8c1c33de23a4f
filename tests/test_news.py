"""What updates changed, as a page, a table of a municipality and a feed."""

from datetime import date
from xml.etree import ElementTree

import pytest
from starlette.requests import Request

from sdgwijzer import paths, serving
from sdgwijzer.build import pipeline
from sdgwijzer.figures import changes, kept
from sdgwijzer.paths import Places
from sdgwijzer.settings import Settings
from sdgwijzer.store import store
from sdgwijzer.views.dataset import Dataset
from tests.conftest import copy_shipped
from tests.pages.test_pages import open_page, text  # noqa: F401 - a fixture
from tests.test_update import smaller

DAY = date(2026, 12, 1)
INCOME = "statbel_disposable_income"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """Shipped data after a made-up update: a new year, and a cell of each of two municipalities.

    The catalogue beside it has the indicators of one source.
    """
    folder = tmp_path_factory.mktemp("changed")
    copy_shipped(folder)
    entries = smaller(folder, lambda _, item: item["source"] == INCOME)

    def cell(code, field, old, new, kind="changed"):
        place = {"nis_code": code, "geography": 2019, "year": 2020}
        return changes.Cell(kind=kind, field=field, old=old, new=new, **place)

    risk = changes.Changed(
        indicator_id="armoederisico",
        new_years={2022: 300},
        cells=(cell("34013", "value", 11.1, 22.2), cell("11007", "value", 33.3, None, "vanished")),
    )
    changes.write(
        folder,
        changes.ChangeSet(
            moment="2026-12-01T03:00:00+00:00",
            source=INCOME,
            before="0" * 64,
            after=kept.read_provenance(folder / "figures", INCOME).sha256,
            indicators=(risk,),
        ),
    )
    pipeline.build(Places.of(folder, entries), DAY)
    return folder


@pytest.fixture
def shown(changed, open_page, monkeypatch):  # noqa: F811
    monkeypatch.setenv("SDGWIJZER_DATA", str(changed))
    monkeypatch.setenv("SDGWIJZER_CATALOGUE", str(changed / "indicators.yaml"))
    return lambda **link: text(open_page("nieuw", **link))


def test_page_says_what_changed_and_when(shown):
    words = shown()
    assert "1 december 2026" in words
    assert "Inwoners onder de armoedegrens (administratief): nieuw jaar 2022" in words
    assert "1 cijfer is gewijzigd en 1 cijfer is verdwenen (in 2 gemeenten)" in words


def test_municipality_sees_its_own_numbers(shown):
    words = shown(gemeente="Harelbeke")
    assert "Gewijzigde cijfers van Harelbeke" in words
    assert "2020 11,1 % 22,2 % 1 december 2026" in words
    assert "33,3" not in words


def test_municipality_of_today_sees_the_numbers_of_what_it_was_made_of(shown):
    words = shown(gemeente="Antwerpen")
    assert "(administratief) (Borsbeek) 2020 33,3 % geen cijfer" in words


def test_municipality_without_a_change_is_told_so(shown):
    words = shown(gemeente="Gent")
    assert "Gent sinds 1 december 2026: 1 reeks kreeg een nieuw jaar." in words
    assert "Gewijzigde cijfers" not in words


def test_page_of_a_fresh_installation_says_that_nothing_changed(open_page):  # noqa: F811
    words = text(open_page("nieuw"))
    assert "Er veranderde nog geen cijfer sinds deze SDG-Wijzer er is" in words
    assert "Statbel" in words


def feed(data, host="sdg.example"):
    """What the address of the feed answers."""
    here = serving.site("", [], Settings())
    [route] = [each for each in serving.routes(data, here) if each.path == f"/{serving.FEED}"]
    headers = [(b"host", host.encode())]
    scope = {"type": "http", "method": "GET", "scheme": "https", "path": route.path}
    return route.endpoint(Request({**scope, "headers": headers, "query_string": b""}))


def test_feed_has_an_entry_per_update(changed):
    data = Dataset(store.current(changed), changed / "indicators.yaml")
    answer = feed(lambda: data)
    elsewhere = feed(lambda: data, "anders.example").body
    data.store.close()
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.body)
    assert root.findtext(f"{ATOM}updated") == "2026-12-01T03:00:00+00:00"
    [entry] = root.findall(f"{ATOM}entry")
    assert "Statbel" in entry.findtext(f"{ATOM}title")
    assert "nieuw jaar 2022" in entry.findtext(f"{ATOM}summary")
    assert entry.find(f"{ATOM}link").get("href") == "https://sdg.example/nieuw"
    assert elsewhere == answer.body.replace(b"sdg.example", b"anders.example")
    ids = [each.text for each in root.iter(f"{ATOM}id")]
    assert len({each for each in ids if each.startswith("urn:uuid:")}) == 2


def test_feed_without_a_database_says_so(tmp_path):
    def none():
        return Dataset(store.current(tmp_path), paths.catalogue())

    answer = feed(none)
    assert answer.status_code == 503
    assert "De cijfers zijn even niet beschikbaar" in answer.body.decode()
