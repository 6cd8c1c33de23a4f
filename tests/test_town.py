"""What changed for one municipality: judgements, figures, new years; since a day; as a feed."""

from xml.etree import ElementTree

import pandas as pd
import pytest

from sdgwijzer import html, screens
from sdgwijzer.html import kept
from sdgwijzer.links import read
from sdgwijzer.store.store import Store
from sdgwijzer.texts import news as words
from sdgwijzer.views import news
from tests.ask import asked
from tests.test_api import Server

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def two_days(monkeypatch):
    """Made-up changes of two days."""

    def changes(self):
        rows = [
            ("2031-02-02T03:00:00", "changed", "34013", 2025, 2020, "value", 1.0, 2.0),
            ("2031-02-02T03:00:00", "changed", "44021", 2025, 2020, "value", 5.0, 6.0),
            ("2031-01-01T03:00:00", "new_year", None, None, 2030, None, None, None),
        ]
        columns = ("moment", "kind", "nis_code", "geography", "year", "field", "old", "new")
        found = pd.DataFrame(rows, columns=list(columns))
        return found.assign(
            source="statbel_population", indicator_id="inwoners", reason="", cells=1
        )

    def judgement_changes(self, codes=None):
        rows = [
            ("2031-02-02", "34013", "armoederisico", "status", "middle", "poor", "cijfers"),
            ("2031-01-01", "34013", "armoederisico", "signal", "", "attention", "methode"),
            ("2031-01-01", "44021", "armoederisico", "trend", "rising", "falling", "catalogus"),
        ]
        columns = ["as_of", "nis_code", "indicator_id", "field", "old", "new", "kind"]
        found = pd.DataFrame(rows, columns=columns)
        return found if codes is None else found[found["nis_code"].isin(codes)]

    monkeypatch.setattr(Store, "changes", changes)
    monkeypatch.setattr(Store, "judgement_changes", judgement_changes)
    monkeypatch.setattr(Store, "days", lambda _: ["2031-02-02", "2031-01-01"])
    kept.forget()
    yield
    kept.forget()


def town(dataset, since=""):
    entries = dataset.indicators("34013")
    return news.town(dataset.store, entries, dataset.reference, "34013", since)


def test_since_the_last_update_there_is_what_changed_that_day(dataset):
    found = town(dataset)
    assert found.since == "2031-02-02"
    assert [(each.field, each.old, each.new) for each in found.turned] == [
        ("status", "middle", "poor")
    ]
    assert [(cell.year, cell.old, cell.new) for cell in found.cells] == [(2020, 1.0, 2.0)]
    assert found.years == ()


def test_since_an_earlier_day_there_is_more_and_nothing_of_others(dataset):
    found = town(dataset, "2031-01-01")
    assert [each.field for each in found.turned] == ["status", "signal"]
    assert [(item.id, years) for item, years in found.years] == [("inwoners", (2030,))]
    assert found.days == ["2031-02-02", "2031-01-01"]
    assert town(dataset, "2031-03-01").turned == ()


def test_every_word_of_the_table_has_its_dutch(dataset):
    rows = dataset.store.judgement_changes()
    assert set(rows["kind"]) <= set(words.BECAUSE)
    for field, code in {*zip(rows["field"], rows["new"], strict=True)}:
        said = words.code_word(field, code, now=True)
        assert (said == words.NO_WORD[field][1]) is (code == ""), (field, code)


def page(dataset, **link):
    choices = read({"gemeente": "Harelbeke", **link}, "nieuw", dataset).choices
    return html.block(screens.page("nieuw", choices, dataset).blocks).replace("\u00a0", " ")


def test_page_of_a_municipality_begins_with_it(dataset):
    shown = page(dataset)
    assert "Harelbeke sinds 2 februari 2031: 1 oordeel veranderde; 1 cijfer werd herzien" in shown
    assert "minder goed" in shown
    assert "nieuwe cijfers" in shown
    assert "./nieuw.atom?gemeente=Harelbeke" in shown


@pytest.mark.parametrize(
    "day", ["gisteren", "2026-13-01", "2026-1-1", "<b>", "2026-02-31", "0000-01-01"]
)
def test_what_is_no_day_is_said(dataset, day):
    shown = page(dataset, sinds=day)
    assert "Schrijf een dag zo" in shown
    assert "<b>" not in shown.replace("<b>1", "")


def test_day_in_the_link_holds(dataset):
    assert "veranderden" in page(dataset, sinds="2031-01-01")
    assert "niets veranderde" in page(dataset, sinds="2031-03-01")


def test_feed_of_a_municipality_has_its_days(dataset):
    answer = asked(dataset, "nieuw.atom", {"gemeente": "Harelbeke"})
    feed = ElementTree.fromstring(answer.body)
    assert feed.findtext(f"{ATOM}title").endswith("Harelbeke")
    entry, _ = feed.findall(f"{ATOM}entry")
    assert "1\u00a0oordeel veranderde" in entry.findtext(f"{ATOM}title")
    link = entry.find(f"{ATOM}link").attrib["href"]
    assert link.endswith("nieuw?gemeente=Harelbeke&sinds=2031-02-02")
    other = ElementTree.fromstring(asked(dataset, "nieuw.atom", {}).body)
    assert other.findtext(f"{ATOM}id") != feed.findtext(f"{ATOM}id")


def test_feed_of_a_municipality_has_the_new_years_of_a_day(dataset):
    feed = ElementTree.fromstring(asked(dataset, "nieuw.atom", {"gemeente": "Harelbeke"}).body)
    newest, before = feed.findall(f"{ATOM}entry")
    assert "Aantal inwoners: 2030" in before.findtext(f"{ATOM}summary")
    assert "1\u00a0reeks kreeg een nieuw jaar" in before.findtext(f"{ATOM}title")
    assert "2030" not in newest.findtext(f"{ATOM}summary")


def test_feed_of_a_municipality_that_is_none_is_not_that_of_all(dataset):
    answer = asked(dataset, "nieuw.atom", {"gemeente": "Bestaatniet"})
    assert answer.status == 400
    assert "Bestaatniet" in answer.text


def test_revised_figures_and_new_years_lead_to_their_indicator(dataset):
    shown = page(dataset, sinds="2031-01-01")
    assert shown.count("indicator=inwoners") == 2


def test_overview_says_what_the_last_update_changed(dataset):
    choices = read({"gemeente": "Harelbeke"}, "overzicht", dataset).choices
    shown = html.block(screens.page("overzicht", choices, dataset).blocks).replace("\u00a0", " ")
    assert "Harelbeke sinds 2 februari 2031: 1 oordeel veranderde" in shown


def test_programs_are_told_the_same(dataset):
    """Of one municipality what its page says; of all of them each with its municipality."""
    ask = Server(lambda: dataset)
    found = ask("changes?municipality=Harelbeke&since=2031-01-01").json["items"]
    whole = town(dataset, "2031-01-01")
    told = [(r["day"], r["field"], r["old"], r["new"]) for r in found if r["kind"] == "judgement"]
    assert told == [(e.day, e.field, e.old or None, e.new) for e in whole.turned]
    [figure] = [row for row in found if row["kind"] == "figure"]
    assert (figure["year"], figure["old_value"], figure["new_value"]) == (2020, 1, 2)
    assert (figure["part"], figure["cause"]) == (None, "changed")
    assert [(r["indicator_id"], r["year"]) for r in found if r["kind"] == "year"] == [
        ("inwoners", 2030)
    ]
    every = ask("changes").json["items"]
    assert [row["municipality"] for row in every] == [
        *("Harelbeke", "Harelbeke", "Gent", "Harelbeke", "Gent", None)
    ]
    assert [row["day"] for row in every] == sorted((r["day"] for r in every), reverse=True)
    assert ask("changes?kind=figure&indicator=inwoners").json["total"] == 2
    assert ask("changes?since=2031-03-01").json["total"] == 0
    assert ask("changes.csv").body.count(b"\n") == 7
