"""What a visitor meets off the beaten track: each state is a helpful Dutch page, never an error."""

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.build import pipeline
from sdgwijzer.links import PARAMETERS
from sdgwijzer.paths import Places
from tests.conftest import AS_OF, copy_shipped, sampled, swept
from tests.pages.conftest import WHOLE
from tests.pages.test_browser import STATES
from tests.pages.test_pages import (  # noqa: F401 - a fixture
    FILES,
    notes,
    open_page,
    text,
    titles,
)
from tests.test_update import smaller

STRANGE = [
    "Atlantis",
    "x" * 10_000,
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "' OR 1=1 --",
    "😀",
    "\x00",
    "%00",
    ",,,,",
    "a:b,c:d",
    "-1",
    "1e9",
]


WORDS = [word for word in FILES if word != "start"]
PAIRS = [  # each value on some pages, each page with three; all of them in a sweep
    (word, value)
    for at, word in enumerate(WORDS)
    for number, value in enumerate(STRANGE)
    if WHOLE or (number - at) % 4 == 0
]


KINDS = ("error", "warning", "info")


def html_of(app):
    return " ".join(block.proto.body for block in app.html)


NEEDS = {"gemeente": "Harelbeke", "doel": "8", "indicator": "armoederisico"}


@pytest.mark.parametrize(("word", "value"), sampled(PAIRS, 2))
def test_strange_values_in_the_link_give_a_page(open_page, word, value):  # noqa: F811
    mine = [name for name, each in PARAMETERS.items() if word in each.pages]
    strange = dict.fromkeys(["vergelijk", "gewichten", "pagina", *mine], value)
    if word in ("doel", "indicator"):  # the page itself, with other choices that are strange
        strange |= {name: NEEDS[name] for name in ("doel", "indicator") if len(value) % 2}
    app = open_page(word, gemeente="Harelbeke", **strange)
    assert not app.exception
    assert not notes(app, "error")
    assert len(titles(app)) == 1
    shown = " ".join(str(block.proto.body) for block in app.html)
    assert "<script" not in shown


@pytest.mark.parametrize("state", sorted({*STATES} - {"unknown page", "embedded", "strange"}))
def test_state_says_what_is_the_matter(open_page, state):  # noqa: F811
    link, said = STATES[state]
    word, _, choices = link.removeprefix("/").partition("?")
    app = open_page(word, **dict(parse_qsl(choices)))
    assert not app.exception
    shown = " ".join([text(app), *(note for kind in KINDS for note in notes(app, kind))])
    assert said in shown


def test_double_parameter_counts_once(open_page):  # noqa: F811
    app = open_page("overzicht", gemeente=["Kuurne", "Harelbeke"])
    assert not app.exception
    assert titles(app) in (["Kuurne"], ["Harelbeke"])


@pytest.mark.parametrize("word", FILES)
def test_every_page_opens_with_nothing_chosen(open_page, word):  # noqa: F811
    app = open_page(word)
    assert not app.exception
    assert not notes(app, "error")
    assert len(titles(app)) == 1


def test_indicator_without_a_figure_for_this_place_says_why(open_page):  # noqa: F811
    shown = text(open_page("indicator", gemeente="Hasselt", indicator="beschikbaar_inkomen"))
    assert "Voor Hasselt is er geen cijfer" in shown


@pytest.mark.parametrize("name", ["Hasselt", "Herstappe"])
def test_nothing_is_said_of_a_figure_that_is_not_there(open_page, name):  # noqa: F811
    shown = text(open_page("indicator", gemeente=name, indicator="beschikbaar_inkomen"))
    assert "Het eigen cijfer" not in shown
    assert "Dit cijfer is oud" not in shown


def test_one_neighbour_reads_as_one(open_page):  # noqa: F811
    shown = text(open_page("doel", gemeente="Herstappe", doel="8"))
    assert "Je ziet ook de cijfers van de buurgemeente (Tongeren-Borgloon)." in shown


def test_chosen_municipality_is_compared_in_words_with_how_sure_that_is(open_page):  # noqa: F811
    choices = {"gemeente": "Harelbeke", "vergelijk": "Kuurne"}
    shown = text(open_page("indicator", indicator="armoederisico", **choices))
    assert re.search(r"Kuurne .{,80}20\d\d-20\d\d 6,5 % binnen de marges", shown)
    shown = text(open_page("indicator", indicator="werkzoekenden_niet_eu", **choices))
    assert re.search(r"Kuurne .{,80} [\d,]+ % (hoger|lager|binnen de marges)", shown)


def test_number_of_municipalities_without_a_figure_is_said_with_the_reasons(open_page):  # noqa: F811
    shown = text(open_page("indicator", gemeente="Harelbeke", indicator="beschikbaar_inkomen"))
    assert (
        "271 gemeenten hebben een cijfer in dit jaar, 14 niet (13 × fusie en 1 × geen cijf" in shown
    )


def test_indicator_without_a_municipality_is_named(open_page):  # noqa: F811
    shown = text(open_page("indicator", indicator="armoederisico"))
    assert "Je ziet dan “Inwoners onder de armoedegrens (administratief)”" in shown


def test_old_name_that_is_chosen_is_explained(open_page):  # noqa: F811
    app = open_page("overzicht")
    app.selectbox[0].set_value("Borsbeek").run()
    assert "Borsbeek is nu een deel van Antwerpen" in text(app)


def test_search_for_the_plan_leads_to_the_goals(open_page):  # noqa: F811
    shown = text(open_page("zoek", gemeente="Harelbeke", zoek="meerjarenplan"))
    assert "onderaan elke doelstelling" in shown
    assert "7. Betaalbare en duurzame energie" in shown


def test_indicator_with_one_year_has_no_trend_and_no_error(open_page):  # noqa: F811
    survey = next(
        item.id
        for item in catalogue.read(paths.catalogue()).indicators
        if item.source == "stadsmonitor_survey"
    )
    app = open_page("indicator", gemeente="Harelbeke", indicator=survey)
    assert not app.exception
    assert "te weinig jaren" in text(app)


def test_entry_that_waits_is_announced(open_page):  # noqa: F811
    app = open_page("indicator", gemeente="Harelbeke", indicator="kansarmoede_index")
    assert "nog niet opgehaald" in notes(app, "info")[0]


def test_context_indicator_has_no_judgement_and_no_choice_of_colours(open_page):  # noqa: F811
    app = open_page("indicator", gemeente="Harelbeke", indicator="inwoners")
    shown = text(app)
    assert "Hoger is niet beter of slechter" in shown
    assert "gebruik het niet om gemeenten te rangschikken" in shown
    assert "Kleur de kaart volgens" not in [box.label for box in app.selectbox]


@pytest.mark.parametrize("figure", ["verloop", "verdeling", "kaart", "tabel"])
def test_one_figure_stands_on_its_own_with_its_source(open_page, figure):  # noqa: F811
    app = open_page("indicator", gemeente="Harelbeke", indicator="armoederisico", figuur=figure)
    assert not app.exception
    shown = text(app)
    assert "Bron: Statbel" in shown
    assert "Zo lees je dit" not in shown


@pytest.mark.parametrize(
    ("chosen", "there", "not_there"),
    [
        ("minder-goed", "Beschikbaar inkomen van de inwoner in het midden", "Aantal werkzoekenden"),
        ("alles", "Werkzoekendengraad van vrouwen", ""),
        ("geen-oordeel", "Netto belastbaar inkomen", "Werkzoekendengraad van mannen"),
    ],
)
def test_goal_can_be_filtered(open_page, chosen, there, not_there):  # noqa: F811
    app = open_page("doel", gemeente="Harelbeke", doel="8", toon=chosen)
    shown = text(app)
    listed = shown[shown.index("Volgorde") : shown.index("Hoe deze cijfers verdeeld zijn")]
    assert there in listed
    assert not not_there or not_there not in listed


def test_goal_can_be_sorted(open_page, database):  # noqa: F811
    app = open_page("doel", gemeente="Harelbeke", doel="8", sorteer="naam")
    entries = database.indicators()
    count = (entries["fetched"] & (entries["main_goal"] == 8)).sum()
    block = next(
        b.proto.body for b in app.html if f"{count} van de {count} cijfers." in b.proto.body
    )
    names = re.findall(r'<span class="name">([^<]+)</span>', block)[:count]
    assert len(names) == count > 1
    assert names == sorted(names)


def test_filter_and_order_stand_in_the_link(open_page):  # noqa: F811
    app = open_page("doel", gemeente="Harelbeke", doel="8")
    for choice in ("toon=beter", "sorteer=naam"):
        assert f'href="./doel?gemeente=Harelbeke&amp;doel=8&amp;{choice}"' in html_of(app)


def test_compare_shows_the_chosen_goals_with_signs(open_page):  # noqa: F811
    app = open_page(
        "vergelijk",
        gemeente="Harelbeke",
        vergelijk="Zwevegem,Deerlijk,Kuurne,provincie",
        doelen="8,12",
        indicatoren="aandeel_65plus",
    )
    shown = unescape(" ".join(block.proto.body for block in app.html))  # rows come in an attribute
    assert "<h2>Waardig werk" in shown
    assert "<h2>Geen armoede" not in shown
    assert "Middelste: Provincie West-Vlaanderen (61)" in shown
    assert 'title="geen duidelijk verschil"' in shown
    assert 'title="beter dan Harelbeke"' in shown


def test_compare_can_be_turned(open_page):  # noqa: F811
    app = open_page("vergelijk", gemeente="Harelbeke", vergelijk="Kuurne", doelen="1", draai="ja")
    shown = " ".join(block.proto.body for block in app.html)
    kuurne = '<th scope="row"><span class="look-1" aria-hidden="true">■</span> Kuurne</th>'
    assert kuurne in shown


def test_courses_have_the_median_of_a_group_but_not_of_a_count(open_page):  # noqa: F811
    choices = {"gemeente": "Harelbeke", "vergelijk": "provincie", "beeld": "verloop"}
    app = open_page("vergelijk", **choices, indicatoren="armoederisico")
    assert (
        '<strong>Middelste: Provincie West-Vlaanderen (61)</strong><span class="picture"'
        in html_of(app)
    )
    app = open_page("vergelijk", **choices, indicatoren="inwoners")
    assert "Middelste:" not in html_of(app)


def test_named_municipalities_of_the_scatter_stand_in_a_table(open_page):  # noqa: F811
    app = open_page("verken", gemeente="Harelbeke", vergelijk="Kuurne", x="armoederisico")
    assert '■</span> Kuurne</th><td class="text">6,5</td>' in html_of(app)


def test_too_many_courses_ask_for_a_choice(open_page):  # noqa: F811
    app = open_page("vergelijk", gemeente="Harelbeke", beeld="verloop")
    assert "te veel om als verloop te tonen" in notes(app, "info")[0]


def test_unknown_indicators_in_a_list_are_named(open_page):  # noqa: F811
    app = open_page("vergelijk", gemeente="Harelbeke", indicatoren="armoederisico,nergens")
    assert "nergens" in notes(app, "warning")[0]


def test_search_says_where_a_figure_belongs(open_page):  # noqa: F811
    shown = text(open_page("zoek", gemeente="Gent", zoek="energie"))
    assert re.search(r"Gasverbruik van een gezin met gas [\d ]+ kWh \S+ \S+ in \d{4}; SDG 7", shown)


def test_search_finds_and_says_when_it_does_not(open_page):  # noqa: F811
    assert "Geen armoede" in text(open_page("zoek", gemeente="Gent", zoek="armode"))
    assert "Niets gevonden" in text(open_page("zoek", gemeente="Gent", zoek="xyzzy"))


def test_search_box_asks_the_page_of_results_and_carries_the_choices(open_page):  # noqa: F811
    app = open_page("overzicht", gemeente="Harelbeke")
    form = html_of(app).partition('<form class="search" action="./zoek"')[2].partition("</form>")[0]
    assert 'name="gemeente" value="Harelbeke"' in form
    app = open_page("zoek", gemeente="Harelbeke", zoek="Kuurne")
    assert titles(app) == ["Gevonden voor “Kuurne”"]
    assert "gemeente=Kuurne" in " ".join(block.proto.body for block in app.html)


@swept
def test_texts_with_markup_are_shown_as_text(tmp_path, monkeypatch, open_page):  # noqa: F811
    folder = tmp_path / "data"
    folder.mkdir()
    copy_shipped(folder)
    path = smaller(tmp_path, lambda id_, item: 1 in item["goals"] or id_ == "inwoners")
    entries = path.read_text(encoding="utf-8")
    name = "name: Inwoners onder de armoedegrens (administratief)"
    assert name in entries
    entries = entries.replace(name, "name: Kaal <b>en</b> <script>alert(1)</script>", 1)
    path.write_text(entries, encoding="utf-8")
    pipeline.build(Places.of(folder, path), AS_OF)
    monkeypatch.setenv("SDGWIJZER_DATA", str(folder))
    monkeypatch.setenv("SDGWIJZER_CATALOGUE", str(path))
    for word in ("overzicht", "doel", "indicator", "vergelijk", "zoek"):
        app = open_page(
            word, gemeente="Harelbeke", doel="1", indicator="armoederisico", zoek="kaal"
        )
        shown = " ".join(block.proto.body for block in app.html)
        assert not app.exception
        assert "<script" not in shown
        assert "<b>en" not in shown
        assert word == "overzicht" or "Kaal &lt;b&gt;en" in shown


def test_all_equal_values_are_drawn_and_take_no_judgement():
    import pandas as pd

    from sdgwijzer.screens import areas
    from tests import make

    codes = list(municipalities.load().today)
    cross = pd.DataFrame(
        {
            "nis_code": codes,
            "name": codes,
            "common_value": 1.0,
            "common_year": 2024,
            "position_status": "unknown",
        }
    )
    item = make.indicator("made_up", {})
    assert {style for style, _ in areas.by_value(cross, item).areas.values()} <= {
        f"fifth{number}" for number in range(1, 6)
    }
    assert {style for style, _ in areas.by_status(cross, item).areas.values()} == {"missing"}
